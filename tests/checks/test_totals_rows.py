"""Rows of totals are found by their word and by their numbers, and are left out only when a person agrees."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.checks.totals_rows import check_totals_rows, total_word
from needs_analysis.registers.files import read_register
from tests.checks.small_tables import forms, rows_of

COUNTRIES = ["KAZ", "UZB", "TJK"]


def _with(last: str, people: Sequence[str | None] = ("4", "3", "5", "12")) -> list[str]:
    return rows_of(check_totals_rows(forms({"country": [*COUNTRIES, last], "people": people})))


@pytest.mark.parametrize("word", read_register("total_words")["word"].tolist())
def test_every_word_for_a_total_is_known(word: str) -> None:
    """In capitals, with a colon, in quotation marks, with more words behind it."""
    assert [_with(text) for text in (word, f"{word.upper()}:", f"«{word}»", f"{word} (3)")] == [["r3"]] * 4


@pytest.mark.parametrize(
    "text",
    ["TotalEnergies", "Всеволод", "Всероссийский центр", "Summer school", "Jamila", "Сумманская область", "", "2026"],
)
def test_a_word_that_only_begins_alike_is_none(text: str) -> None:
    """Companies, people and places."""
    assert total_word(text) == ""
    assert _with(text) == []


def test_a_word_without_a_reason_is_an_answer() -> None:
    """«Overall, we need radios» is an answer where nothing adds up and the row says who it is about."""
    made = forms({"country": COUNTRIES, "why": ["Overall, we need radios", "Всего не хватает", "Total lack of fuel"]})
    assert rows_of(check_totals_rows(made)) == []


def test_the_sum_the_count_and_the_blanks_are_reasons() -> None:
    """Each is written as what was measured."""
    by_sum = forms({"country": [*COUNTRIES, "Итого"], "men": ["1", "2", "3", "6"], "women": ["4", "0", "1", "9"]})
    assert check_totals_rows(by_sum).issues["evidence"].tolist() == ["word=итого; sums=men"]
    by_count = forms({"who": ["Anna", "Aziz", "Всего участников: 2"]})
    assert check_totals_rows(by_count).issues["evidence"].tolist() == ["word=всего; count=2"]
    blank = forms({"country": ["KAZ", None], "agency": ["customs", " "], "note": ["x", "Total"]})
    assert check_totals_rows(blank).issues["evidence"].tolist() == ["word=total; blank=country+agency"]


def test_numbers_are_read_as_they_are_written_here() -> None:
    """Blanks between thousands and a decimal comma."""
    assert _with("Жалпы", ["1 200,5", "300", "0,5", "1 501"]) == ["r3"]


def test_subtotals_within_a_list_are_found_too() -> None:
    """Each is the sum of what stands above it."""
    made = forms({"country": ["KAZ", "UZB", "Subtotal", "TJK"], "people": ["4", "3", "7", "5"]})
    assert rows_of(check_totals_rows(made)) == ["r2"]


def test_a_person_decides() -> None:
    """Nothing is left out by itself; until a person has said so, the run stops."""
    found = check_totals_rows(forms({"country": [*COUNTRIES, "Total"], "people": ["4", "3", "5", "12"]}))
    assert found.log.empty
    assert found.issues[["row_id", "field", "severity"]].fillna("").values.tolist() == [["r3", "", "stop"]]


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8))
def test_any_sum_is_found_and_another_number_is_not(people: list[int]) -> None:
    """The last row is one of totals where its number is the sum, and not where it is one more."""
    for more, expected in ((0, [f"r{len(people)}"]), (1, [])):
        numbers = [*map(str, people), str(sum(people) + more)]
        countries = [*("KAZ" for _ in people), "Всего"]
        assert rows_of(check_totals_rows(forms({"country": countries, "people": numbers}))) == expected
