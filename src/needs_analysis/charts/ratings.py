"""How each need was rated: a bar of its answers from low to high, laid out around the middle of the scale."""

from __future__ import annotations

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.diverging import Answers, Shares, draw_answers
from needs_analysis.charts.text import count_beside, escape_text, mute, wrap_lines
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.numbers import say_absence, say_share
from needs_analysis.tables.order import list_measures
from needs_analysis.tables.ratings import HIGH, Rated, list_points, select_ratings, table_ratings
from needs_analysis.tables.scope import say_national_responses, say_scope
from needs_analysis.tables.shares import weighting_of_shares
from needs_analysis.tables.state_needs import say_no_capacity
from needs_analysis.tables.statement import Statement

HALF = 0.5


def chart_ratings(release: Release, language: str, *, measure: str = "importance") -> Chart | Statement:
    """Draw the shares of all answers to each need, in the order of the needs.

    Args:
        release: the edition's release.
        language: of the words.
        measure: importance or capacity.

    >>> chart_ratings(release, "en").title
    'How the importance of each need was rated, 18 responses'
    """
    if measure == "capacity" and measure not in list_measures(release) and list_measures(release):
        return Statement(say_no_capacity(language))
    points, needs = list_points(release, measure), select_ratings(release, measure)
    rows = [_row(release, need, rated, points, language=language) for need, rated in needs.items()]
    if not any(row.shares for row in rows):
        return Statement(say("No share of answers can be reported.", language=language))
    title = _say_title(release, measure, language)
    return Chart(
        figure=draw_answers(rows, points, language),
        title=title,
        alt=f"{title}. {_say_alt(release, needs, points, language)}",
        note=_say_note(release, measure, points, language),
        table=table_ratings(release, language, measure=measure),
    )


def _row(release: Release, need: str, rated: Rated, points: list[str], *, language: str) -> Answers:
    found = [rated.get(point, Estimate()) for point in points]
    lines = wrap_lines(say_need(release, need, language))
    if missing := next((one for one in found if one.value is None), None):
        return Answers([*lines, mute(f"<i>{escape_text(say_absence(missing.note, language))}</i>")], ())
    return Answers(count_beside(lines, found[0].n, language), _values(found))


def _values(found: list[Estimate]) -> Shares:
    return tuple(one.value or 0.0 for one in found)


def _say_title(release: Release, measure: str, language: str) -> str:
    responses = say_national_responses(release, language)
    if measure == "capacity":
        return say("How the capacity for each need was rated, {responses}", language=language, responses=responses)
    return say("How the importance of each need was rated, {responses}", language=language, responses=responses)


def _say_alt(release: Release, needs: dict[str, Rated], points: list[str], language: str) -> str:
    """Say of how many needs more than half are high answers, and where there are most and fewest of them."""
    high = {need: one for need, rated in needs.items() if (one := rated.get(HIGH, Estimate())).value is not None}
    shown = sorted(high, key=lambda need: -(high[need].value or 0.0))
    if not shown:
        return say("The table gives the share of each answer.", language=language)
    answers = say("{one} or {two}", language=language, one=points[-2], two=points[-1])
    told = say_count(
        "{n} of {needs} was rated {answers} by more than half.",
        "{n} of {needs} were rated {answers} by more than half.",
        sum((one.value or 0.0) > HALF for one in high.values()),
        language=language,
        needs=say_count("{n} need", "{n} needs", len(high), language=language),
        answers=answers,
    )
    most, fewest = (_say_share_of(release, need, high[need], language) for need in (shown[0], shown[-1]))
    ends = say("Most such answers: {most}; fewest: {fewest}.", language=language, most=most, fewest=fewest)
    return f"{told} {ends}"


def _say_share_of(release: Release, need: str, share: Estimate, language: str) -> str:
    return say(
        "“{need}” ({share}, n = {n})",
        language=language,
        need=say_label(release, "need", need, language),
        share=say_share(share, language),
        n=share.n,
    )


def _say_note(release: Release, measure: str, points: list[str], language: str) -> str:
    reading = say(
        "Bars are the shares of answers from {low} to {high}, lowest on the left; the middle of the scale stands in "
        "one line. Beside a bar: the shares below and above the middle; rounded shares may add up to one percent more "
        "or less.",
        language=language,
        low=points[0],
        high=points[-1],
    )
    return f"{reading} {say_scope(release, language, weighting_of_shares(release, measure))}"
