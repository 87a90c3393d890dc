"""Personal data where none belong: by a column's heading and by its values. What is found is never repeated."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.checks.choice_columns import OTHER, read_yes_no
from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.named_people import People, list_people
from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.personal_values import kinds_of_texts
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note
from needs_analysis.columns import ISSUES, LOG
from needs_analysis.workshop.thresholds import PersonalData

MOSTLY = 0.5
FEWEST_CELLS = 3
CHECK = "personal_data"


def check_personal_data(
    subject: Subject,
    *,
    severity: Severity = "review",
    allowed: Sequence[str] = tuple(PersonalData().allowed),
    names: Sequence[str] = (),
) -> Findings:
    """List columns that hold personal data, and single cells with a telephone, an e-mail, a document, a listed name.

    A column is listed once where its heading asks for such data or half of its cells hold them; else each cell is.
    The value is never repeated, only its kind.

    Args:
        subject: a table with its questions.
        severity: whether personal data stop the run.
        allowed: fields that may hold them, of any table or, as participants.name, of one.
        names: names of people, whose mention in other fields is looked for.

    >>> from needs_analysis.columns import RECEIVED
    >>> texts = ["Ask Anna Berg", "Write to a@example.org", "No need", "Form 70412028"]
    >>> rows = [{"row_id": f"r{i}", "why": text, "phone_2": "5"} for i, text in enumerate(texts)]
    >>> found = check_personal_data(Subject("t", RECEIVED.frame(rows)), names=["BERG Anna"]).issues
    >>> found[["row_id", "field", "value", "evidence"]].fillna("").values.tolist()
    [['', 'phone_2', '', 'kind=phone; by=heading; n=4'],
     ['r0', 'why', '', 'kind=name; by=value'],
     ['r1', 'why', '', 'kind=email; by=value']]
    """
    looked_at = [name for name in subject.names if not {name, f"{subject.table}.{name}"} & set(allowed)]
    asked_for = {name: kind for name, kind in kinds_by_heading(subject).items() if not _yes_or_no(subject, name)}
    people = list_people(names)
    parts = []
    for name in looked_at:
        filled = _filled(subject, name) if name in asked_for else 0
        parts += [_column(subject, name, asked_for[name], by="heading", n=filled, severity=severity)] if filled else []
        parts += _by_value(subject, name, people, asked_for.get(name, ""), severity=severity)
    return together(sorted(parts, key=lambda part: part.issues["row_id"].notna().any()))


def _filled(subject: Subject, name: str) -> int:
    return int(subject.distinct(name).where(lambda text: bool(text.strip())).sum())


def _yes_or_no(subject: Subject, name: str) -> bool:
    """Say whether a column holds nothing but yes and no, as the columns of a choice «by telephone» do."""
    return not (read_yes_no(subject.frame[name]) == OTHER).any()


def _by_value(subject: Subject, name: str, people: People, known: str, *, severity: Severity) -> list[Findings]:
    """List what the cells of one column hold, save the kind that its heading has told already."""
    held = subject.distinct(name)
    kinds = kinds_of_texts(held.texts)
    if people.stems:
        kinds = [
            {**found, "name": False} if people.named_in(text) else found
            for found, text in zip(kinds, held.texts, strict=True)
        ]
    parts = []
    for kind in dict.fromkeys(kind for found in kinds for kind in found if kind != known):
        where = held.rows(kind in found for found in kinds)
        whole = held.rows(found.get(kind, False) for found in kinds)
        if _only_ids(subject.frame[name], where, whole):
            continue
        filled = _filled(subject, name)
        if int(where.sum()) >= max(FEWEST_CELLS, MOSTLY * filled):
            parts.append(_column(subject, name, kind, by="value", n=int(where.sum()), severity=severity))
        else:
            parts.append(_cells(subject, name, kind, where, severity=severity))
    return parts


def _only_ids(values: pd.Series, where: pd.Series, whole: pd.Series) -> bool:
    """Say whether the cells found are a few plain numbers among many others that are none of the kind: ids, amounts."""
    bare = values.str.fullmatch(r"[A-Z]{0,2}\d{7,20}(?:\.0)?").fillna(False).astype(bool)
    return bool((where & ~(bare & whole)).sum() == 0 and where.sum() < MOSTLY * bare.sum())


def _column(subject: Subject, name: str, kind: str, *, by: str, n: int, severity: Severity) -> Findings:
    return note(subject, check=CHECK, field=name, severity=severity, evidence=f"kind={kind}; by={by}; n={n}")


def _cells(subject: Subject, name: str, kind: str, where: pd.Series, *, severity: Severity) -> Findings:
    evidence = f"kind={kind}; by=value"
    issues = subject.field(name).issues(where, check=CHECK, severity=severity, evidence=evidence)
    return Findings(LOG.frame([]), ISSUES.frame(issues.assign(value=None)))
