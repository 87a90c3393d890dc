"""Recorded assistance over time: a bar from the first to the last day of each activity, grouped by its status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.gantt import Period, draw_periods
from needs_analysis.charts.text import AIR, mute, wrap_lines
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.activities import list_activities, say_period, say_stale, say_status, table_activities
from needs_analysis.tables.assistance import (
    has_list,
    say_as_of,
    say_no_list,
    say_provider,
    say_provider_names,
    say_recorded,
    say_where,
)
from needs_analysis.tables.label import tame
from needs_analysis.tables.statement import Statement

MOST = 40
Activity = dict[str, Any]


def chart_activities(release: Release, language: str) -> Chart | Statement:
    """Draw the recorded activities from their first to their last day, current ones first; at most forty.

    >>> chart_activities(release, "en").title
    'Recorded activities by start and end (4 activities)'
    """
    activities = list_activities(release)
    if not has_list(release):
        return Statement(say_no_list(language))
    if not activities:
        return Statement(say("The list holds no activity.", language=language))
    as_of = str(release.manifest["as_of"])
    words = say("as of {date}", language=language, date=say_as_of(release, language))
    title = _say_title(activities, language)
    return Chart(
        figure=draw_periods(list(_periods(release, activities[:MOST], language)), as_of, words, language),
        title=title,
        alt=f"{title}. {_say_alt(release, activities, language)}",
        note=_say_note(release, activities, language),
        table=table_activities(release, language),
    )


def _periods(release: Release, activities: list[Activity], language: str) -> Iterator[Period]:
    for status, alike in groupby(activities, key=lambda activity: str(activity["status"])):
        mine = list(alike)
        head = f"{say_status(release, status, language)} ({say_number(len(mine), language, digits=0)})"
        yield Period([f"<b>{words}</b>" for words in wrap_lines(head)], status)
        yield from (_period(release, activity, language) for activity in mine)


def _period(release: Release, activity: Activity, language: str) -> Period:
    start, end, status = (str(activity[name]) for name in ("start", "end", "status"))
    name = tame(str(activity["title"])) or tame(str(activity["activity_id"]))
    where = ", ".join(say_where(release, country, language) for country in activity["country"])
    told = [
        say_provider(release, activity["implementer"], language),
        where,
        say_period(start[:7], end[:7], language).replace(" ", AIR),
    ]
    lines = [*wrap_lines(name), *(mute(words) for words in wrap_lines("; ".join(filter(None, told))))]
    if activity["stale"]:
        lines += [mute(f"<i>{words}</i>") for words in wrap_lines(say_stale(activity["stale"], language))]
    return Period(lines, status, start, end)


def _say_title(activities: list[Activity], language: str) -> str:
    return say(
        "Recorded activities by start and end ({activities})",
        language=language,
        activities=say_count("{n} activity", "{n} activities", len(activities), language=language),
    )


def _say_alt(release: Release, activities: list[Activity], language: str) -> str:
    """Say how many there are of each status, which ends last, and how many lack a day."""
    counts = Counter(str(activity["status"]) for activity in activities)
    statuses = "; ".join(
        f"{say_status(release, status, language)}: {say_number(count, language, digits=0)}"
        for status, count in counts.items()
    )
    undated = sum(not (activity["start"] and activity["end"]) for activity in activities)
    told = [f"{say_recorded(release, language)} {statuses}.", _say_last(activities, language)]
    if undated:
        told.append(
            say_count(
                "{n} has no first or no last day.", "{n} have no first or no last day.", undated, language=language
            )
        )
    return " ".join(filter(None, told))


def _say_last(activities: list[Activity], language: str) -> str:
    ending = [activity for activity in activities if activity["end"]]
    if not ending:
        return ""
    last = max(ending, key=lambda activity: str(activity["end"]))
    name = tame(str(last["title"])) or tame(str(last["activity_id"]))
    return say("The last to end: “{activity}” ({date}).", language=language, activity=name, date=last["end"])


def _say_note(release: Release, activities: list[Activity], language: str) -> str:
    reading = say(
        "Bars run from the first to the last recorded day, the upright line is the day on which the list stands. "
        "Dotted: a day is not recorded, so how far it goes is not known. An arrow: it goes on beyond the picture.",
        language=language,
    )
    names = say_provider_names(release, (activity["implementer"] for activity in activities[:MOST]), language)
    left = len(activities) - MOST
    more = say_count(
        "{n} more activity stands in the table alone.",
        "{n} more activities stand in the table alone.",
        left,
        language=language,
    )
    return " ".join([reading, say_recorded(release, language), *([more] if left > 0 else []), *names])
