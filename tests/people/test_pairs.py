"""Candidates are listed with their reasons, whichever row comes first, and only where enough speaks for one person."""

from __future__ import annotations

import time
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.errors import NeedsAnalysisError
from needs_analysis.people.blocks import MOST_IN_A_BLOCK, pair_blocks
from needs_analysis.people.duplicates import suggest_across, suggest_duplicates
from needs_analysis.people.facts import Fact, items_of
from needs_analysis.people.pairs import compare_people
from needs_analysis.people.wording import explain_evidence

GIVEN = ["Азиз", "Бобур", "Гулнора", "Даврон", "Елена", "Жанна", "Зафар", "Ислам", "Камила", "Лола", "Марат", "Нодир"]
FAMILY = ["Ахмедов", "Бердыев", "Ганиев", "Досмухамедов", "Ким", "Мусаев", "Нурматов", "Петров", "Рустамов", "Усманов"]


def crowd(n: int = 60) -> list[dict[str, str]]:
    """Give people of whom no two are alike: another name, e-mail and phone each."""
    return [
        {
            "row_id": f"c{i}",
            "name": f"{FAMILY[i % 10]} {GIVEN[(i // 10 + i) % 12]}",
            "email": f"person{chr(97 + i % 26)}{chr(97 + i // 26)}@{FAMILY[i % 10]}.example.org",
            "phone": f"+99890{7919 * (i + 1) % 10_000_000:07}",
            "agency": f"A{i % 6}",
            "country": f"C{i % 5}",
        }
        for i in range(n)
    ]


def listed(*rows: dict[str, str]) -> pd.DataFrame:
    """List candidates among the crowd and some more rows."""
    return suggest_duplicates(pd.DataFrame([*crowd(), *rows]), "participants")


def test_a_crowd_of_different_people_has_no_candidates() -> None:
    """Sixty people with other names, e-mails and phones, of few agencies and countries."""
    assert listed().empty


ONE = {"row_id": "x1", "name": "Каримов Фаррух Баходирович", "email": "farruh@a.org", "agency": "A1", "country": "C1"}


@pytest.mark.parametrize(
    ("other", "evidence"),
    [
        ({"name": "Farrukh Karimov", "email": "farruh@a.org"}, ["name=same", "email=same"]),
        ({"name": "KARIMOV Farruh Bahodir o‘g‘li"}, ["name=same", "patronymic=same"]),
        ({"name": "F. Karimov", "email": "FARRUH@A.org "}, ["name=initial", "email=same"]),
        ({"name": "Керимов Фарух", "agency": "A1"}, ["name=near", "agency=same"]),
        ({"name": "Каримов Фаррух", "agency": "A2", "country": "C2"}, ["name=same", "agency=different"]),
    ],
)
def test_one_person_written_in_two_ways_is_a_candidate(other: dict[str, str], evidence: list[str]) -> None:
    """The pair is the only one, the later row comes first, and the evidence says what was compared."""
    found = listed(ONE, {"row_id": "x2", **other})
    assert found[["row_id", "other_row_id"]].values.tolist() == [["x2", "x1"]]
    assert all(part in found["evidence"][0] for part in evidence)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Каримов Фаррух Рустамович", "agency": "A2", "country": "C2"},
        {"name": "Karimova Feruza Bahodirovna", "agency": "A1", "country": "C1"},
        {"name": "Каримов Шавкат", "agency": "A1", "country": "C1"},
        {"name": "Karimov", "agency": "A2"},
        {"email": "office@a.org", "agency": "A1", "country": "C1"},
    ],
)
def test_another_person_is_no_candidate(other: dict[str, str]) -> None:
    """Another patronymic elsewhere, a sister, a colleague of the same surname, a surname alone, only an agency."""
    assert listed(ONE, {"row_id": "x2", **other}).empty


def chance(**other: str) -> float:
    """Give the chance that a row with ONE's name is ONE."""
    return float(listed(ONE, {"row_id": "x2", "name": ONE["name"], **other})["chance"].iloc[0])


def test_each_difference_lowers_the_chance() -> None:
    """Same name, then another e-mail, then another agency too, then another country too."""
    differences = [{"email": "other@z.org"}, {"agency": "A2"}, {"country": "C2"}]
    said: dict[str, str] = {"agency": "A1", "country": "C1"}
    chances = [chance(**said)]
    for difference in differences:
        said |= difference
        chances.append(chance(**said))
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < chances[0]


def test_a_namesake_with_another_patronymic_is_less_likely_than_one_without() -> None:
    """A missing patronymic says nothing; another one says that it is another person."""
    without = listed(ONE, {"row_id": "x2", "name": "Каримов Фаррух"})["bits"].iloc[0]
    another = listed(ONE, {"row_id": "x2", "name": "Каримов Фаррух Рустамович", "agency": "A1"})["evidence"]
    assert without > 0
    assert another.empty or "patronymic=different -" in another.iloc[0]


