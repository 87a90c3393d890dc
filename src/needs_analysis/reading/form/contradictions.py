"""Where the versions of a questionnaire contradict each other, so that one answer would mean two things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import Problem
from needs_analysis.language import say
from needs_analysis.reading.form.form import Form
from needs_analysis.reading.form.sheets import CHOICES, SURVEY
from needs_analysis.registers.spelling import normal

WIDER = {frozenset({"select_one", "select_multiple"}): "select_multiple", frozenset({"integer", "decimal"}): "decimal"}
ONE_MEANING = ("need", "measure")

Key = tuple[str, str]


def contradictions(forms: Mapping[str, Form]) -> list[Problem]:
    """List questions with two types or two needs, and answers whose codes changed places.

    Args:
        forms: the file of each version → what it asks, the oldest first.
    """
    problems: list[Problem] = []
    for older, newer in combinations(forms, 2):
        problems += _of_questions(forms, older, newer)
        problems += _of_answers(forms, older, newer)
    return list(dict.fromkeys(problems))


def wider_type(types: set[str]) -> str:
    """Give the type that answers of all these types fit; blank where there is none.

    >>> wider_type({"select_one", "select_multiple"}), wider_type({"text"}), wider_type({"text", "date"})
    ('select_multiple', 'text', '')
    """
    return next(iter(types)) if len(types) == 1 else WIDER.get(frozenset(types), "")


def _of_questions(forms: Mapping[str, Form], older: str, newer: str) -> Iterator[Problem]:
    before, now = (_by_key(forms[name].questions) for name in (older, newer))
    remedy = say("Give the changed question a new name, and read its older answers under the old one.")
    for key in (key for key in now if key in before):
        for column in ("type", *ONE_MEANING):
            pair = {before[key][column], now[key][column]} - {""}
            if len(pair) > 1 and not (column == "type" and wider_type(pair)):
                what = say(
                    "«{field}» has the {column} {now} here, but {before} in {version}.",
                    field=key[1],
                    column=column,
                    now=now[key][column],
                    before=before[key][column],
                    version=older,
                )
                yield Problem(what, newer, SURVEY, column=key[1], remedy=remedy)


def _by_key(questions: pd.DataFrame) -> dict[Key, dict[str, str]]:
    return {(row["table"], row["field"]): row for row in records(questions.fillna(""))}


def _of_answers(forms: Mapping[str, Form], older: str, newer: str) -> Iterator[Problem]:
    before, now = (_by_list(forms[name].choices) for name in (older, newer))
    remedy = say(
        "Read the versions as two workshops, or write the codes of one as in the other, in a copy of its export."
    )
    for name in (name for name in now if name in before):
        moved = _moved(before[name], now[name])
        if moved:
            shown = "; ".join(f"«{label}»: {old} → {new}" for label, (old, new) in moved.items())
            what = say(
                "Answers of the list «{name}» have other codes than in {version}: {moved}.",
                name=name,
                version=older,
                moved=shown,
            )
            yield Problem(what, newer, CHOICES, column=name, remedy=remedy)


def _moved(before: pd.DataFrame, now: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Give labels that stand for another code now, where the codes of both versions mean something in either."""
    old, new = _codes(before), _codes(now)
    moved = {label: (old[label], new[label]) for label in old.keys() & new.keys() if old[label] != new[label]}
    both = set(before["code"]) & set(now["code"])
    first = dict(zip(now["label"].map(normal), now["label"], strict=True))
    return {first[label]: pair for label, pair in sorted(moved.items()) if both & set(pair)}


def _by_list(choices: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(name): rows for name, rows in choices.groupby("choices", sort=False)}


def _codes(rows: pd.DataFrame) -> dict[str, str]:
    """Give the code of every label that has one code alone; codes themselves are no labels."""
    labels = rows[rows["label"] != rows["code"]]
    codes = labels.groupby(labels["label"].map(normal))["code"].unique()
    return {str(label): str(found[0]) for label, found in codes.items() if len(found) == 1}
