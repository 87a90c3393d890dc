"""A name is found in another order, script, spelling and case, with initials, and beside other words."""

from collections.abc import Iterator

import pytest

from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Secrets
from tests.scanning.planted import NAMES, PEOPLE, SEARCH


def ways_to_say(name: str) -> Iterator[str]:
    """Write a full name as lists, letters and file names do."""
    surname, given, *fathers = name.split()
    yield from (f"{given} {surname}", f"{surname}, {given}", f"{surname}\n{given}", f"{given}; {surname.upper()}")
    yield from (f"{given[0]}. {surname}", f"{surname} {given[0]}.", f"{given[0]}.{surname}", f"{surname} {given[0]}")
    yield from (f"{surname}_{given}.xlsx", f"{given}{surname}", f"{surname}-{given}", f"{surname}у {given}у")
    for father in fathers:
        yield from (f"{given} {father}", f"{given} {father} {surname}", f"{given[0]}.{father[0]}. {surname}")
        yield from (
            f"{surname} {given[0]}.{father[0]}.",
            f"{surname} {given} {father[0]}.",
            f"{given} {father[0]}. {surname}",
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_way_to_say_a_name(name: str) -> None:
    """Any order, with a patronymic or without, with initials, in another case, written as one."""
    assert [said for said in ways_to_say(name) if not SEARCH.holds(f"Ответил(а) {said} вчера")] == []


@pytest.mark.parametrize(("listed", "elsewhere"), PEOPLE)
def test_both_scripts(listed: str, elsewhere: str) -> None:
    """A name listed in Cyrillic is found in the Latin letters of its country, and the other way round."""
    assert Search(Secrets(names=(listed,))).holds(f"by {elsewhere} (2)")
    assert Search(Secrets(names=(elsewhere,))).holds(f"({listed})")


@pytest.mark.parametrize(
    "text",
    [
        "Каримов и Асанова",
        "Aziz of the border service met Mr Rahmonov and Mr Karimov",
        "Азиз",
        "the Karimov bridge",
        "Nuray, Aziz, Dilshod",
    ],
)
def test_less_than_a_name_is_none(text: str) -> None:
    """A surname or given name by itself, or words of several people, name nobody."""
    assert not SEARCH.holds(text)


@pytest.mark.parametrize(
    ("name", "found", "not_found"),
    [
        ("Mark Price", "by Mark Price", "the mark, price and price of a mark"),
        ("May Will", "May Will said", "it may, will or must; in May will be"),
        ("Li Na", "asked Li Na", "Есть ли на посту рации, or li na"),
        ("Holm", "as Holm says", "a holm by the sea"),
        ("Roman Oral", "R. Oral", "an oral exam of Roman law"),
    ],
)
def test_ordinary_words_need_capitals(name: str, found: str, not_found: str) -> None:
    """A name of words that are short, or ordinary in the public texts, counts with capitals and side by side only."""
    public = ("What mark and price may it have? He will say if it is an oral answer.",)
    search = Search(Secrets(names=(name,), public=public))
    assert search.holds(found)
    assert not search.holds(not_found)


def test_a_name_of_one_word_that_is_public_is_none() -> None:
    """A method's name in the public texts stays, though a participant bears it as the only one."""
    search = Search(Secrets(names=("Holm",), public=("p-value adjusted for all claims (Holm)",)))
    assert not search.holds("adjusted after Holm")


def test_what_is_written_for_everybody_is_no_secret() -> None:
    """The contact that a notice names may be named; a person of the list may not."""
    search = Search(Secrets(names=("Anna Berg", "Olga Feld"), public=("Questions go to Anna Berg.",)))
    assert not search.holds("Anna Berg")
    assert search.holds("Olga Feld")
