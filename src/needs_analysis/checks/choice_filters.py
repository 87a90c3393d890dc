"""Choices that depend on other answers: a district that is not of the province chosen above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from needs_analysis.checks.choice_list import ChoiceList
from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note_unchecked
from needs_analysis.columns import LOG, records

_COLUMN = r"(?P<column>[A-Za-z_][\w.-]{0,99})"
_FIELD = r"\$\{\s?(?P<field>[\w.-]{1,99})\s?\}"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_COLUMN} ?= ?{_FIELD}",
        rf"{_FIELD} ?= ?{_COLUMN}",
        rf"(?P<many>selected) ?\( ?{_FIELD} ?, ?{_COLUMN} ?\)",
    )
)
LONGEST_FILTER = 1000


class Comparison(NamedTuple):
    """A part of a filter: the column of the choices that must equal, or be among, the answers to a field."""

    column: str
    field: str
    many: bool


def read_filter(text: str) -> list[Comparison] | None:
    """Read a filter that compares columns of the choices with answers; None where it asks for more than that.

    >>> read_filter("zone=${zone} and selected(${types}, kind)")
    [Comparison(column='zone', field='zone', many=False), Comparison(column='kind', field='types', many=True)]
    >>> read_filter("starts-with(zone, ${zone})")
    """
    plain = " ".join(text.split())
    parts = plain.split(" and ") if len(plain) <= LONGEST_FILTER else [""]
    found = [next((hit for shape in _SHAPES if (hit := shape.fullmatch(part.strip()))), None) for part in parts]
    if not all(found):
        return None
    hits = [hit.groupdict() for hit in found if hit]
    return [Comparison(hit["column"], hit["field"], bool(hit.get("many"))) for hit in hits]


def check_choice_filters(subject: Subject, lists: Mapping[str, ChoiceList], severity: Severity) -> Findings:
    """List answers that the form's filter did not offer beside the answers that it reads.

    Nothing is claimed where one of those answers is blank; filters that cannot be read are noted.

    Args:
        subject: a table with its questions and choices.
        lists: the choice lists by name.
        severity: whether such an answer stops the run.
    """
    filtered = subject.asked.dropna(subset=["choice_filter"])
    parts, reasons = [], {}
    for question in records(filtered[filtered["choices"].isin(list(lists))]):
        tests = _offering(question["choice_filter"])
        reasons[question["field"]] = _reason(subject, question["choice_filter"], tests)
        if tests and not reasons[question["field"]]:
            rows = subject.choices[subject.choices["choices"].eq(question["choices"])]
            where = _not_offered(
                _answers(subject, question["field"], tests),
                question["field"],
                (rows, lists[question["choices"]]),
                tests,
            )
            parts.append(_issues(subject.field(question["field"]), where, tests, severity))
    return together([*parts, note_unchecked(subject, reasons, check="choice_filter_unchecked")])


def _offering(text: str) -> list[Comparison] | None:
    return [] if text.replace(" ", "") == "true()" else read_filter(text)


def _reason(subject: Subject, text: str, tests: list[Comparison] | None) -> str:
    if tests is None:
        return f"unsupported={' '.join(text.split())}"
    missing = [test.field for test in tests if subject.column(test.field) is None]
    missing += [test.column for test in tests if test.column not in subject.choices]
    return f"missing={'+'.join(dict.fromkeys(missing))}" if missing else ""


def _answers(subject: Subject, field: str, tests: list[Comparison]) -> pd.DataFrame:
    """Return the answers to a question beside those that its filter reads, from the forms around a repeat group too."""
    columns = {name: subject.column(name) for name in dict.fromkeys([field, *(test.field for test in tests)])}
    return pd.DataFrame(columns, index=subject.frame.index)


def _not_offered(
    frame: pd.DataFrame, field: str, offer: tuple[pd.DataFrame, ChoiceList], tests: list[Comparison]
) -> pd.Series:
    """Mark the rows with an answer that no choice with the right columns has; each combination is looked at once."""
    rows, choices = offer
    columns = rows[["code", *(test.column for test in tests)]].fillna("").drop_duplicates()
    offered = {tuple(row) for row in columns.itertuples(index=False)}
    by_code: dict[str, list[tuple[str, ...]]] = {}
    for code, *values in offered:
        by_code.setdefault(code, []).append(tuple(values))
    filled = frame.dropna()
    combinations = filled.drop_duplicates()
    wrong = []
    for row in records(combinations):
        codes = (choices.many(row[field]) or "").split()
        given = [row[test.field].split() if test.many else row[test.field].strip().splitlines() for test in tests]
        wrong.append(not all(_fits(by_code.get(code), given) for code in codes))
    bad = pd.MultiIndex.from_frame(combinations[wrong])
    held = pd.MultiIndex.from_frame(filled).isin(bad)
    return pd.Series(held, index=filled.index).reindex(frame.index, fill_value=False)


def _fits(values: list[tuple[str, ...]] | None, given: list[list[str]]) -> bool:
    """Say whether a choice is offered; one that the list does not have at all is listed elsewhere."""
    if values is None or not all(given):
        return True
    return any(all(value in answers for value, answers in zip(row, given, strict=True)) for row in values)


def _issues(field: Field, where: pd.Series, tests: list[Comparison], severity: Severity) -> Findings:
    evidence = f"given={'+'.join(test.field for test in tests)}"
    return Findings(
        LOG.frame([]), field.issues(where, check="choice_not_offered", severity=severity, evidence=evidence)
    )
