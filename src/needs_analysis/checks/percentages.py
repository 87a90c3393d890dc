"""Percentages that cannot be: below 0, above 100, or parts that do not add up to the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.numbers import number_fields, numbers, written
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.methods.percentages import possible_counts

SAYS_PERCENT = re.compile(r"%|\b(?:percent(?:ages?)?|per cent|pct|процент\w*|дол[яиюей]|долях?)\b", re.IGNORECASE)


def check_percentages(
    subject: Subject,
    *,
    severity: Severity = "review",
    fields: Sequence[str] = (),
    adding_up: Sequence[Sequence[str]] = (),
    tolerance: float = 1.0,
    of: Mapping[str, str] | None = None,
) -> Findings:
    """List percentages outside 0 to 100, and rows in which a set of parts, all answered, misses its total.

    Number fields whose name, words or heading speak of percent are percentages. A set in which no part of the table
    exceeds 1 is taken as shares of 1, as spreadsheets keep percentages.

    Args:
        subject: a table with its questions.
        severity: whether such a row stops the run.
        fields: further fields that hold percentages.
        adding_up: sets of fields that add up to 100.
        tolerance: how far a total may miss 100, in percentage points.
        of: field of a printed percentage → field with the number of people that it is a percentage of: one that no
            whole number of people makes cannot be right, such as 91 % of 26.

    Raises:
        SettingsError: a setting names a field that does not exist.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "men": "60", "women": "40"}, {"row_id": "r2", "men": "60", "women": "50 %"}]
    >>> found = check_percentages(Subject("responses", RECEIVED.frame(rows)), adding_up=[["men", "women"]])
    >>> found.issues[["row_id", "evidence"]].values.tolist()
    [['r2', 'fields=men+women; total=110; whole=100']]
    """
    people = dict(of or {})
    wanted = [*fields, *(name for parts in adding_up for name in parts), *people, *people.values()]
    subject.refuse_unknown(wanted, "percentages")
    named = [name for name in number_fields(subject) if SAYS_PERCENT.search(_words(subject, name))]
    outside = [_outside(subject.field(name), severity) for name in dict.fromkeys([*named, *subject.known(fields)])]
    sets = [list(parts) for parts in adding_up if parts and set(parts) <= set(subject.names)]
    pairs = [(name, n) for name, n in people.items() if {name, n} <= set(subject.names)]
    impossible = [_impossible(subject.field(name), numbers(subject.frame[n]), severity) for name, n in pairs]
    return together([*outside, *impossible, *(_total(subject, parts, severity, tolerance) for parts in sets)])


def _words(subject: Subject, name: str) -> str:
    labels = subject.asked.loc[subject.asked["field"].eq(name), "label"].dropna()
    return " ".join([name.replace("_", " "), subject.headings.get(name, "").replace("_", " "), *labels])


def _percent(values: pd.Series) -> pd.Series:
    return numbers(values.str.replace(r"\s*%\s*$", "", regex=True))


def _outside(field: Field, severity: Severity) -> Findings:
    read = _percent(field.values)
    outside = (read < 0) | (read > 100)
    issues = field.issues(outside, check="percentage_impossible", severity=severity, evidence="least=0; most=100")
    return Findings(LOG.frame([]), issues)


def _impossible(field: Field, people: pd.Series, severity: Severity) -> Findings:
    """List the percentages that no whole number of people makes, with the nearest that can be."""
    printed = field.values.str.replace(r"\s*%\s*$", "", regex=True).str.replace(",", ".")
    pairs = pd.DataFrame({"text": printed, "value": _percent(field.values), "n": people}).dropna()
    whole = pairs[pairs["n"].ge(1) & pairs["n"].mod(1).eq(0) & pairs["value"].between(0, 100)]
    nearest = pd.Series({row: _nearest(text, value, int(n)) for row, text, value, n in whole.itertuples()}, dtype="str")
    found = nearest[nearest.ne("")].reindex(field.values.index)
    issues = field.issues(
        found.notna(), check="percentage_of_people", severity=severity, evidence="nearest=" + found.dropna()
    )
    return Findings(LOG.frame([]), issues)


def _nearest(text: str, value: float, n: int) -> str:
    """Name the nearest possible percentages; nothing where the printed one is possible."""
    digits = len(text.partition(".")[2].strip())
    counted = possible_counts(round(value, digits), n, digits=digits)
    return "" if counted.is_possible else " or ".join(f"{each:.{digits + 1}f}" for each in counted.nearest)


def _total(subject: Subject, parts: list[str], severity: Severity, tolerance: float) -> Findings:
    read = pd.DataFrame({name: _percent(subject.frame[name]) for name in parts})
    whole = 1 if (read.max().max() <= 1) else 100
    total = read.sum(axis=1).where(read.notna().all(axis=1))
    wrong = (total - whole).abs() > tolerance * whole / 100 + 1e-9
    evidence = f"fields={'+'.join(parts)}; total=" + written(total[wrong]) + f"; whole={whole}"
    return subject.list_rows(wrong, check="percentages_total", severity=severity, evidence=evidence)
