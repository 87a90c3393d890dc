"""The refusal tells of every file and kind once, the worst first, and never what was found."""

import pytest

from needs_analysis.errors import ReleaseError
from needs_analysis.language import interface_language
from needs_analysis.scanning.files import scan_content
from needs_analysis.scanning.hits import Hit, refuse_hits
from tests.scanning.planted import DISGUISES, NAMES, PLANTED, SEARCH

HITS = [
    Hit("unsearchable", "a.gif", ""),
    Hit("id", "b.csv", "line 7"),
    *(Hit("name", "c.html", f"line {n}") for n in range(1, 9)),
    Hit("email", "b.csv", "line 2"),
]


def refused(hits: list[Hit]) -> ReleaseError:
    with pytest.raises(ReleaseError) as error:
        refuse_hits(hits)
    return error.value


def test_nothing_found_is_nothing_refused() -> None:
    """Without a hit nothing happens."""
    refuse_hits([])


def test_worst_first_and_folded() -> None:
    """A name is worse than an e-mail, that than an id; many places of one kind in a file are one counted problem."""
    problems = refused(HITS).problems
    assert [problem.file for problem in problems] == ["c.html", "b.csv", "b.csv", "a.gif"]
    assert problems[0].what == "A participant's name stands in it: line 1; line 2; line 3 and 5 more places."
    assert problems[-1].what == "It cannot be searched for what belongs to participants."
    assert all(problem.remedy for problem in problems)


def test_the_same_in_russian() -> None:
    """Places and counted forms are said in the reader's language."""
    with interface_language("ru"):
        assert scan_content(f"\n{NAMES[2]}".encode(), "c", SEARCH) == [Hit("name", "c", "строка 2")]
        assert "и ещё 5 мест" in str(refused(HITS))


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_message_repeats_what_it_found(disguise: str) -> None:
    """Whatever was found, in whatever disguise: neither the hits nor the error hold it, or the half of it."""
    for texts in PLANTED.values():
        text = texts[5]
        if hits := scan_content(DISGUISES[disguise](text).encode(), "r", SEARCH):
            said = f"{refused(hits)} {hits}".casefold()
            assert text.casefold() not in said
            assert not [word for word in text.split() if len(word) > 5 and word.casefold() in said]
