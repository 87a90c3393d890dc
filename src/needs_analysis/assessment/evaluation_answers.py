"""The answers to an evaluation as numbers, each on its scale; what is none is named with its row, never left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say, say_number

Scale = tuple[float, float]


def read_answers(clean: pd.DataFrame, fields: Iterable[str], *, scale: Scale) -> pd.DataFrame:
    """Return the table with these fields as numbers; a blank stays blank.

    Args:
        clean: the clean table `evaluation`.
        fields: the fields that hold answers.
        scale: lowest and highest answer.

    Raises:
        EstimateError: every answer that is no number of the scale.

    >>> clean = pd.DataFrame({"row_id": ["r1", "r2"], "item": ["4", None]})
    >>> read_answers(clean, ["item"], scale=(1, 5))["item"].tolist()
    [4.0, nan]
    """
    fields = list(fields)
    numbers = {name: pd.to_numeric(clean[name], errors="coerce").astype(float) for name in fields}
    wrong = {name: clean[name].notna() & ~numbers[name].between(*scale) for name in fields}
    problems = [
        row_problem(row, _say_outside(row[name], scale), column=name)
        for name in fields
        for row in records(clean[wrong[name]])
    ]
    if problems:
        raise EstimateError(problems)
    return clean.assign(**numbers)


def row_problem(row: dict[str, Any], what: str, *, column: str) -> Problem:
    """Name what is wrong with a cell of the evaluation, and its place in the file."""
    place = {name: row[name] for name in ("file", "sheet") if isinstance(row.get(name), str)}
    number = row.get("row")
    known = row["row_id"] if number is None or pd.isna(number) else int(number)
    remedy = say("Correct it with a line of the corrections: table evaluation, row_id {row_id}.", row_id=row["row_id"])
    return Problem(what, **place, row=known, column=column, remedy=remedy)


def _say_outside(answer: str, scale: Scale) -> str:
    low, high = (say_number(end, "en", digits=0) for end in scale)
    return say("«{answer}» is no answer on the scale from {low} to {high}.", answer=answer, low=low, high=high)
