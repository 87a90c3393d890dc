"""How far people agree: on one need, and on the order of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from needs_analysis.assessment.means import count_countries, numbered
from needs_analysis.assessment.opinions import Opinions
from needs_analysis.methods.concordance import kendall_w
from needs_analysis.methods.consensus import consensus, ordinal_agreement
from needs_analysis.methods.krippendorff import krippendorff_alpha

FEWEST = 5
MEASURES = {"consensus": consensus, "agreement": ordinal_agreement}


def estimate_agreement(values: pd.DataFrame, points: Mapping[str, Sequence[float]], statistic: str) -> pd.DataFrame:
    """Give the agreement on each cell, each person counting once.

    Args:
        values: measure, item, group, country, value; of needs.
        points: measure → the points of its scale, lowest first.
        statistic: consensus (Tastle–Wierman) or agreement (van der Eijk).

    Returns:
        measure, item, group, value, n, n_countries, note. With fewer than five answers, or where all are equal, there
        is no value and the note says why.
    """
    at, cells = numbered(values)
    counted = pd.crosstab(at, values["value"])
    n = counted.sum(axis=1).to_numpy()
    notes = np.where(n < FEWEST, "too_few_raters", np.where(counted.gt(0).sum(axis=1) < 2, "no_variation", ""))
    spread = [
        MEASURES[statistic](row.reindex(list(points[measure]), fill_value=0)) if not note else None
        for measure, note, (_, row) in zip(cells["measure"], notes, counted.iterrows(), strict=True)
    ]
    countries = count_countries(values, at, len(cells))
    return cells.assign(value=pd.Series(spread, dtype=float), n=n, n_countries=countries, note=notes, method=statistic)


def estimate_concordance(opinions: Opinions, measure: str, statistic: str) -> pd.DataFrame:
    """Give the concordance of whole forms: Kendall's W of the complete ones, or Krippendorff's alpha of all.

    Returns:
        One row; n is the number of forms that it rests on. With one rater, or where all answers are equal, there is no
        value and the note says why.
    """
    rated = opinions.rated[measure]
    if statistic == "kendall_w":
        found = kendall_w(rated)
        value, n = found.w, found.raters
    else:
        value, n = krippendorff_alpha(rated), int((~np.isnan(rated)).any(axis=1).sum())
    note = "" if value is not None else "too_few_raters" if n < 2 else "no_variation"
    row = {"measure": measure, "item": "", "group": "", "value": value, "n": n, "method": statistic, "note": note}
    return pd.DataFrame([row]).astype({"value": float})
