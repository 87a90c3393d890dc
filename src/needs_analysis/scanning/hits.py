"""What the search found: its kind, file and place, never the text itself; and the refusal that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say, say_count
from needs_analysis.scanning.secrets import Kind

WORST_FIRST: tuple[Kind, ...] = ("name", "email", "phone", "comment", "code", "id", "unsearchable")
PLACES_NAMED = 3


class Hit(NamedTuple):
    """One secret found in a file, or a part that cannot be searched."""

    kind: Kind
    file: str
    place: str


def refuse_hits(hits: Sequence[Hit]) -> None:
    """Refuse files in which something was found: one problem a file and kind, the worst first, with the first places.

    Raises:
        ReleaseError: there is a hit.

    >>> refuse_hits([])
    >>> refuse_hits([Hit("name", "report.html", "line 12"), Hit("name", "report.html", "line 14")])
    Traceback (most recent call last):
    needs_analysis.errors.ReleaseError: report.html: A participant's name stands in it: line 12; line 14.
        → ...
    """
    groups = Counter((WORST_FIRST.index(hit.kind), hit.file) for hit in hits)
    problems = [
        _problem(
            WORST_FIRST[rank], file, [hit.place for hit in hits if hit.file == file and hit.kind == WORST_FIRST[rank]]
        )
        for rank, file in sorted(groups)
    ]
    if problems:
        raise ReleaseError(problems)


def _problem(kind: Kind, file: str, places: list[str]) -> Problem:
    named = "; ".join(place for place in dict.fromkeys(places[:PLACES_NAMED]) if place)
    more = len(places) - PLACES_NAMED
    if more > 0:
        named += " " + say_count("and {n} more place", "and {n} more places", more)
    return Problem(_what(kind, f": {named}" if named else ""), file=file, remedy=_remedy(kind))


def _what(kind: Kind, places: str) -> str:
    return {
        "name": say("A participant's name stands in it{places}.", places=places),
        "email": say("A participant's e-mail address stands in it{places}.", places=places),
        "phone": say("A participant's telephone number stands in it{places}.", places=places),
        "comment": say("A comment that nobody released, or a part of one, stands in it{places}.", places=places),
        "code": say("A participant's code stands in it{places}.", places=places),
        "id": say("The id of a row, which leads to a person, stands in it{places}.", places=places),
        "unsearchable": say("It cannot be searched for what belongs to participants{places}.", places=places),
    }[kind]


def _remedy(kind: Kind) -> str:
    if kind == "comment":
        return say("Take it out, or have the person who wrote it release it; then run again.")
    if kind == "unsearchable":
        return say(
            "Leave it out, or save it as HTML, XLSX, DOCX, PPTX, PDF, CSV, JSON, PNG or text, without a password."
        )
    return say("Take it out of the chapter, label or file that this is made of; then run again.")
