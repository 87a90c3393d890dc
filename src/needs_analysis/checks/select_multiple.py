"""Questions with several answers, exported as one text and as a column for each choice: do the two agree?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.checks.choice_columns import BLANK, NO, OTHER, YES, choice_columns, read_yes_no
from needs_analysis.checks.choice_list import ChoiceList, choice_lists
from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note
from needs_analysis.columns import LOG, records


def check_select_multiple(subject: Subject, *, severity: Severity = "review") -> Findings:
    """List where text and columns disagree; propose the text where it is blank and the columns say yes.

    A text that is none of the form's choices is listed by another check and not compared.

    Args:
        subject: a table with its questions and choices.
        severity: whether a disagreement stops the run.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> choices = [{"choices": "kit", "code": code, "label": code} for code in ("dogs", "boats")]
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "kit", "type": "select_multiple", "choices": "kit"}])
    >>> rows = [("dogs", "1", "0"), ("dogs", "0", "1"), (None, "1", "1")]
    >>> rows = [{"row_id": f"r{i}", "kit": k, "kit/dogs": d, "kit/boats": b} for i, (k, d, b) in enumerate(rows)]
    >>> found = check_select_multiple(Subject("t", RECEIVED.frame(rows), asked, CHOICES.frame(choices)))
    >>> found.issues[["row_id", "evidence"]].values.tolist()
    [['r1', 'text_only=dogs; columns_only=boats']]
    >>> found.log[["row_id", "new_value", "status"]].values.tolist()
    [['r2', 'dogs boats', 'needs_review']]
    """
    lists = choice_lists(subject.choices)
    mine = subject.questions["table"].eq(subject.table) & subject.questions["type"].eq("select_multiple")
    taken, parts = subject.questions.loc[subject.questions["table"].eq(subject.table), "field"].tolist(), []
    for question in records(subject.questions[mine & subject.questions["choices"].isin(list(lists))]):
        choices = lists[question["choices"]]
        codes = [str(code) for code in _in_order(subject, question["choices"])]
        columns = choice_columns(subject.names, question["field"], codes, taken=taken)
        if columns and question["field"] not in subject.frame:
            evidence = f"columns={len(columns)}"
            parts.append(note(subject, check="choice_text_missing", field=question["field"], evidence=evidence))
        elif columns:
            parts.append(_check(subject, question["field"], choices, columns, severity=severity))
    return together(parts)


def _in_order(subject: Subject, name: str) -> list[object]:
    return list(dict.fromkeys(subject.choices.loc[subject.choices["choices"].eq(name), "code"]))


@dataclass(frozen=True)
class _Both:
    """What the text and what the columns say, forms in rows and choices in columns."""

    codes: list[str]
    text: np.ndarray
    filled: np.ndarray
    read: np.ndarray
    columns: np.ndarray


def _check(
    subject: Subject, name: str, choices: ChoiceList, columns: Mapping[str, str], *, severity: Severity
) -> Findings:
    field, both = subject.field(name), _read(subject, name, choices, columns)
    any_column = (both.columns != BLANK).any(axis=1)
    told = both.filled & both.read & any_column
    differ = told[:, None] & (both.text != (both.columns == YES)) & (both.columns != OTHER)
    rebuilt = ~both.filled & (both.columns == YES).any(axis=1) & ~(both.columns == OTHER).any(axis=1)
    blank = both.filled & both.read & both.text.any(axis=1) & ~any_column
    parts = [
        _disagreeing(field, both, differ, severity),
        _issue(field, blank, "choice_columns_blank", severity),
        _rebuilt(field, both, rebuilt),
    ]
    parts += [
        _issue(subject.field(columns[code]), both.columns[:, i] == OTHER, "not_yes_or_no", severity)
        for i, code in enumerate(both.codes)
        if code in columns
    ]
    return together([part for part in parts if part])


def _read(subject: Subject, name: str, choices: ChoiceList, columns: Mapping[str, str]) -> _Both:
    """Read both sides; a choice that is chosen and has no column counts as a column of noes."""
    answers = subject.distinct(name)
    chosen = [(choices.many(text) or "").split() for text in answers.texts]
    codes = [*columns, *sorted({code for each in chosen for code in each} - columns.keys())]
    table = np.zeros((len(answers.texts) + 1, len(codes)), dtype=bool)
    for row, each in enumerate(chosen):
        table[row] = [code in each for code in codes]
    read = np.array([*map(bool, chosen), True])
    filled = answers.where(lambda text: bool(text.strip())).to_numpy()
    none = np.full(len(subject.frame), NO, dtype=np.int8)
    given = [read_yes_no(subject.frame[columns[code]]) if code in columns else none for code in codes]
    known = np.column_stack(given)
    known[(known[:, : len(columns)] == BLANK).all(axis=1)] = BLANK
    return _Both(codes, table[answers.codes], filled, read[answers.codes], known)


def _disagreeing(field: Field, both: _Both, differ: np.ndarray, severity: Severity) -> Findings | None:
    where = differ.any(axis=1)
    if not where.any():
        return None
    evidence = [
        "; ".join(
            f"{side}={'+'.join(code for code, is_it in zip(both.codes, row, strict=True) if is_it)}"
            for side, row in (("text_only", wrong & text), ("columns_only", wrong & ~text))
            if row.any()
        )
        for wrong, text in zip(differ[where], both.text[where], strict=True)
    ]
    rows = pd.Series(where, field.frame.index)
    said = pd.Series(evidence, rows.index[rows], dtype="str")
    issues = field.issues(rows, check="choice_columns_disagree", severity=severity, evidence=said)
    return Findings(LOG.frame([]), issues)


def _issue(field: Field, where: np.ndarray, check: str, severity: Severity) -> Findings | None:
    if not where.any():
        return None
    rows = pd.Series(where, field.frame.index)
    return Findings(LOG.frame([]), field.issues(rows, check=check, severity=severity))


def _rebuilt(field: Field, both: _Both, where: np.ndarray) -> Findings | None:
    if not where.any():
        return None
    texts = [
        " ".join(code for code, value in zip(both.codes, row, strict=True) if value == YES) if wanted else None
        for row, wanted in zip(both.columns, where, strict=True)
    ]
    codes = pd.Series(texts, field.frame.index, dtype="str")
    log = field.proposals(codes, rule="choice_columns", status="needs_review")
    return Findings(log, field.issues(pd.Series(False, field.frame.index), check="choice_columns", severity="review"))
