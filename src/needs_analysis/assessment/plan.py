"""The analysis plan: a CSV that says which numbers to compute, so that an analyst can read and change it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.registers.files import read_register_file

DEFAULT = Path(__file__).parent / "plan.csv"
COLUMNS = ("statistic", "measure", "item", "by")
GROUPS = ("", "country", "agency_type", "delegation")
ALLOWED = frozenset(
    [
        ("mean", measure, item, by)
        for measure in ("importance", "capacity", "gap")
        for item in ("all", "need")
        for by in GROUPS
    ]
    + [("count", measure, "", by) for measure in ("participants", "responses") for by in GROUPS]
    + [("count", measure, "agency_type", "country") for measure in ("participants", "responses")]
    + [("count", "answers", "need", "")]
)


def read_plan(path: Path | None = None) -> pd.DataFrame:
    """Read the package's plan, or a workspace's own: statistic, measure, item, by.

    Raises:
        InputError: a column is missing, or a row asks for what cannot be computed.

    >>> read_plan().iloc[0].to_dict()
    {'statistic': 'mean', 'measure': 'importance', 'item': 'all', 'by': ''}
    """
    path = path or DEFAULT
    plan = read_register_file(path, COLUMNS)[list(COLUMNS)]
    wrong = [(line, row) for line, row in enumerate(plan.itertuples(index=False, name=None), 2) if row not in ALLOWED]
    if wrong:
        remedy = say("Look at the package's own plan for what can be planned.")
        raise InputError(
            [
                Problem(
                    say("This cannot be computed: {what}.", what=", ".join(filter(None, row))),
                    file=path.name,
                    row=line,
                    remedy=remedy,
                )
                for line, row in wrong
            ]
        )
    return plan
