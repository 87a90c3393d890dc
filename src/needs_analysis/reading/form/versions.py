"""Several versions of one questionnaire as one: every question and answer of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from needs_analysis.columns import CHOICE_LABELS, CHOICES, QUESTION_LABELS, QUESTIONS, records
from needs_analysis.errors import InputError, Problem
from needs_analysis.reading.form.contradictions import contradictions, wider_type
from needs_analysis.reading.form.form import Form, read_form
from needs_analysis.reading.form.question_rows import joined

WEAKENED = ("relevant", "constraint", "choice_filter")
BETWEEN_LISTS = "+"

Key = tuple[str, str]
Row = dict[str, Any]


def read_forms(paths: Mapping[str, Path], *, renamed: Mapping[str, str] | None = None) -> Form:
    """Read the versions of a questionnaire, the oldest first, and merge them.

    Args:
        paths: how messages name a version's file → the file.
        renamed: name of a question in an older version → its name now.

    Raises:
        InputError: what `read_form` raises, for all versions together, and what `merge_forms` raises.
    """
    forms: dict[str, Form] = {}
    problems: list[Problem] = []
    for shown, path in paths.items():
        try:
            forms[shown] = read_form(path, shown=shown)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return merge_forms(forms, renamed=renamed or {})


def merge_forms(forms: Mapping[str, Form], *, renamed: Mapping[str, str]) -> Form:
    """Merge the versions of a questionnaire, the oldest first.

    Of a question that several versions ask, the newest says most. Its conditions are as weak as any version has them:
    relevant where one asks it, allowed where one allows it, required where all require it. A question that took one
    answer and takes several now takes several. A renamed question stays under its old name too, but rates no need
    there, as its answers move to the new name.

    Args:
        forms: the file of each version → what it asks.
        renamed: name of a question in an older version → its name now.

    Raises:
        InputError: the versions contradict each other.
    """
    *_, newest = forms.values()
    if len(forms) == 1:
        return newest
    if problems := contradictions(forms):
        raise InputError(problems)
    asked = _asked(forms)
    names = version_names(forms)
    rows = []
    for key in _in_order(forms):
        some = " ".join(names[shown] for shown in asked[key]) if len(asked[key]) < len(forms) else ""
        rows.append(_merged(asked[key], renamed) | {"versions": some})
    questions = QUESTIONS.frame(pd.DataFrame(rows, columns=QUESTIONS.names))
    warnings = dict.fromkeys(warning for form in forms.values() for warning in form.warnings)
    labels = pd.concat([form.labels for form in _newest_first(forms)]).drop_duplicates()
    return replace(
        newest,
        questions=questions,
        labels=QUESTION_LABELS.frame(labels),
        choices=_choices(forms, questions),
        choice_labels=CHOICE_LABELS.frame(_choice_labels(forms)),
        warnings=tuple(warnings),
    )


def version_names(forms: Mapping[str, Form]) -> dict[str, str]:
    """Name each version: by what it calls itself, else by its file; never with blanks.

    >>> nothing = (QUESTIONS.frame([]), QUESTION_LABELS.frame([]), CHOICES.frame([]))
    >>> version_names({"a.xlsx": Form(*nothing, version="May 2026"), "b.xlsx": Form(*nothing, version="2")})
    {'a.xlsx': 'May_2026', 'b.xlsx': '2'}
    >>> version_names({"a.xlsx": Form(*nothing, version="1"), "b.xlsx": Form(*nothing, version="1")})
    {'a.xlsx': 'a', 'b.xlsx': 'b'}
    """
    own = {shown: "_".join(form.version.split()) for shown, form in forms.items()}
    stems = {shown: "_".join(PurePath(shown).stem.split()) for shown in forms}
    for names in (own, stems):
        if all(names.values()) and len(set(names.values())) == len(forms):
            return names
    return {shown: "_".join(shown.split()) for shown in forms}


def _newest_first(forms: Mapping[str, Form]) -> list[Form]:
    return [*forms.values()][::-1]


def _asked(forms: Mapping[str, Form]) -> dict[Key, dict[str, Row]]:
    """Give each question's rows by version, the oldest first."""
    asked: dict[Key, dict[str, Row]] = {}
    for shown, form in forms.items():
        for row in records(form.questions.fillna("")):
            asked.setdefault((row["table"], row["field"]), {})[shown] = row
    return asked


def _in_order(forms: Mapping[str, Form]) -> list[Key]:
    """Put the questions in the newest version's order; older ones follow the question that they followed."""
    order: list[Key] = []
    for form in _newest_first(forms):
        before = -1
        for key in zip(form.questions["table"], form.questions["field"], strict=True):
            if key not in order:
                order.insert(before + 1, key)
            before = order.index(key)
    return order


def _merged(rows: Mapping[str, Row], renamed: Mapping[str, str]) -> Row:
    """Make one row of a question's rows, the oldest first."""
    *_, newest = rows.values()
    merged = dict(newest)
    lists = list(dict.fromkeys(row["choices"] for row in [*rows.values()][::-1]))
    merged["type"] = wider_type({row["type"] for row in rows.values()})
    merged["choices"] = BETWEEN_LISTS.join(lists) if all(lists) else ""
    for column in ("need", "measure"):
        found = [row[column] for row in rows.values() if row[column]]
        merged[column] = found[-1] if found and newest["field"] not in renamed else ""
    for column in WEAKENED:
        conditions = list(dict.fromkeys(row[column] for row in rows.values()))
        merged[column] = joined(conditions, "or") if all(conditions) else ""
    for column in ("required", "calculation"):
        merged[column] = newest[column] if len({row[column] for row in rows.values()}) == 1 else ""
    return merged


def _choices(forms: Mapping[str, Form], questions: pd.DataFrame) -> pd.DataFrame:
    """Unite the lists of one name, and those between which a question changed."""
    united = pd.concat([form.choices for form in _newest_first(forms)]).drop_duplicates()
    parts = [united]
    for name in questions["choices"].dropna().unique():
        if name not in set(united["choices"]):
            members = united[united["choices"].isin(name.split(BETWEEN_LISTS))]
            parts.append(members.assign(choices=name).drop_duplicates())
    order = pd.concat(parts)
    return CHOICES.frame(order.sort_values("choices", key=lambda names: names.map(_first(names)), kind="stable"))


def _choice_labels(forms: Mapping[str, Form]) -> pd.DataFrame:
    return pd.concat([form.choice_labels for form in _newest_first(forms)]).drop_duplicates()


def _first(names: pd.Series) -> dict[str, int]:
    return {name: place for place, name in enumerate(names.unique())}
