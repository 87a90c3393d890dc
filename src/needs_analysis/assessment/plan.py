"""The analysis plan: a CSV that says which numbers to compute, so that an analyst can read and change it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from needs_analysis.assessment.grammar import AS_IT_IS, ASSISTANCE_GROUPS, CHANGE, GROUPS, ORDERS, QUESTION, SENTENCES
from needs_analysis.columns import PLAN, records, unguarded
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.registers.files import read_register_file

DEFAULT = Path(__file__).parent / "plan.csv"
FIRST_LINE = 2
REQUIRED = ("statistic", "measure", "item", "by")


def read_plan(path: Path | None = None, *, weightings: Collection[str] = ()) -> pd.DataFrame:
    """Read the package's plan, or a workspace's own; the columns `over` and `weighting` may be left out.

    Args:
        path: the workspace's plan.
        weightings: the names of weightings that a row may ask for; any if blank.

    Raises:
        InputError: a column is missing, or a row asks for what cannot be computed: all of them at once.

    >>> read_plan().iloc[0].to_dict()
    {'statistic': 'mean', 'measure': 'importance', 'item': 'all', 'over': nan, 'by': nan, 'weighting': nan}
    """
    path = path or DEFAULT
    plan = _tidied(unguarded(read_register_file(path, REQUIRED)))
    wrong = [
        Problem(
            say("This cannot be computed: {what}.", what=", ".join(filter(None, row.values()))),
            file=path.name,
            row=line,
            remedy=say("Look at the package's own plan for what can be planned."),
        )
        for line, row in zip(plan.index + FIRST_LINE, records(plan), strict=True)
        if not _is_sentence(row, weightings)
    ]
    if plan.empty:
        wrong = [
            Problem(say("The plan has no line."), file=path.name, remedy=say("Leave it out to use the usual one."))
        ]
    if wrong:
        raise InputError(wrong)
    return PLAN.frame(plan.reindex(columns=PLAN.names, fill_value="").drop_duplicates())


def _tidied(plan: pd.DataFrame) -> pd.DataFrame:
    """Take blanks from around the cells, leave empty lines out, and write names of statistics and measures small."""
    stripped = pd.DataFrame({name: plan[name].str.strip() for name in plan})
    small = {name: stripped[name].str.lower() for name in ("statistic", "measure", "weighting") if name in stripped}
    return stripped.assign(**small).loc[(stripped.astype(object) != "").any(axis=1)]


def _is_sentence(row: dict[str, str], weightings: Collection[str]) -> bool:
    """Whether a row can mean something; whether its questions are there is known only beside the data."""
    items = SENTENCES.get((row["statistic"], row["measure"]))
    named = row.get("weighting", "")
    fits = items is not None and (row["item"] in items or (QUESTION in items and bool(row["item"])))
    weighs = not named or not weightings or named in weightings
    ratio = (row["statistic"] == "ratio") == bool(row.get("over", ""))
    alone = row["statistic"] not in AS_IT_IS or row["measure"] in ASSISTANCE_GROUPS
    return fits and weighs and ratio and _may_group(row) and (alone or _is_as_it_is(row))


def _is_as_it_is(row: dict[str, str]) -> bool:
    """Say whether a row leaves people and weights as they are, where the statistic knows one way only.

    A place is that of all who count, and only that of the main measure has other weightings; means are drawn towards
    others within groups.
    """
    weighted = bool(row.get("weighting", "")) and not (row["statistic"] == "rank" and row["measure"] in ORDERS)
    return not weighted and (row["statistic"] == "shrunken_mean") == bool(row["by"])


def _may_group(row: dict[str, str]) -> bool:
    """Say whether a row may be grouped as it asks.

    Facts of the list have no questions to be grouped by, self-made codes say nothing of the person, and recorded
    assistance has groups of its own.
    """
    if (row["statistic"], row["measure"]) in CHANGE:
        return not row["by"]
    if row["measure"] in ASSISTANCE_GROUPS:
        return row["by"] in ASSISTANCE_GROUPS[row["measure"]]
    return row["by"] in GROUPS or row["measure"] not in ("participants", "responses", "answers")