def test_a_rare_name_says_more_than_a_common_one() -> None:
    """The same words among many bearers are worth fewer bits."""
    common = [{"row_id": f"k{i}", "name": f"Ким {GIVEN[i]}"} for i in range(12)]
    rare = compare_people(
        pd.DataFrame([{"name": "Досым Ян"}, {"name": "Досым Ян"}, *common]), [Fact("name", ("name",))]
    )
    many = compare_people(
        pd.DataFrame([{"name": "Ким Лола"}, {"name": "Ким Лола"}, *common]), [Fact("name", ("name",))]
    )
    assert rare["bits"][0] > many["bits"].max()


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(random: Random) -> None:
    """Rows shuffled give the same pairs, with the same bits and the same evidence."""
    rows = [*crowd(20), ONE, {"row_id": "x2", "name": "Фаррух Каримов", "agency": "A1"}]
    said = [_said(suggest_duplicates(pd.DataFrame(each), "t")) for each in (rows, random.sample(rows, len(rows)))]
    assert said[0] == said[1]
    assert {frozenset(("x1", "x2"))} == {pair for pair, _, _ in said[0]}


def _said(pairs: pd.DataFrame) -> set[tuple[frozenset[str], float, str]]:
    both = zip(pairs["row_id"], pairs["other_row_id"], strict=True)
    return {
        (frozenset(pair), *rest) for pair, *rest in zip(both, pairs["bits"].round(9), pairs["evidence"], strict=True)
    }


def test_two_lists_are_compared_with_each_other_alone() -> None:
    """A pair within one of the lists is not among those between them."""
    forms = pd.DataFrame([{"row_id": "f1", "name": "Aziz Kerimov"}, {"row_id": "f2", "name": "Aziz Kerimov"}])
    people = pd.DataFrame(
        [{"row_id": "p1", "name": "Каримов Азиз", "phone": "1"}, {"row_id": "p2", "name": "Ким Лола"}]
    )
    found = suggest_across(forms, people, tables=("responses", "participants"))
    assert sorted(found[["row_id", "other_row_id"]].values.tolist()) == [["f1", "p1"], ["f2", "p1"]]
    assert found["table"].unique().tolist() == ["responses"]


@pytest.mark.parametrize("rows", [[], [{"row_id": "1", "name": "Aziz Karimov"}], [{"row_id": "1"}, {"row_id": "2"}]])
def test_short_and_blank_lists_have_no_pairs(rows: list[dict[str, str]]) -> None:
    """No row, one row, or no fact to compare."""
    people = pd.DataFrame(rows, columns=["row_id", "name", "email"], dtype="str")
    assert suggest_duplicates(people, "t").empty


def test_a_column_that_is_not_there_is_named() -> None:
    """A fact whose column is missing is an error, not a blank."""
    with pytest.raises(NeedsAnalysisError, match="column surname"):
        compare_people(pd.DataFrame({"name": ["a"]}), [Fact("name", ("surname",))])


def test_facts_are_reduced_to_what_is_compared() -> None:
    """Phones to their last nine digits, dates to year, month and day, e-mails to small letters."""
    people = pd.DataFrame(
        {"x": ["+998 (90) 123-45-67", "90 1234567"], "d": ["3.05.1980", "1980-05-03"], "e": ["A@B.ORG ", "-"]}
    )
    assert items_of(people, Fact("phone", ("x",))) == [("901234567",), ("901234567",)]
    assert items_of(people, Fact("date", ("d",))) == [("19800503",), ("19800503",)]
    assert items_of(people, Fact("email", ("e",))) == [("a@b.org",), ()]


def test_a_key_of_too_many_rows_pairs_none() -> None:
    """So that a list of one phone number is not compared with all of itself."""
    phone = Fact("phone", ("phone",))
    assert len(pair_blocks({phone: [("1",)] * MOST_IN_A_BLOCK})) == MOST_IN_A_BLOCK * (MOST_IN_A_BLOCK - 1) // 2
    assert len(pair_blocks({phone: [("1",)] * (MOST_IN_A_BLOCK + 1)})) == 0


def test_evidence_is_said_in_words() -> None:
    """What speaks for one person stands first; what is no fact is left out."""
    said = explain_evidence("with=r1; chance=0.98; agency=different -3.3; name=near +9.0; email=same +12.0", "en")
    assert said == "the same: e-mail; nearly the same: name; different: agency"


def test_ten_thousand_people_take_seconds() -> None:
    """Far fewer pairs than fifty million are compared."""
    drawn = np.random.default_rng(7)
    syllables = np.array(["ка", "ри", "мо", "ба", "ту", "ра", "ши", "но", "за", "ли", "сер", "гу", "дав", "ул", "бек"])
    words = np.array(["".join(each) for each in drawn.choice(syllables, (2000, 3))])
    names, phones = drawn.choice(words, (10_000, 2)), drawn.integers(10**8, 10**9, 10_000)
    people = pd.DataFrame({"name": names[:, 0] + "ов " + names[:, 1], "phone": phones.astype(str)})
    people.loc[len(people)] = people.loc[0]
    people["row_id"] = people.index.astype(str)
    start = time.perf_counter()
    found = suggest_duplicates(people, "t", least=0.99)
    assert time.perf_counter() - start < 20
    assert ["10000", "0"] in found[["row_id", "other_row_id"]].values.tolist()
