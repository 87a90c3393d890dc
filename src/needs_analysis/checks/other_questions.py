"""Which text field belongs to «other, please specify» of which question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from needs_analysis.checks.outside_choices import Choosing, answered_by_choice
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import records
from needs_analysis.registers.spelling import normal

_CHOSEN = re.compile(r"""\$\{\s{0,9}([\w.-]{1,99})\s{0,9}\}\s{0,9}[=,]\s{0,9}["']([^"']{1,99})["']""")
LONGEST_CONDITION = 10_000


@dataclass(frozen=True)
class OtherQuestion:
    """A text field, the question it belongs to, and the choices of that question that mean «other»."""

    field: str
    parent: Choosing
    others: frozenset[str]


def other_questions(subject: Subject, endings: Sequence[str], words: Sequence[str]) -> Iterator[OtherQuestion]:
    """Yield the fields named as a question with one of the endings, and text questions asked where other is chosen.

    Args:
        subject: a table with its questions and choices.
        endings: endings of such fields: _other.
        words: words that the code or a label of such a choice begins with: other.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> choices = CHOICES.frame([{"choices": "kit", "code": "other", "label": "Other"}])
    >>> rows = [{"field": "kit", "type": "select_one", "choices": "kit"}]
    >>> rows += [{"field": "why", "type": "text", "relevant": "selected(${kit}, 'other')"}]
    >>> asked = QUESTIONS.frame([{"table": "t", **row} for row in rows])
    >>> frame = RECEIVED.frame([{"row_id": "r1", "kit": "other", "why": "a tent", "kit_other": "a boat"}])
    >>> found = other_questions(Subject("t", frame, asked, choices), ["_other"], ["other"])
    >>> [(question.field, question.parent.field) for question in found]
    [('why', 'kit'), ('kit_other', 'kit')]
    """
    parents = {question.field: question for question in answered_by_choice(subject)}
    others = {str(name): _others(rows, words) for name, rows in subject.choices.groupby("choices")}
    conditions = _conditions(subject.asked)
    for field in [*conditions, *(name for name in subject.names if name not in conditions)]:
        if field in parents:
            continue
        parent = _by_condition(conditions.get(field, ""), parents, others) or _by_ending(field, parents, endings)
        if parent:
            yield OtherQuestion(field, parent, others[parent.choices] or frozenset(["other"]))


def _conditions(asked: pd.DataFrame) -> dict[str, str]:
    texts = asked[asked["type"].eq("text")].fillna("")
    return {row["field"]: row["relevant"] for row in records(texts)}


def _others(rows: pd.DataFrame, words: Iterable[str]) -> frozenset[str]:
    wanted = {normal(word) for word in words}
    firsts = zip(rows["code"], rows["code"].map(_first), rows["label"].map(_first), strict=True)
    return frozenset(code for code, by_code, by_label in firsts if {by_code, by_label} & wanted)


def _first(text: str) -> str:
    return (re.split(r"[\W_]+", normal(text[:99]), maxsplit=1) or [""])[0]


def _by_condition(
    condition: str, parents: Mapping[str, Choosing], others: Mapping[str, frozenset[str]]
) -> Choosing | None:
    """Return the one question whose choice of other the condition asks for."""
    found = {
        parents[field]
        for field, code in _CHOSEN.findall(condition[:LONGEST_CONDITION])
        if field in parents and code in others[parents[field].choices]
    }
    return found.pop() if len(found) == 1 else None


def _by_ending(field: str, parents: Mapping[str, Choosing], endings: Iterable[str]) -> Choosing | None:
    names = [field.removesuffix(ending) for ending in endings if ending and field.endswith(ending)]
    return next((parents[name] for name in names if name in parents), None)
