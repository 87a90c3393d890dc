"""Shrinkage of the means of small groups towards the overall mean, by a one-way random-effects model.

    yᵢⱼ = μ + uᵢ + eᵢⱼ,   u ~ N(0, τ²),   e ~ N(0, σ²)

The variances maximise the restricted likelihood (REML), profiled to the single ratio λ = τ² / σ²:

    ℓ(λ) = −½ [(N − 1)(1 + ln 2π q(λ) / (N − 1)) + Σ ln(1 + nᵢλ) + ln Σ wᵢ],   wᵢ = nᵢ / (1 + nᵢλ),
    q(λ) = within-group squares + Σ wᵢ (ȳᵢ − μ)²,   μ = Σ wᵢȳᵢ / Σ wᵢ

Its slope is known, so that every maximum between the points of a wide grid is found exactly, and the highest is taken;
λ = 0 is one of them where the slope falls from the start. Sources: Patterson, H. D. and Thompson, R. (1971). Recovery
of inter-block information when block sizes are unequal. Biometrika 58(3), 545–554; Robinson, G. K. (1991). That BLUP is
a good thing: the estimation of random effects. Statistical Science 6(1), 15–32.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
NOTHING = 1e-12
RATIOS = np.concatenate([[0.0], np.geomspace(1e-8, 1e12, 401)])


@dataclass(frozen=True)
class Groups:
    """What the model needs of the data: size and mean of each group, and the squares within all of them."""

    n: Floats
    mean: Floats
    within: float

    def weights(self, ratio: float) -> Floats:
        """Give wᵢ = nᵢ / (1 + nᵢλ)."""
        return self.n / (1 + self.n * ratio)

    def center(self, ratio: float) -> float:
        """Give μ at a ratio."""
        weights = self.weights(ratio)
        return float(weights @ self.mean / weights.sum())

    def squares(self, ratio: float) -> float:
        """Give q at a ratio."""
        return self.within + float(self.weights(ratio) @ (self.mean - self.center(ratio)) ** 2)

    def log_likelihood(self, ratio: float) -> float:
        """Give the restricted log-likelihood at a ratio, σ² at its best; without ½ ln N for the mean, as lme4 does."""
        freedom = self.n.sum() - 1
        spread = np.log1p(self.n * ratio).sum() + np.log(self.weights(ratio).sum())
        return float(-0.5 * (freedom * (1 + np.log(2 * np.pi * self.squares(ratio) / freedom)) + spread))

    def slopes(self, ratios: Floats) -> Floats:
        """Give the slope of the restricted log-likelihood at each ratio."""
        weights = self.n / (1 + self.n * ratios[:, None])
        total = weights.sum(axis=1)
        apart = (self.mean - (weights @ self.mean / total)[:, None]) ** 2
        gain = (self.n.sum() - 1) * (weights**2 * apart).sum(axis=1) / (self.within + (weights * apart).sum(axis=1))
        return np.asarray(0.5 * (gain - total + (weights**2).sum(axis=1) / total))

    def slope(self, ratio: float) -> float:
        """Give the slope at one ratio."""
        return float(self.slopes(np.array([ratio]))[0])


@dataclass(frozen=True)
class Shrunken:
    """The means of groups, raw and shrunken.

    Attributes:
        n: answers in each group.
        raw: mean of each group; NaN where nobody answered.
        factor: nτ² / (σ² + nτ²), the weight of a group's own mean: 1 leaves it, 0 puts it on the overall mean.
        shrunken: μ + factor · (raw − μ), the best linear unbiased predictor.
        se: standard error of its prediction, √(τ² (1 − factor) + (1 − factor)² · mu_se²); the variances count as
            known, so that it is a little too small where there are few groups.
        mu: overall mean.
        mu_se: its standard error.
        sigma2: variance within groups.
        tau2: variance between groups.
        log_likelihood: restricted, at its maximum.
        note: why there is only the raw mean: no_answers; one_group; one_each, where no group has two answers, so that
            within and between cannot be told apart; no_variation, where nothing varies within groups. Else blank.
    """

    n: NDArray[np.int64]
    raw: Floats
    factor: Floats
    shrunken: Floats
    se: Floats
    mu: float | None = None
    mu_se: float | None = None
    sigma2: float | None = None
    tau2: float | None = None
    log_likelihood: float | None = None
    note: str = ""


def shrink_means(values: ArrayLike, groups: ArrayLike) -> Shrunken:
    """Shrink the mean of each group as far as its size and the spread between groups advise.

    Args:
        values: one a person; blanks are NaN.
        groups: each person's group, 0 to H − 1.

    Returns:
        Raw and shrunken means; where the model cannot be fitted, the raw means alone with the reason.

    Two groups of two, whose variances are those of the analysis of variance, σ² = 2 and τ² = (16 − 2) / 2:

    >>> found = shrink_means([1, 3, 5, 7], [0, 0, 1, 1])
    >>> found.raw.tolist(), found.factor.round(6).tolist(), found.shrunken.round(6).tolist()
    ([2.0, 6.0], [0.875, 0.875], [2.25, 5.75])
    """
    data, at = np.asarray(values, dtype=float), np.asarray(groups, dtype=np.int64)
    known = ~np.isnan(data)
    n = np.bincount(at[known], minlength=int(at.max(initial=-1)) + 1)
    raw = np.divide(np.bincount(at[known], data[known], len(n)), n, out=np.full(len(n), np.nan), where=n > 0)
    within = float(((data - raw[at])[known] ** 2).sum())
    filled = n > 0
    given = Groups(n[filled].astype(float), raw[filled], within)
    if note := _unfit(given, float((data[known] ** 2).sum())):
        blank = np.full(len(n), np.nan)
        return Shrunken(n, raw, blank, blank, blank, note=note)
    return _shrunken(given, n, raw)


def _unfit(groups: Groups, size: float) -> str:
    """Say why the model cannot be fitted; `size` is the sum of squared values, against which nothing is measured."""
    reasons = {
        "no_answers": not len(groups.n),
        "one_group": len(groups.n) == 1,
        "one_each": bool((groups.n == 1).all()),
        "no_variation": groups.within <= NOTHING * size,
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _shrunken(groups: Groups, n: NDArray[np.int64], raw: Floats) -> Shrunken:
    ratio = best_ratio(groups)
    mu, sigma2 = groups.center(ratio), groups.squares(ratio) / (groups.n.sum() - 1)
    tau2, mu_se = ratio * sigma2, float(np.sqrt(sigma2 / groups.weights(ratio).sum()))
    factor = np.where(n > 0, n * ratio / (1 + n * ratio), np.nan)
    return Shrunken(
        n,
        raw,
        factor,
        mu + factor * (raw - mu),
        np.sqrt(tau2 * (1 - factor) + (1 - factor) ** 2 * mu_se**2),
        mu=mu,
        mu_se=mu_se,
        sigma2=sigma2,
        tau2=tau2,
        log_likelihood=groups.log_likelihood(ratio),
    )


def best_ratio(groups: Groups) -> float:
    """Find the ratio τ² / σ² with the highest restricted likelihood; 0 where nothing speaks for a spread.

    >>> best_ratio(Groups(np.array([4.0, 4.0]), np.array([2.0, 2.1]), 10.0))
    0.0
    """
    from scipy.optimize import brentq

    slopes = groups.slopes(RATIOS)
    tops = np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0))
    found = [float(brentq(groups.slope, RATIOS[at], RATIOS[at + 1], xtol=1e-15, rtol=1e-14)) for at in tops]
    return max([0.0, *found], key=groups.log_likelihood)
