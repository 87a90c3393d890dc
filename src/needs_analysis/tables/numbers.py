"""Estimates and counts in words."""

from __future__ import annotations

from collections.abc import Mapping

from needs_analysis.language import say, say_number
from needs_analysis.tables.cell import Cell, quantity
from needs_analysis.tables.estimate import Estimate

LEAST_PERCENT = 0.005


def say_interval(estimate: Estimate, language: str, *, digits: int = 1) -> str:
    """Write a value with its 95 % interval, or the value alone where there is none.

    >>> say_interval(Estimate(3.4, 3.1, 3.8, 20), "en"), say_interval(Estimate(-0.1, -0.7, 0.5, 20), "en")
    ('3.4 (3.1–3.8)', '−0.1 (−0.7 to 0.5)')
    """
    value = say_number(estimate.value or 0.0, language, digits=digits)
    if estimate.interval is None:
        return value
    low, high = (say_number(end, language, digits=digits) for end in estimate.interval)
    if low.startswith("−") or high.startswith("−"):
        return say("{value} ({low} to {high})", language=language, value=value, low=low, high=high)
    return f"{value} ({low}–{high})"


def say_absence(note: str, language: str) -> str:
    """Say why no number stands here.

    >>> say_absence("too_few", "en")
    'too few to report'
    """
    if note == "too_few":
        return say("too few to report", language=language)
    if note == "no_answers":
        return say("no answers", language=language)
    if note == "scales_differ":
        return say("scales differ", language=language)
    return say("not estimated", language=language)


def estimate_cell(estimate: Estimate, language: str, *, digits: int = 1) -> Cell:
    """Make the cell of a mean.

    >>> estimate_cell(Estimate(2.0, n=3, note="single_respondent"), "en").text
    '2.0 (no interval)'
    """
    if estimate.value is None:
        return _absent(estimate.note, language)
    words = say_interval(estimate, language, digits=digits)
    if estimate.interval is None:
        words = f"{words} ({say_no_interval(estimate.note, language)})"
    return quantity(words, [estimate.value, *(estimate.interval or ())], digits=digits)


def mean_cells(code: str, means: Mapping[str, Mapping[str, Estimate]], language: str) -> tuple[Cell, ...]:
    """Make the cells of a need or theme: one for each measure, by its means.

    >>> [cell.text for cell in mean_cells("N1", {"gap": {"N1": Estimate(2.0, n=3, note="single_respondent")}}, "en")]
    ['2.0 (no interval)']
    """
    return tuple(estimate_cell(found.get(code, Estimate()), language) for found in means.values())


def say_no_interval(note: str, language: str) -> str:
    """Say why a value has no interval.

    >>> say_no_interval("no_variation", "en")
    'all answers equal'
    """
    if note == "no_variation":
        return say("all answers equal", language=language)
    return say("no interval", language=language)


def say_percent(share: float, language: str, *, digits: int = 0) -> str:
    """Write a share of people or answers as a percentage; none and all are said of none and all alone.

    >>> [say_percent(share, "en") for share in (0.8615, 0.004, 0.996, 1.0)]
    ['86 %', 'less than 1 %', 'more than 99 %', '100 %']
    """
    if 0 < share < LEAST_PERCENT:
        return say("less than 1 %", language=language)
    if 1 - LEAST_PERCENT <= share < 1:
        return say("more than 99 %", language=language)
    return f"{say_number(100 * share, language, digits=digits)} %"


def say_share(estimate: Estimate, language: str) -> str:
    """Write a share with its interval in percent, or the share alone where there is none.

    >>> say_share(Estimate(0.5, 0.306, 0.701, 20), "en"), say_share(Estimate(0.25), "en")
    ('50 % (31–70)', '25 %')
    """
    words = say_percent(estimate.value or 0.0, language)
    if estimate.interval is None:
        return words
    low, high = (say_number(100 * end, language, digits=0) for end in estimate.interval)
    return f"{words} ({low}–{high})"


def share_cell(estimate: Estimate, language: str) -> Cell:
    """Make the cell of a share of people, with its interval in percent.

    >>> share_cell(Estimate(note="too_few"), "en").text
    'too few to report'
    """
    if estimate.value is None:
        return _absent(estimate.note, language)
    ends = (100 * end for end in estimate.interval or ())
    return quantity(say_share(estimate, language), [100 * estimate.value, *ends], unit="%")


def count_cell(estimate: Estimate | None, language: str) -> Cell:
    """Make the cell of a count; what was not counted is not zero.

    >>> count_cell(Estimate(1200.0), "en").text, count_cell(Estimate(note="too_few"), "en").kind
    ('1,200', 'too-few')
    """
    if estimate is None:
        return Cell(say("not counted", language=language), "missing")
    if estimate.value is None:
        return _absent(estimate.note, language)
    return whole_cell(estimate.value, language)


def respondents_cell(estimate: Estimate, language: str) -> Cell:
    """Make the cell of the respondents behind a number."""
    if estimate.n is None:
        return _absent(estimate.note, language)
    return whole_cell(estimate.n, language)


def value_cell(value: float, language: str, *, digits: int = 1, signed: bool = False) -> Cell:
    """Make the cell of a number that stands alone.

    >>> value_cell(0.25, "ru", digits=2, signed=True).text
    '+0,25'
    """
    return quantity(say_number(value, language, digits=digits, signed=signed), [value], digits=digits)


def whole_cell(number: float, language: str) -> Cell:
    """Make the cell of a whole number.

    >>> whole_cell(1200, "en").text
    '1,200'
    """
    return value_cell(number, language, digits=0)


def percent_cell(share: float, language: str) -> Cell:
    """Make the cell of a share that stands without its interval.

    >>> percent_cell(0.5, "en").text
    '50 %'
    """
    return quantity(say_percent(share, language), [100 * share], unit="%")


def _absent(note: str, language: str) -> Cell:
    return Cell(say_absence(note, language), "too-few" if note == "too_few" else "missing")
