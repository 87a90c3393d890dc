"""Columns whose name, heading or question asks for personal data, in English, Russian and languages of the region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from needs_analysis.checks.subject import Subject
from needs_analysis.columns import records
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal

BY_TYPE = {
    "geopoint": "gps",
    "geotrace": "gps",
    "geoshape": "gps",
    "start-geopoint": "gps",
    "phonenumber": "phone",
    "email": "email",
    "username": "account",
    "deviceid": "device",
    "subscriberid": "device",
    "simserial": "device",
    "image": "recording",
    "audio": "recording",
    "video": "recording",
    "background-audio": "recording",
    "file": "recording",
}
NOT_ASKED_FOR = ("select_one", "select_multiple", "rank", "calculate", "note", "acknowledge", "start", "end", "today")
LONGEST_HEADING = 120
MOST_WORDS = 6


def kinds_by_heading(subject: Subject) -> dict[str, str]:
    """Give the kind of personal data that each field asks for, as far as its name, heading or question says so.

    Questions that are answered by a choice, and calculations, ask for none.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> asked = {"table": "t", "field": "q7", "type": "text", "label": "Номер телефона"}
    >>> frame = RECEIVED.frame([{"row_id": "r1", "q7": "1", "about/full_name": "2", "phones_per_office": "3"}])
    >>> kinds_by_heading(Subject("t", frame, QUESTIONS.frame([asked])))
    {'q7': 'phone', 'about/full_name': 'name'}
    """
    types = subject.types
    labels = {row["field"]: row["label"] for row in records(subject.asked[["field", "label"]].fillna(""))}
    found = {}
    for name in subject.names:
        kind = BY_TYPE.get(types.get(name, ""), "")
        if not kind and types.get(name, "") not in NOT_ASKED_FOR:
            label = labels.get(name, "") if types.get(name) != "integer" else ""
            kind = _kind(filter(_is_short, (name, subject.headings.get(name, ""), label)))
        if kind:
            found[name] = kind
    return found


def _is_short(heading: str) -> bool:
    """A question of many words is about something: the number of passport readers in use, say."""
    return len(_plain(heading.rpartition("/")[2]).split()) <= MOST_WORDS


def _kind(headings: Iterable[str]) -> str:
    """Return the kind that the first telling heading asks for; the groups before a question's name say nothing."""
    for heading in headings:
        words = _plain(heading[-LONGEST_HEADING:].rpartition("/")[2])
        bare = words.rstrip("0123456789 ")
        for word, kind, whole in _words():
            if bare == word or (not whole and f" {word} " in f" {words} "):
                return kind
    return ""


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", normal(heading)))


@cache
def _words() -> tuple[tuple[str, str, bool], ...]:
    rows = records(read_register("personal_words"))
    return tuple((_plain(row["word"]), row["kind"], row["match"] == "whole") for row in rows)
