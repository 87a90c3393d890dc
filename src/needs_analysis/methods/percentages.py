"""Whether a printed percentage can be one of a whole number of people.

Source: Brown, N. J. L. and Heathers, J. A. J. (2017). The GRIM test. Social Psychological and Personality Science 8(4),
363–369; for percentages in place of means.
"""

from __future__ import annotations

from dataclasses import dataclass

from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say

WHOLE = 100


@dataclass(frozen=True)
class Possible:
    """What a printed percentage of n people can stand for.

    Attributes:
        counts: numbers of people that are printed so; none where the percentage is impossible.
        nearest: the exact percentages of a whole number of people next to the printed one, the lower first; one where
            it is met exactly or lies beyond 0 or 100.
    """

    counts: tuple[int, ...]
    nearest: tuple[float, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any number of people is printed so."""
        return bool(self.counts)


def possible_counts(percent: float, n: int, *, digits: int = 0) -> Possible:
    """Compare a printed percentage with the whole numbers of people that it can stand for.

    A half may have been rounded up or to the even digit: both are accepted (12.5 % is printed as 12 or as 13).

    Args:
        percent: as printed, 0 to 100.
        n: people it is a percentage of.
        digits: decimals it was printed with.

    Raises:
        EstimateError: no people, or a percentage with more decimals than it was printed with.

    >>> found = possible_counts(91, 26)
    >>> found.is_possible, [round(each, 1) for each in found.nearest]
    (False, [88.5, 92.3])
    >>> possible_counts(12, 8).counts, possible_counts(13, 8).counts
    ((1,), (1,))
    """
    scale = 10**digits
    printed = round(percent * scale)
    _refuse(percent, n, digits=digits)
    below = min(max(printed * n // (WHOLE * scale), 0), n)
    around = [count for count in (below, below + 1) if 0 <= count <= n]
    exact = [count for count in around if count * WHOLE * scale == printed * n]
    beyond = [around[0]] if printed < 0 else around
    nearest = tuple(WHOLE * count / n for count in exact or beyond)
    return Possible(_printed_so(printed, n, scale=scale), nearest)


def possible_percentages(n: int, *, digits: int = 0) -> tuple[float, ...]:
    """List every percentage that can be printed for a whole number out of n people, smallest first.

    Args:
        n: people.
        digits: decimals that are printed.

    >>> possible_percentages(4), possible_percentages(8)[:4]
    ((0.0, 25.0, 50.0, 75.0, 100.0), (0.0, 12.0, 13.0, 25.0))
    """
    _refuse(0.0, n, digits=digits)
    scale = 10**digits
    ends = {end for count in range(n + 1) for end in _roundings(count * WHOLE * scale, n)}
    return tuple(end / scale for end in sorted(ends))


def _roundings(above: int, below: int) -> tuple[int, int]:
    """Round a fraction with a half down and with a half up, in whole numbers."""
    return -((below - 2 * above) // (2 * below)), (2 * above + below) // (2 * below)


def _printed_so(printed: int, n: int, *, scale: int) -> tuple[int, ...]:
    """List the counts within half a unit of the last digit, both ends included."""
    first = -((n - 2 * printed * n) // (2 * WHOLE * scale))
    last = (2 * printed * n + n) // (2 * WHOLE * scale)
    return tuple(range(max(first, 0), min(last, n) + 1))


def _refuse(percent: float, n: int, *, digits: int) -> None:
    if n < 1:
        raise EstimateError(Problem(say("A percentage of nobody cannot be checked.")))
    if round(percent, digits) != percent:
        what = say("{percent} has more decimals than the {digits} it was printed with.", percent=percent, digits=digits)
        raise EstimateError(Problem(what))
