"""Forms that somebody filled in to try the form: «test», «фыва», one letter over and over, or sent too early."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

import pandas as pd

from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.timestamps import moments
from needs_analysis.columns import LOG
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal
from needs_analysis.workshop.thresholds import Trials

USUAL_TEXTS = ("name", "agency", "position", "comment", "comments", "remarks")
LONGEST_TEST = 80
FEWEST_LETTERS = 3
NO_LETTERS = ("iii", "ооо", "ooo")
_WORD = re.compile(r"[^\W\d_]+")


def check_test_forms(
    subject: Subject,
    *,
    severity: Severity = "review",
    collected_from: date | None = None,
    sent: Sequence[str] = tuple(Trials().sent),
    names: Collection[str] = (),
) -> Findings:
    """List forms with a whole answer that only a test would give, and forms sent before the collection began.

    Args:
        subject: a table; its text questions are looked at, or all its fields where no questions are known.
        severity: whether such a form stops the run.
        collected_from: first day of the collection.
        sent: fields of the moment a form was sent; the first that the table has is taken.
        names: of agencies, with their abbreviations: «SSS» is no test where an agency is called so.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "name": "TEST / проверка"}, {"row_id": "r2", "name": "Laboratory tests"}]
    >>> check_test_forms(Subject("people", RECEIVED.frame(rows))).issues[["row_id", "evidence"]].values.tolist()
    [['r1', 'fields=name']]
    """
    texts, called = _texts(subject), {normal(name) for name in names if is_test(name)}
    marked = {
        name: subject.distinct(name).where(lambda text: is_test(text) and normal(text) not in called) for name in texts
    }
    letters = _only_letters(subject, texts)
    fields = pd.Series("", index=subject.frame.index, dtype="str")
    for name, mark in marked.items():
        fields = fields.where(~mark, fields + "+" + name)
    fields = fields.str.removeprefix("+")
    parts = [_issues(subject, fields.ne(""), severity, "fields=" + fields)]
    parts.append(_issues(subject, letters & fields.eq(""), severity, "letters=1"))
    early, when = _early(subject, collected_from, sent)
    parts.append(_issues(subject, early, severity, "sent=" + when + f"; from={collected_from}"))
    return together(parts)


def is_test(text: str) -> bool:
    """Say whether a whole answer is a test: only words of tests, keys in a row, or one letter three times or more.

    >>> [is_test(text) for text in ("Test 1", "тестовая анкета", "asdfasdf", "xxx", "Drug testing", "проверка")]
    [True, True, True, True, False, False]
    """
    kinds = set()
    for found in _WORD.finditer(text if len(text) <= LONGEST_TEST else ""):
        kind = _kind(found[0].casefold())
        if not kind:
            return False
        kinds.add(kind)
    return "test" in kinds


def _kind(word: str) -> str:
    """Return test for a word that only a test would hold, with for one that may stand beside it, else nothing."""
    if word in _words():
        return _words()[word]
    period = f"{word}{word}".find(word, 1)
    if period == 1:
        return "test" if len(word) >= FEWEST_LETTERS and word not in NO_LETTERS else ""
    return "test" if period < len(word) and _words().get(word[:period]) == "test" else ""


@cache
def _words() -> dict[str, str]:
    rows = read_register("test_words")
    return {normal(word): kind for word, kind in zip(rows["word"], rows["kind"], strict=True)}


def _texts(subject: Subject) -> list[str]:
    if subject.asked.empty:
        return [name for name in subject.names if not name.startswith("_")]
    return list(dict.fromkeys([*subject.of_type("text"), *subject.known(USUAL_TEXTS)]))


def _only_letters(subject: Subject, texts: Sequence[str]) -> pd.Series:
    """Mark the rows with several texts of which each is one and the same letter, however often."""
    index = subject.frame.index
    filled, single = pd.Series(0, index), pd.Series(0, index)
    for name in texts:
        filled += subject.distinct(name).where(lambda text: bool(text.strip()))
        single += subject.distinct(name).where(_one_letter)
    return (filled > 1) & (filled == single)


def _one_letter(text: str) -> bool:
    if text[:1].isspace() or text[:1] != text[-1:]:
        text = text.strip()
    letters = set(text.casefold()) if text[:1].casefold() == text[-1:].casefold() else set()
    return len(letters) == 1 and letters.pop().isalpha()


def _early(subject: Subject, first: date | None, sent: Sequence[str]) -> tuple[pd.Series, pd.Series]:
    field = next(iter(subject.known(sent)), "")
    if first is None or not field:
        nothing = pd.Series(False, index=subject.frame.index)
        return nothing, pd.Series("", index=subject.frame.index, dtype="str")
    times = moments(subject.frame[field]).times
    return times < pd.Timestamp(first), times.dt.strftime("%Y-%m-%d").astype("str")


def _issues(subject: Subject, where: pd.Series, severity: Severity, evidence: pd.Series | str) -> Findings:
    row = Field(subject.table, "", subject.frame)
    said = evidence[where] if isinstance(evidence, pd.Series) else evidence
    issues = row.issues(where, check="test_form", severity=severity, suggestions="drop", evidence=said)
    return Findings(LOG.frame([]), issues)
