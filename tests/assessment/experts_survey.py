"""The synthetic survey of 65 experts as ratings, for tests that carry out a plan on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.assessment.survey import Survey
from needs_analysis.assessment.weightings import Approach
from needs_analysis.columns import PLAN, RATINGS

ENDS = {"imp": "importance", "cap": "capacity"}
SCALES = {"importance": (1.0, 5.0), "capacity": (1.0, 5.0), "gap": (-4.0, 4.0)}
POINTS = dict.fromkeys(("importance", "capacity"), (1.0, 2.0, 3.0, 4.0, 5.0))


def experts_ratings(conformance: Path) -> pd.DataFrame:
    """The declared table of ratings; the gap is that of those who rated both."""
    wide = pd.read_csv(conformance / "methods" / "experts65.csv").rename(columns={"id": "response_id"})
    who = ["response_id", "country", "agency"]
    long = wide.melt(id_vars=who, var_name="asked")
    long[["need", "end"]] = long["asked"].str.split("_", expand=True)
    long["measure"] = long["end"].map(ENDS)
    both = long.pivot(index=[*who, "need"], columns="measure", values="value").dropna()
    gaps = (both["importance"] - both["capacity"]).rename("value").reset_index().assign(measure="gap")
    rows = pd.concat([long, gaps]).rename(columns={"agency": "agency_type"})
    answer = rows["value"].notna().map({True: "rated", False: "blank"})
    return RATINGS.frame(rows.assign(delegation="national", theme="T", answer=answer))


def experts_survey(conformance: Path, **approach: Any) -> Survey:
    """The survey, each choice of approach by name."""
    return Survey(experts_ratings(conformance), SCALES, POINTS, Approach(**approach), pd.DataFrame())


def plan_of(*lines: str) -> pd.DataFrame:
    """A plan from lines of statistic, measure, item, by, weighting."""
    fields = ["statistic", "measure", "item", "by", "weighting"]
    return PLAN.frame([dict(zip(fields, line.split(","), strict=False)) for line in lines])
