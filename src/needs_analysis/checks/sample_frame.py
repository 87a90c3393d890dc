"""How many forms were planned in each group, and how many came."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.groups import list_groups
from needs_analysis.checks.numbers import numbers, written
from needs_analysis.checks.subject import Subject
from needs_analysis.errors import InputError, Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.registers.spelling import normal, squashed
from needs_analysis.workshop import SETTINGS

BETWEEN = " / "


def check_sample_frame(
    subject: Subject,
    *,
    severity: Severity = "review",
    file: str = "",
    by: Sequence[str] = (),
    planned: str = "planned",
    plan: pd.DataFrame | None = None,
) -> Findings:
    """List groups in which more or fewer forms came than were planned, and groups that nobody planned.

    A heading of the plan stands for the field of the same name, whatever its letter case; groups are compared without
    regard to letter case and blanks. Lines of the plan that name one group are added up.

    Args:
        subject: the table of forms.
        severity: whether such a group stops the run.
        file: the plan's file, as `workshop.toml` names it.
        by: fields that together name a group.
        planned: heading of the plan's counts.
        plan: what that file holds, every cell as text.

    Raises:
        SettingsError: `by` or `planned` names what does not exist, or the plan was not read.
        InputError: a count of the plan is no whole number.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": f"r{i}", "country": c} for i, c in enumerate(["KAZ", "KAZ", "UZB"])]
    >>> plan = pd.DataFrame({"Country": ["KAZ", "TJK"], "planned": ["1", "2"]})
    >>> found = check_sample_frame(Subject("responses", RECEIVED.frame(rows)), by=["country"], plan=plan)
    >>> found.issues[["value", "check", "evidence"]].values.tolist()
    [['KAZ', 'over_collected', 'planned=1; collected=2'], ['TJK', 'under_collected', 'planned=2; collected=0'],
     ['UZB', 'not_in_plan', 'collected=1']]
    """
    if plan is None:
        _refuse_unread(file)
        return together([])
    subject.refuse_unknown(by, "sample_frame")
    if not set(by) <= set(subject.names):
        return together([])
    counts = compare_with_plan(subject, by=by, planned=planned, plan=plan, file=file)
    known = counts["planned"].notna()
    parts = []
    for check, where in (
        ("over_collected", known & (counts["collected"] > counts["planned"])),
        ("under_collected", known & (counts["collected"] < counts["planned"])),
        ("not_in_plan", ~known),
    ):
        evidence = "collected=" + written(counts["collected"][where])
        if check != "not_in_plan":
            evidence = "planned=" + written(counts["planned"][where]) + "; " + evidence
        found = list(zip(counts["group"][where], evidence, strict=True))
        parts.append(list_groups(subject, "+".join(by), found, check=check, severity=severity))
    return together(parts)


def compare_with_plan(
    subject: Subject, *, by: Sequence[str], planned: str, plan: pd.DataFrame, file: str = ""
) -> pd.DataFrame:
    """Count planned and collected forms of each group, in the order of the plan; groups without a plan come last.

    Args:
        subject: the table of forms.
        by: fields that together name a group.
        planned: heading of the plan's counts.
        plan: the plan, every cell as text.
        file: how messages name it.

    Raises:
        SettingsError: no field names a group, or the plan lacks a column.
        InputError: a count of the plan is no whole number.
    """
    if not by:
        what = say("[checks.sample_frame] does not say which fields name a group: set «by».")
        raise SettingsError(Problem(what, file=SETTINGS))
    headings = _headings(plan, [*by, planned], file)
    target = _targets(plan, headings[planned], file)
    wanted = _groups(plan, [headings[name] for name in by]).assign(planned=target)
    came = _groups(subject.frame, list(by))
    both = pd.concat([wanted, came.assign(planned=float("nan"))], ignore_index=True)
    grouped = both.groupby("key", sort=False)
    counts = pd.DataFrame({"group": grouped["group"].first(), "planned": grouped["planned"].sum(min_count=1)})
    counts["collected"] = came["key"].value_counts().reindex(counts.index, fill_value=0)
    return counts.reset_index(drop=True)


def _refuse_unread(file: str) -> None:
    if file:
        raise SettingsError(Problem(say("The sample frame {file} was not read.", file=file), file=SETTINGS))


def _headings(plan: pd.DataFrame, names: list[str], file: str) -> dict[str, str]:
    """Name → heading of the plan."""
    there = {normal(str(heading)): str(heading) for heading in plan.columns}
    missing = [name for name in names if normal(name) not in there]
    if missing:
        known = [str(heading) for heading in plan.columns]
        whats = [
            say("The sample frame has no column «{column}»{hint}", column=name, hint=nearest(name, known))
            for name in missing
        ]
        raise SettingsError([Problem(what, file=file or SETTINGS) for what in whats])
    return {name: there[normal(name)] for name in names}


def _targets(plan: pd.DataFrame, heading: str, file: str) -> pd.Series:
    counts = numbers(plan[heading].astype("str"))
    wrong = counts.isna() | (counts < 0) | (counts % 1 != 0)
    rows = plan["row"] if "row" in plan else pd.Series(range(2, len(plan) + 2), index=plan.index)
    if wrong.any():
        what = say("A planned count must be a whole number.")
        raise InputError([Problem(what, file=file, row=int(row), column=heading) for row in rows[wrong]])
    return counts


def _groups(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return each row's group: the key it is compared by, and the words a reader sees."""
    cells = pd.DataFrame({name: frame[name].astype("str").fillna("") for name in names}, index=frame.index)
    distinct = cells.drop_duplicates()
    rows = distinct.itertuples(index=False)
    spelled = {tuple(row): (tuple(map(normal, row)), BETWEEN.join(map(squashed, row))) for row in rows}
    found = [spelled[row] for row in cells.itertuples(index=False, name=None)]
    table = pd.DataFrame(found, columns=["key", "group"], index=frame.index)
    return table.astype({"key": "object"})
