"""How long each form took, from its start and end or from its audit: too short, too long, or impossible."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.distinct import is_blank
from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.numbers import short, written
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.timestamps import Moments, moments
from needs_analysis.columns import LOG
from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.workshop import SETTINGS

USUAL = ("start", "end", "_uuid")
MINUTE = 60_000


def check_duration(
    subject: Subject,
    *,
    severity: Severity = "review",
    shortest: float = 5.0,
    longest: float = 180.0,
    start: str = "start",
    end: str = "end",
    audit: str = "",
    uuid: str = "_uuid",
    events: pd.DataFrame | None = None,
) -> Findings:
    """List forms that were too short or too long, ended before they started, or started at another form's moment.

    With audit events the minutes are those that the screens were open; a form without an audit is listed.

    Args:
        subject: the table of forms.
        severity: whether such a form stops the run.
        shortest: fewest minutes that are believed.
        longest: most minutes that are believed.
        start: field of the moment a form was begun.
        end: field of the moment it was finished.
        audit: archive of audit files that `workshop.toml` names.
        uuid: field that names each form as the archive does; without it, the row id.
        events: what that archive holds, a row an event (`reading.audit`).

    Raises:
        SettingsError: a setting names a field that does not exist, or an audit that was not read.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "start": "2026-05-12 09:00:00", "end": "2026-05-12T09:02:30"}]
    >>> found = check_duration(Subject("responses", RECEIVED.frame(rows)))
    >>> found.issues[["check", "evidence"]].values.tolist()
    [['form_too_short', 'minutes=2.5; shortest=5']]
    """
    subject.refuse_unknown([start, end, uuid], "duration", usual=USUAL)
    if audit and events is None:
        raise SettingsError(Problem(say("The audit {audit} was not read.", audit=audit), file=SETTINGS))
    clock = pd.Series(float("nan"), index=subject.frame.index)
    parts: list[Findings] = []
    if {start, end} <= set(subject.names):
        clock, parts = _by_clock(subject, start, end, severity)
    if events is not None:
        clock, unmeasured = _by_audit(subject, events, uuid, severity)
        parts = [*parts, unmeasured]
    return together([_outside(subject, clock, severity, (shortest, longest)), *parts])


def durations(events: pd.DataFrame) -> pd.Series:
    """Sum the milliseconds that each form's screens were open, by the form's uuid; events without a screen count none.

    A form whose events all lack a screen or an end has no duration.

    Args:
        events: a row an event: uuid, node, start, end (milliseconds).

    >>> screens = pd.DataFrame({"uuid": ["a", "a", "a"], "node": [None, "/q1", "/q2"]})
    >>> durations(screens.assign(start=[0, 10, 500], end=[None, 400, 900])).to_dict()
    {'a': 790}
    """
    screens = events[events["node"].notna() & events["start"].notna() & events["end"].notna()]
    spent = (screens["end"] - screens["start"]).astype("int64")
    return spent.groupby(screens["uuid"], sort=False).sum()


def _by_clock(subject: Subject, start: str, end: str, severity: Severity) -> tuple[pd.Series, list[Findings]]:
    begun, ended = moments(subject.frame[start]), moments(subject.frame[end])
    minutes = (ended.times - begun.times).dt.total_seconds() / 60
    minutes = minutes.where(begun.zoned == ended.zoned)
    before = minutes < 0
    evidence = "minutes=" + written(minutes[before])
    unlike = begun.times.notna() & ended.times.notna() & (begun.zoned != ended.zoned)
    return minutes.where(~before), [
        subject.list_rows(before, check="form_ends_before_start", severity=severity, evidence=evidence),
        _unreadable(subject.field(start), begun, unlike, severity),
        _unreadable(subject.field(end), ended, unlike, severity),
        _same_start(subject, begun, ended, severity),
    ]


def _unreadable(field: Field, read: Moments, unlike: pd.Series, severity: Severity) -> Findings:
    """List what is no moment, and moments of which only one of start and end names a time zone."""
    wrong = read.times.isna()
    wrong &= ~is_blank(field.values[wrong]).reindex(wrong.index, fill_value=True)
    issues = field.issues(wrong | (unlike & ~read.zoned), check="time_unreadable", severity=severity)
    return Findings(LOG.frame([]), issues)


def _same_start(subject: Subject, begun: Moments, ended: Moments, severity: Severity) -> Findings:
    """List forms begun at the moment of an earlier row's: to a fraction of a second, or with the same end as well."""
    exact = begun.times.where(begun.fractions)
    both = pd.DataFrame({"start": begun.times, "end": ended.times}).dropna()
    same = (exact.notna() & exact.duplicated()) | both.duplicated().reindex(exact.index, fill_value=False)
    ids = subject.frame["row_id"].groupby(begun.times)
    evidence = "n=" + ids.transform("size").astype("Int64").astype("str") + "; first=" + ids.transform("first")
    return subject.list_rows(same, check="same_start", severity=severity, evidence=evidence[same])


def _by_audit(subject: Subject, events: pd.DataFrame, uuid: str, severity: Severity) -> tuple[pd.Series, Findings]:
    names = subject.frame[uuid] if uuid in subject.names else subject.frame["row_id"]
    names = names.str.strip().str.removeprefix("uuid:")
    minutes = names.map(durations(events) / MINUTE)
    damaged = events.dropna(subset=["problem"]).set_index("uuid")["problem"] if "problem" in events else pd.Series()
    problem = names.map(damaged).where(minutes.isna(), None).astype("str")
    unreadable = "problem=" + problem[problem.notna()]
    return minutes, together(
        [
            subject.list_rows(problem.notna(), check="audit_unreadable", severity=severity, evidence=unreadable),
            subject.list_rows(minutes.isna() & problem.isna(), check="audit_missing", severity=severity),
        ]
    )


def _outside(subject: Subject, minutes: pd.Series, severity: Severity, bounds: tuple[float, float]) -> Findings:
    parts = []
    for check, name, bound, where in (
        ("form_too_short", "shortest", bounds[0], minutes < bounds[0]),
        ("form_too_long", "longest", bounds[1], minutes > bounds[1]),
    ):
        evidence = "minutes=" + written(minutes[where]) + f"; {name}={short(bound)}"
        parts.append(subject.list_rows(where, check=check, severity=severity, evidence=evidence))
    return together(parts)
