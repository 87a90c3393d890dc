"""Forms filled in to try the form are told from forms about tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.checks.test_forms import check_test_forms, is_test
from tests.checks.small_tables import forms, household_survey, rows_of


@pytest.mark.parametrize(
    "text",
    [
        "test",
        "TEST",
        " Test 1 ",
        "тест",
        "Тестовая анкета",
        "test test",
        "asdf",
        "фыва",
        "йцукен",
        "qwerty",
        "xxx",
        "ыыыы",
        "test@test.com",
        "Lorem ipsum dolor sit amet",
        "блабла",
        "asdasd",
        "test / проверка",
        "сынақ",
        "sinov",
    ],
)
def test_an_answer_that_only_a_test_would_give(text: str) -> None:
    """Words of tests, keys in a row, one letter over and over; in either script."""
    assert is_test(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Laboratory tests",
        "Drug testing kits",
        "проверка",
        "Проверка документов",
        "Тестирование наркотиков",
        "III",
        "OOO",
        "ООО «Транзит»",
        "A",
        "no",
        "нет",
        "Form 12",
        "12345",
        "тестирование на COVID",
        "Testing of canines",
        "Contest",
        "Attestation",
        "аттестация",
        "sample",
        "data",
        "N/A",
        "–",
    ],
)
def test_an_answer_about_tests_is_an_answer(text: str) -> None:
    """A word beside them that a test would not hold makes it one; so do companies and numerals."""
    assert not is_test(text)


def test_the_fields_are_named_and_the_row_is_listed_once() -> None:
    """The row as a whole, with a proposal to leave it out; nothing is dropped by itself."""
    made = forms({"why": ["test", "Radios", "фыва"], "how": ["тест", "x", "Boats"]}, {"why": "text", "how": "text"})
    found = check_test_forms(made)
    assert found.issues[["row_id", "field", "evidence", "suggestion"]].fillna("").values.tolist() == [
        ["r0", "", "fields=why+how", "drop"],
        ["r2", "", "fields=why", "drop"],
    ]
    assert found.log.empty


def test_only_questions_of_text_are_looked_at_where_questions_are_known() -> None:
    """A choice with the code test is a choice."""
    assert rows_of(check_test_forms(forms({"kind": ["test"]}, {"kind": "select_one"}))) == []
    assert rows_of(check_test_forms(forms({"kind": ["test"]}))) == ["r0"]
    assert rows_of(check_test_forms(forms({"_version": ["test"]}))) == []


def test_a_form_of_single_letters_is_a_test_and_a_single_letter_is_not() -> None:
    """Several texts, each of one and the same letter."""
    found = check_test_forms(forms({"a": ["d", "d", "d"], "b": ["я", "Boats", None]}))
    assert found.issues[["row_id", "evidence"]].values.tolist() == [["r0", "letters=1"]]


def test_a_form_sent_before_the_collection_began_is_listed() -> None:
    """By the first field of the moment of sending that the table has; the first day itself is not too early."""
    made = forms({"_submission_time": ["2026-04-30T23:59:59", "2026-05-01T00:00:00", None, "soon"], "end": [None] * 4})
    found = check_test_forms(made, collected_from=date(2026, 5, 1))
    assert found.issues[["row_id", "evidence"]].values.tolist() == [["r0", "sent=2026-04-30; from=2026-05-01"]]
    assert rows_of(check_test_forms(made)) == []


@given(st.text(max_size=60))
def test_letter_case_and_blanks_around_make_no_difference(text: str) -> None:
    """Where a text is a test, so is it in capitals and between blanks; numbers alone are none."""
    plain = "".join(letter for letter in text if letter.isascii())
    assert is_test(plain) == is_test(f"  {plain.swapcase()}  ")
    assert not is_test("".join(letter for letter in text if letter.isdigit()))


def test_no_form_of_the_household_survey_is_a_test(conformance: Path) -> None:
    """632 real forms were all kept by those who cleaned them for such reasons."""
    assert rows_of(check_test_forms(household_survey(conformance))) == []


def test_an_agency_that_is_called_so_is_no_test() -> None:
    """The State Security Service is SSS, and stays one while its country is misspelt; «xxx» beside it is a test."""
    found = check_test_forms(forms({"agency": ["SSS", "sss", "xxx"]}), names=["SSS", "State Security Service"])
    assert found.issues["row_id"].tolist() == ["r2"]
