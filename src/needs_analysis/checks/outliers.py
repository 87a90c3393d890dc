"""Numbers far from the others of their group, by standard deviations, logarithms, quartiles or the median."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.numbers import number_fields, numbers, short
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.workshop.thresholds import Sentinels

Method = Literal["sd", "log", "iqr", "mad"]
PER_MAD = 0.6745
PER_MEAN_DEVIATION = 1.253314


def check_outliers(
    subject: Subject,
    *,
    severity: Severity = "review",
    methods: Sequence[Method] = ("log", "mad"),
    sd: float = 3.0,
    iqr: float = 3.0,
    mad: float = 3.5,
    by: str = "",
    at_least: int = 10,
    sentinels: Iterable[int] = tuple(Sentinels().values),
) -> Findings:
    """List the numbers that at least one method finds far from the others; one issue a cell.

    Args:
        subject: a table with its questions; integer, decimal and calculated fields are looked at.
        severity: whether such a number stops the run.
        methods: sd, standard deviations from the mean; log, the same for ln(1 + x); iqr, interquartile ranges beyond
            the nearer quartile (Tukey 1977); mad, modified z (Iglewicz and Hoaglin 1993).
        sd: most standard deviations, also for log.
        iqr: most interquartile ranges.
        mad: most modified z.
        by: field that parts the forms into groups; blank means one group.
        at_least: fewest numbers that a group must have.
        sentinels: numbers that stand for no answer, and so are left out of means, medians and spreads.

    Raises:
        SettingsError: `by` names a field that does not exist.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> questions = QUESTIONS.frame([{"table": "responses", "field": "staff", "type": "integer"}])
    >>> rows = [{"row_id": f"r{i}", "staff": str(n)} for i, n in enumerate([4, 5, 6, 5, 4, 6, 5, 4, 6, 50])]
    >>> check_outliers(Subject("responses", RECEIVED.frame(rows), questions), methods=["mad"]).issues["evidence"][0]
    'n=10; median=5; mad=30.35'
    """
    subject.refuse_unknown([by], "outliers")
    groups = _groups(subject, by)
    limits = {"sd": sd, "log": sd, "iqr": iqr, "mad": mad}
    wanted = {method: limits[method] for method in ("sd", "log", "iqr", "mad") if method in methods}
    fields = [subject.field(name) for name in number_fields(subject) if name != by]
    rules = (at_least, list(sentinels))
    return together([_check(field, severity, groups=groups, limits=wanted, rules=rules) for field in fields])


def _groups(subject: Subject, by: str) -> np.ndarray:
    cells = subject.frame[by].fillna("").str.strip() if by in subject.names else pd.Series("", subject.frame.index)
    return pd.factorize(cells)[0]


def _check(
    field: Field, severity: Severity, *, groups: np.ndarray, limits: dict[str, float], rules: tuple[int, list[int]]
) -> Findings:
    at_least, sentinels = rules
    values = numbers(field.values)
    judged = values.notna()
    sample = pd.DataFrame({"x": values[judged], "group": groups[judged]})
    kept = sample[~sample["x"].isin(sentinels)]
    enough = kept.groupby("group")["x"].transform("size") >= at_least
    kept = kept[enough]
    sample = sample[sample["group"].isin(kept["group"].unique())]
    if sample.empty:
        return Findings(LOG.frame([]), field.issues(judged & False, check="outlier", severity=severity))
    with np.errstate(over="ignore", invalid="ignore"):
        scores = pd.DataFrame({method: SCORES[method](sample, kept) for method in limits}, index=sample.index)
    far = scores[scores.gt(pd.Series(limits)).any(axis=1)]
    evidence = _evidence(far, kept, sample.loc[far.index], limits)
    where = field.frame.index.isin(far.index)
    return Findings(
        LOG.frame([]),
        field.issues(pd.Series(where, field.frame.index), check="outlier", severity=severity, evidence=evidence),
    )


def _evidence(far: pd.DataFrame, kept: pd.DataFrame, sample: pd.DataFrame, limits: dict[str, float]) -> pd.Series:
    """Write n and median of the cell's group, and the score of each method that found it; equal numbers once."""
    stats = kept.groupby("group")["x"].agg(["size", "median"])
    alike = sample.groupby(["group", "x"], sort=False).ngroup().to_numpy()
    first = np.unique(alike, return_index=True)[1]
    rows = stats.loc[sample["group"].iloc[first]]
    written = [
        "; ".join(
            [f"n={size}", f"median={short(median)}"]
            + [f"{method}={short(score)}" for method, score in row.items() if score > limits[str(method)]]
        )
        for size, median, row in zip(rows["size"], rows["median"], far.iloc[first].to_dict("records"), strict=True)
    ]
    return pd.Series(np.array(written, dtype=object)[alike], index=far.index, dtype="str")


def _spread_over(sample: pd.DataFrame, distance: pd.Series, spread: pd.Series) -> pd.Series:
    """Divide distances by their group's spread; a group without spread gives no score."""
    return distance / sample["group"].map(spread.where(spread > 0))


def _by_sd(sample: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    stats = kept.groupby("group")["x"].agg(["mean", "std"])
    return _spread_over(sample, (sample["x"] - sample["group"].map(stats["mean"])).abs(), stats["std"])


def _by_log(sample: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    logs, kept_logs = (part[part["x"] >= 0].assign(x=lambda t: np.log1p(t["x"])) for part in (sample, kept))
    return _by_sd(logs, kept_logs).reindex(sample.index)


def _by_iqr(sample: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    grouped = kept.groupby("group")["x"]
    low, high = grouped.quantile(0.25), grouped.quantile(0.75)
    below, above = sample["group"].map(low) - sample["x"], sample["x"] - sample["group"].map(high)
    return _spread_over(sample, below.where(below > above, above), high - low)


def _by_mad(sample: pd.DataFrame, kept: pd.DataFrame) -> pd.Series:
    """Score by 0.6745 |x - median| / MAD, or |x - median| / (1.253314 mean deviation) where MAD is 0."""
    medians = kept.groupby("group")["x"].median()
    deviations = (kept["x"] - kept["group"].map(medians)).abs().groupby(kept["group"])
    mad, mean = deviations.median(), deviations.mean()
    spread = (mad / PER_MAD).where(mad > 0, mean * PER_MEAN_DEVIATION)
    return _spread_over(sample, (sample["x"] - sample["group"].map(medians)).abs(), spread)


SCORES: dict[str, Callable[[pd.DataFrame, pd.DataFrame], pd.Series]] = {
    "sd": _by_sd,
    "log": _by_log,
    "iqr": _by_iqr,
    "mad": _by_mad,
}
