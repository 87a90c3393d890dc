"""The analysis plan: a CSV that says which numbers to compute, so that an analyst can read and change it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.registers.files import read_register_file

DEFAULT = Path(__file__).parent / "plan.csv"
ALLOWED = {
    "statistic": ("mean", "count"),
    "measure": ("importance", "capacity", "gap", "participants", "responses", "answers"),
    "item": ("", "all", "need", "agency_type"),
    "by": ("", "country", "agency_type", "delegation"),
}


def read_plan(path: Path | None = None) -> pd.DataFrame:
    """Read the package's plan, or a workspace's own: statistic, measure, item, by.

    Raises:
        InputError: a column is missing, or a row asks for what cannot be computed.

    >>> read_plan().iloc[0].to_dict()
    {'statistic': 'mean', 'measure': 'importance', 'item': 'all', 'by': ''}
    """
    path = path or DEFAULT
    plan = read_register_file(path, tuple(ALLOWED))
    problems = [
        Problem(
            say(
                "«{value}» cannot be planned; known are: {known}.",
                value=value,
                known=", ".join(filter(None, known)),
            ),
            file=path.name,
            row=int(str(row)) + 2,
            column=column,
        )
        for column, known in ALLOWED.items()
        for row, value in plan.loc[~plan[column].isin(known), column].items()
    ]
    if problems:
        raise InputError(problems)
    return plan[list(ALLOWED)]
