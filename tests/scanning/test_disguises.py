"""Every planted string is found in every disguise."""

import pytest

from needs_analysis.scanning.files import scan_content
from tests.scanning.planted import DISGUISES, NOT_FOR, PLANTED, SEARCH


def test_enough_is_planted() -> None:
    """At least 200 strings of all kinds, in at least 8 disguises."""
    assert sum(map(len, PLANTED.values())) >= 200
    assert all(map(len, PLANTED.values()))
    assert len(DISGUISES) >= 8


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_found(kind: str, disguise: str) -> None:
    """The scan finds each string of a kind, whatever it is disguised as, and its report never repeats it."""
    missed, told = [], []
    for text in PLANTED[kind] if disguise not in NOT_FOR.get(kind, ()) else ():
        hits = scan_content(DISGUISES[disguise](text).encode("utf-8"), "r", SEARCH)
        missed += [text] if kind not in {hit.kind for hit in hits} else []
        told += [text] if text in repr(hits) else []
    assert missed == []
    assert told == []
