"""Recommendations: the organiser's own words, shown in the editions that the organiser names."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import RECOMMENDATIONS


def recommended_for(edition: str, recommended: pd.DataFrame) -> pd.DataFrame:
    """Give the recommendations that an edition shows; which others show them too is not said.

    Args:
        edition: organiser, national or donor.
        recommended: as declared in `columns.RECOMMENDED`.

    >>> from needs_analysis.columns import RECOMMENDED
    >>> rows = [{"need": "N1", "recommendation_en": "Ask."}, {"need": "N2", "recommendation_en": "Wait."}]
    >>> recommended = RECOMMENDED.frame([rows[0], rows[1] | {"editions": "organiser; national"}])
    >>> [len(recommended_for(edition, recommended)) for edition in ("organiser", "donor")]
    [2, 1]
    """
    named = (
        recommended["editions"].fillna("").map(lambda cell: [part.strip() for part in cell.split(";") if part.strip()])
    )
    return RECOMMENDATIONS.frame(
        recommended[named.map(lambda editions: not editions or edition in editions).astype(bool)]
    )
