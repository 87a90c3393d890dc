"""Means with intervals from sufficient statistics: n, sum and sum of squares of each country within each cell.

The equal-country mean over K countries is the plain mean of the K country means. The countries are fixed, so the
within-country variance is pooled over them and a country with one respondent still counts:

    s² = Σₖ Σⱼ (yₖⱼ − ȳₖ)² / (n − K),  SE² = s² / K² · Σₖ 1 / nₖ,  interval = mean ± t(n − K) · SE

That is the stratified mean of survey sampling (Cochran, Sampling Techniques, 3rd ed., chapter 5) with equal stratum
weights, a pooled variance and no finite population correction. With one stratum it is the plain mean with s / √n and
n − 1 degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

CELL = ["measure", "item", "group"]
CONFIDENCE = 0.95
NOTHING = 1e-9


def estimate_means(
    values: pd.DataFrame, scales: Mapping[str, tuple[float, float]], *, equal_country: bool
) -> pd.DataFrame:
    """Estimate the mean of each cell.

    Args:
        values: measure, item, group, country, value; one person's value a row, blanks left out.
        scales: measure → ends of its scale; intervals are cut off there.
        equal_country: whether each country counts once; otherwise each person does.

    Returns:
        One row a cell: measure, item, group, value, se, low, high, n, n_countries, note. A cell with one respondent a
        country, or without any variation, has a value but neither standard error nor interval.

    >>> rows = [{"measure": "gap", "item": "N1", "group": "", "country": c, "value": v} for c, v in ("A1", "A3", "B4")]
    >>> rows = [row | {"value": float(row["value"])} for row in rows]
    >>> means = estimate_means(pd.DataFrame(rows), {"gap": (-4, 4)}, equal_country=True)
    >>> means[["value", "n", "n_countries"]].values.tolist()
    [[3.0, 3.0, 2.0]]
    """
    countries = values.groupby(CELL, sort=True)["country"].nunique()
    strata = moments(values if equal_country else values.assign(country=""))
    cells = strata.groupby(CELL, sort=True).agg(
        mean=("mean", "mean"),
        n=("n", "sum"),
        k=("n", "size"),
        within=("within", "sum"),
        weight=("inverse_n", "sum"),
    )
    return with_intervals(cells, scales).assign(n_countries=countries).reset_index()


def moments(values: pd.DataFrame) -> pd.DataFrame:
    """Reduce values to what the estimator needs of each country within each cell; partitions can be added up."""
    squares = values.assign(square=values["value"] ** 2).groupby([*CELL, "country"], sort=True)
    sums = squares.agg(n=("value", "size"), total=("value", "sum"), squares=("square", "sum"))
    mean = sums["total"] / sums["n"]
    within = (sums["squares"] - sums["n"] * mean**2).clip(lower=0)
    return sums.assign(mean=mean, within=within.where(within > NOTHING, 0.0), inverse_n=1 / sums["n"])


def with_intervals(cells: pd.DataFrame, scales: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Add standard error, interval and note to cells of mean, n, k strata, sum of squares within and weight Σ 1/n."""
    from scipy.special import stdtrit

    freedom = cells["n"] - cells["k"]
    varies = (freedom > 0) & (cells["within"] > 0)
    variance = cells["within"] / freedom.where(freedom > 0)
    se = ((variance * cells["weight"]) ** 0.5).where(varies) / cells["k"]
    half = se * stdtrit(freedom.clip(lower=1).astype(float), (1 + CONFIDENCE) / 2)
    measures = cells.index.get_level_values("measure")
    lowest, highest = ([scales[measure][end] for measure in measures] for end in (0, 1))
    note = pd.Series("", index=cells.index).mask(~varies, "no_variation").mask(freedom <= 0, "single_respondent")
    return pd.DataFrame(
        {
            "value": cells["mean"],
            "se": se,
            "low": (cells["mean"] - half).clip(lower=pd.Series(lowest, cells.index, dtype=float)),
            "high": (cells["mean"] + half).clip(upper=pd.Series(highest, cells.index, dtype=float)),
            "n": cells["n"],
            "note": note,
        }
    )
