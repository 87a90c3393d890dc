"""The answers in words: to questions of text, and in the columns of free text of a table that no form asks about."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.subject import PARENT, Subject
from needs_analysis.columns import ANSWERS_IN_WORDS, records
from needs_analysis.registers.spelling import as_quoted

FORMS = "responses"
WHO = (
    "name",
    "email",
    "phone",
    "position",
    "country",
    "agency",
    "agency_type",
    "delegation",
    "language",
    "code",
    "when",
)
FEWEST_WORDS = 3
MOSTLY = 0.5
_WORD = re.compile(r"[^\W\d_]{2,}")


def list_answers(subject: Subject, *, by_form: bool, used: Collection[str] = ()) -> pd.DataFrame:
    """List every answer in words of one table, in the order of its questions and rows.

    Of a form these are the questions of type text, «other, please specify» among them. Without a form they are the
    columns of which some answer is at least three words long and most answers differ. A field that says who somebody is
    is none of them.

    Args:
        subject: the clean table with its questions.
        by_form: whether a form says what is asked.
        used: fields that hold something else: ratings, groups.

    Returns:
        The table declared as `columns.ANSWERS_IN_WORDS`.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "kind": "post", "remarks": "More time, please."}, {"row_id": "r2", "kind": "post"}]
    >>> found = list_answers(Subject("evaluation", RECEIVED.frame(rows)), by_form=False)
    >>> found[["row_id", "item", "text"]].values.tolist()
    [['r1', 'evaluation.remarks', 'More time, please.']]
    """
    open_fields = _text_questions(subject) if by_form else _columns_of_words(subject)
    shut = {*WHO, *used, *kinds_by_heading(subject)}
    labels = {row["field"]: row["label"] for row in records(subject.asked[["field", "label"]].fillna(""))}
    parts = [
        _answers(subject, field, labels.get(field) or subject.headings.get(field) or field)
        for field in open_fields
        if field not in shut
    ]
    return ANSWERS_IN_WORDS.frame(pd.concat([ANSWERS_IN_WORDS.frame([]), *parts]))


def _text_questions(subject: Subject) -> list[str]:
    asked = subject.asked
    return asked.loc[asked["type"].eq("text") & asked["need"].isna(), "field"].tolist()


def _columns_of_words(subject: Subject) -> list[str]:
    asked = {*subject.asked["field"], PARENT}
    return [name for name in subject.names if name not in asked and _holds_words(subject, name)]


def _holds_words(subject: Subject, field: str) -> bool:
    texts, filled = subject.distinct(field).texts, int((~subject.is_blank(field)).sum())
    return len(texts) > MOSTLY * filled and any(len(_WORD.findall(text)) >= FEWEST_WORDS for text in texts)


def _answers(subject: Subject, field: str, question: str) -> pd.DataFrame:
    held = subject.distinct(field)
    texts = held.spread([as_quoted(text) or None for text in held.texts])
    item = field if subject.table == FORMS else f"{subject.table}.{field}"
    rows = pd.DataFrame({"row_id": subject.frame["row_id"].loc[texts.index], "text": texts})
    return rows.assign(table=subject.table, field=field, item=item, question=question)
