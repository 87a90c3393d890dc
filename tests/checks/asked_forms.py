"""Tables with their questions and choices, written as short as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED


def asked(
    columns: Mapping[str, Sequence[str | None]],
    questions: Mapping[str, Mapping[str, str]],
    *,
    lists: Mapping[str, Mapping[str, str]] | None = None,
    parent: Subject | None = None,
    table: str = "responses",
) -> Subject:
    """Make a table of answers.

    Args:
        columns: field → its answers, a row each.
        questions: field → what the form says of it: type, relevant, …
        lists: choice list → code → label.
        parent: the table that the rows belong to, for a repeat group.
        table: its name.
    """
    n = len(next(iter(columns.values())))
    places = {"row_id": [f"r{i}" for i in range(n)], "row": range(2, n + 2), "file": "f.csv", "sheet": "S"}
    rows = [{"table": table, "field": field, **said} for field, said in questions.items()]
    choices = [
        {"choices": name, "code": code, "label": label}
        for name, codes in (lists or {}).items()
        for code, label in codes.items()
    ]
    received = RECEIVED.frame(pd.DataFrame(places | dict(columns)))
    return Subject(table, received, QUESTIONS.frame(rows), CHOICES.frame(choices), {}, parent)
