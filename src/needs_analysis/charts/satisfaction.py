"""How the event was judged: for each objective and for the whole, a bar of its answers from low to high."""

from __future__ import annotations

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.diverging import Answers, draw_answers
from needs_analysis.charts.text import count_beside, escape_text, mute, wrap_lines
from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.change import say_missing, say_scale
from needs_analysis.tables.evaluated import Evaluated, say_no_evaluation, say_top_two
from needs_analysis.tables.numbers import say_share
from needs_analysis.tables.satisfaction import PARTS, list_judged, say_part, table_satisfaction
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.statement import Statement

Judged = dict[str, Evaluated]


def chart_satisfaction(release: Release, language: str) -> Chart | Statement:
    """Draw the shares of low, middling and high answers on each objective and on the event as a whole.

    >>> print(chart_satisfaction(release, "en").alt)
    How 1 objective and the event as a whole were judged. Shares of 4 or 5: I am satisfied with the event 89 % ...
    """
    judged = list_judged(release, language)
    if not judged:
        return Statement(say_no_evaluation(language))
    rows = [_row(name, found, language) for name, found in judged.items()]
    if not any(row.shares for row in rows):
        return Statement(say("No share of answers can be reported.", language=language))
    return Chart(
        figure=draw_answers(rows, [say_part(release, part, language) for part in PARTS], language),
        title=_say_title(release, judged, language),
        alt=_say_alt(release, judged, language),
        note=_say_note(release, language),
        table=table_satisfaction(release, language),
    )


def _row(name: str, found: Evaluated, language: str) -> Answers:
    shares = [found["share", part] for part in PARTS]
    lines = wrap_lines(name)
    if missing := next((one for one in shares if one.value is None), None):
        return Answers([*lines, mute(f"<i>{escape_text(say_missing(missing.note, language))}</i>")], ())
    return Answers(count_beside(lines, shares[0].n, language), tuple(one.value or 0.0 for one in shares))


def _say_title(release: Release, judged: Judged, language: str) -> str:
    objectives = len(
        {str(each["id"]) for each in release.manifest["objectives"]} & {one.code for one in judged.values()}
    )
    if not objectives:
        return say("How the event was judged", language=language)
    return say_count(
        "How {n} objective and the event as a whole were judged",
        "How {n} objectives and the event as a whole were judged",
        objectives,
        language=language,
    )


def _say_alt(release: Release, judged: Judged, language: str) -> str:
    """Give the share of the two highest answers with its interval, largest first."""
    known = {name: share for name, found in judged.items() if (share := found["share", "top_two"]).value is not None}
    shares = "; ".join(
        say("{what} {share}, n = {n}", language=language, what=name, share=say_share(share, language), n=share.n)
        for name, share in sorted(known.items(), key=lambda each: -(each[1].value or 0.0))
    )
    told = say("Shares of {top}: {shares}.", language=language, top=say_top_two(release, language), shares=shares)
    return f"{_say_title(release, judged, language)}. {told}"


def _say_note(release: Release, language: str) -> str:
    reading = say(
        "Bars are the shares of low, middling and high answers, lowest on the left; the middle of the scale stands in "
        "one line. Beside a bar: the shares of the two lowest and of the two highest answers.",
        language=language,
    )
    return f"{reading} {say_scale(release, language)} {say_event(release, language)}."
