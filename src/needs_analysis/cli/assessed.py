"""What was assessed: the estimates before suppression, as the step `assess` wrote them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from needs_analysis.cleaning.store import read_frame, refuse_damaged
from needs_analysis.columns import ACTIVITIES, ESTIMATES
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say
from needs_analysis.workshop import Workshop


@dataclass(frozen=True)
class Assessed:
    """All estimates before suppression, and the recorded assistance.

    `about` holds order, scales, nesting of groups, agency types merged and the inputs' hashes.
    """

    estimates: pd.DataFrame
    activities: pd.DataFrame
    about: dict[str, Any]


def read_assessed(workshop: Workshop) -> Assessed:
    """Read the estimates that `assess` wrote.

    Raises:
        EstimateError: there are none.
    """
    path = workshop.estimates / "about.json"
    if not path.is_file():
        what = say("There are no estimates yet.")
        raise EstimateError(Problem(what, remedy=say("Make them with: needs-analysis assess")))
    about = json.loads(path.read_text(encoding="utf-8"))
    refuse_damaged(workshop.estimates, about.get("files", {}), made_with="run")
    estimates, activities = (
        read_frame(workshop.estimates / f"{table.name}.csv", table) for table in (ESTIMATES, ACTIVITIES)
    )
    return Assessed(estimates, activities, about)
