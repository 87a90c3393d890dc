"""Evaluations for tests: rows of the table `evaluation`, written as short as they can be."""

from __future__ import annotations

import pandas as pd

from needs_analysis.assessment.change import Item, estimate_change
from needs_analysis.assessment.evaluation_answers import read_answers
from needs_analysis.assessment.pairing import Pairing, pair_evaluations
from needs_analysis.assessment.plan import read_plan
from needs_analysis.columns import RECEIVED

SCALE = (1.0, 5.0)


def clean_table(*rows: str, fields: str = "q") -> pd.DataFrame:
    """Make the clean table from rows such as `AB12 before 3`: code, time, an answer a field; `-` is a blank."""
    names = ["code", "when", *fields.split()]
    cells = [[None if cell == "-" else cell.replace("_", " ") for cell in row.split()] for row in rows]
    made = pd.DataFrame([dict(zip(names, row, strict=True)) for row in cells])
    numbered = made.assign(row_id=[f"r{number}" for number in range(2, len(rows) + 2)], file="e.csv")
    return RECEIVED.frame(numbered.assign(row=range(2, len(rows) + 2)))


def paired(clean: pd.DataFrame, *fields: str) -> Pairing:
    """Match a table's forms, with the answers as numbers."""
    answers = read_answers(clean, fields or ("q",), scale=SCALE)
    return pair_evaluations(answers, before=["before", "до"], after=["after"])


def estimated(pairing: Pairing, *items: Item, scale: tuple[float, float] = SCALE) -> pd.DataFrame:
    """Estimate all that the package's plan asks about an evaluation."""
    return estimate_change(read_plan(), pairing, items or [Item("q", "knowledge")], scale=scale)


def answers_of(**items: tuple[list[float], list[float]]) -> Pairing:
    """Give the answers before and after of the same people, by field."""
    before, after = (
        pd.DataFrame({name: pd.Series(times[at], dtype=float) for name, times in items.items()}) for at in (0, 1)
    )
    n = len(before)
    return Pairing("paired", before, after, after, {"before": n, "after": n, "pairs": n})


def number(estimates: pd.DataFrame, statistic: str, choice: str = "", item: str = "q") -> pd.Series:
    """Return the one row of a statistic."""
    plain = estimates.fillna({"choice": "", "item": ""})
    chosen = estimates[plain[["statistic", "choice", "item"]].eq([statistic, choice, item]).all(axis=1)]
    assert len(chosen) == 1
    return chosen.iloc[0]
