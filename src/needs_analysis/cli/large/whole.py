"""What takes all forms together: questions over all parts, rows that stand twice, decisions that no part claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.checks.all import check_all
from needs_analysis.checks.findings import Field
from needs_analysis.checks.numbers import NUMBER_TYPES
from needs_analysis.checks.repeated_ids import check_repeated_ids
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.log import apply_log
from needs_analysis.cleaning.reconciliation import reconcile_decisions
from needs_analysis.cli.checking import unanswered
from needs_analysis.cli.large.arriving import LargeArrival
from needs_analysis.cli.large.left_out import list_left_out
from needs_analysis.cli.large.part import (
    DECIDED,
    ISSUE_PARTS,
    MOMENT,
    Combination,
    PartChecked,
    count_severities,
    fields_of,
)
from needs_analysis.cli.large.scope import BY_COLUMN, with_checks
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.cli.looking import read_beside
from needs_analysis.columns import DECISIONS, ISSUES, RECEIVED, records
from needs_analysis.errors import Problem
from needs_analysis.parallel import Workers
from needs_analysis.partitions.repeats import repeated
from needs_analysis.partitions.store import Parts
from needs_analysis.reading.received import say_lacking
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Workshop

PLACE = ["file", "sheet", "row"]
COUNT = re.compile(r"\b(n|filled)=(\d+)(?!.*\bfields=)")  # of rows; what is counted before names of fields is these


@dataclass(frozen=True)
class ColumnTask:
    """A check to be made on some columns of all parts, and the number of the part of the issues that it fills."""

    workshop: Workshop
    fields: tuple[str, ...]
    questions: pd.DataFrame
    choices: pd.DataFrame
    headings: dict[str, str]
    folder: Path
    given: dict[str, dict[str, Any]]
    place: dict[str, Any]
    number: int


def with_all_fields(checked: Sequence[PartChecked]) -> list[PartChecked]:
    """Give each part the fields of all: a column that its file has not is blank in it, as in a table of all files."""
    fields = dict[str, str]()
    for part in checked:
        fields = fields | part.fields | fields  # in the order in which they come, with the heading that came first
    return [_widened(part, fields) for part in checked]


def _widened(part: PartChecked, fields: dict[str, str]) -> PartChecked:
    """Give a part more fields, count their blank cells as received, and note them."""
    more = [heading for name, heading in fields.items() if name not in part.fields]
    if not more:
        return replace(part, fields=fields)
    rows = {"cells_received": "rows_received", "cells_dropped": "rows_dropped", "cells_unchanged": "rows_clean"}
    cells = {name: part.account[name] + len(more) * part.account[of] for name, of in rows.items()}
    sources = part.sources.assign(columns=part.sources["columns"] + len(more))
    notes = (*part.notes, *(Problem(say_lacking(more), file=file) for file in sources["file"]))
    return replace(part, fields=fields, account=part.account.assign(**cells), sources=sources, notes=notes)


def refuse_unknown_combinations(arrival: LargeArrival, checked: Sequence[PartChecked]) -> None:
    """Stop at combinations of fields of which no file has one.

    Raises:
        SettingsError: every unknown name, with the nearest right one.
    """
    asked, combined = arrival.others.questionnaire, arrival.workshop.settings.checks.repeated_combinations
    if combined.on:
        frame = checked[0].without_rows.frame
        subject = Subject(FORMS, frame, asked.questions, asked.choices, checked[0].fields)
        subject.refuse_unknown([name for each in combined.fields for name in each], "repeated_combinations")


def write_issues_by_column(
    arrival: LargeArrival, part: PartChecked, workers: Workers, *, first: int
) -> tuple[int, dict[str, int]]:
    """Make the checks that look at one question over all forms; each writes a part of the issues of its own.

    Args:
        arrival: what was received.
        part: what one of the parts gave back.
        workers: where columns are looked at.
        first: number of the first part of the issues to be written.

    Returns:
        The number behind the last part, and how many issues there are by severity.
    """
    tasks = [replace(task, number=at) for at, task in enumerate(_tasks(arrival, part), first)]
    total = Counter[str]()
    for counts in workers.each(write_column_issues, tasks):
        total.update(counts)
    return first + len(tasks), dict(total)


def check_rows(arrival: LargeArrival, checked: Sequence[PartChecked]) -> pd.DataFrame:
    """List what only all parts together show: rows that stand twice, decisions that no part claims, whole columns.

    Args:
        arrival: what was received.
        checked: what the parts gave back.
    """
    fields = checked[0].fields.keys()
    return ISSUES.stack(
        [
            *(_standing_twice(arrival, checked, each) for each in checked[0].twice if fields_of(each) <= fields),
            _repeated_ids(arrival),
            _unclaimed(arrival, checked),
            about_columns(checked),
            list_left_out(arrival.workshop, checked),
        ]
    )


def write_column_issues(task: ColumnTask) -> dict[str, int]:
    """Look at some columns of all parts as one table, write the open issues, and count them by severity.

    Rows are told by their positions, and named at the end.
    """
    forms = Parts(task.folder / FORMS)
    frame = forms.read_all(task.fields)
    frame = frame.assign(**task.place, row_id=np.arange(len(frame)))
    subject = Subject(FORMS, frame, task.questions, task.choices, task.headings)
    found = _placed(check_all(subject, task.workshop.settings.checks, given=task.given).issues, forms)
    issues = unanswered(found, Parts(task.folder / DECIDED).read(0))
    Parts(task.folder / ISSUE_PARTS).write(task.number, issues)
    return count_severities(issues)


def _first_place(parts: Parts) -> dict[str, Any]:
    """Give the place of the survey's first row, which issues about a whole column name."""
    filled = next((number for number in parts.numbers if parts.rows(number)), None)
    return dict.fromkeys(PLACE) if filled is None else records(parts.read(filled, PLACE, np.array([0])))[0]


def _placed(found: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Name the rows of issues, and the places where they were received, by their positions in all parts."""
    at, columns = found["row_id"].astype("float64"), ["row_id", *PLACE]
    placed, start = [found[at.isna()]], 0
    for number in parts.numbers:
        end = start + parts.rows(number)
        rows = found[at.ge(start) & at.lt(end)]
        there = parts.read(number, columns, at[rows.index].astype("int64").to_numpy() - start)
        placed.append(rows.assign(**{name: there[name].array for name in columns}))
        start = end
    return ISSUES.frame(pd.concat(placed).sort_index())


def about_columns(checked: Sequence[PartChecked]) -> pd.DataFrame:
    """Put together what the parts say of whole columns: one line each, with their counts added up."""
    rows = ISSUES.stack(part.about_columns for part in checked)
    counts = rows["evidence"].fillna("").map(lambda text: sum(int(n) for _, n in COUNT.findall(text)))
    told = rows["evidence"].str.replace(COUNT, r"\1=", regex=True)
    keys = [told.fillna(""), *(rows[name].fillna("") for name in ("field", "check", "suggestion", "severity"))]
    total = counts.groupby(keys).transform("sum")
    evidence = [
        text if pd.isna(text) else COUNT.sub(rf"\g<1>={n}", text)
        for text, n in zip(rows["evidence"], total, strict=True)
    ]
    first = ~pd.concat(keys, axis=1).duplicated()
    return ISSUES.frame(rows.assign(evidence=pd.Series(evidence, rows.index, dtype="str"))[first])


def _tasks(arrival: LargeArrival, part: PartChecked) -> Iterator[ColumnTask]:
    """One task for each field that holds numbers, and one for the groups of the sample frame."""
    asked, checks = arrival.others.questionnaire, arrival.workshop.settings.checks
    here = asked.questions["table"].eq(FORMS) & asked.questions["field"].isin(part.fields)
    place = _first_place(Parts(arrival.folder / FORMS))
    whole = ColumnTask(arrival.workshop, (), asked.questions, asked.choices, part.fields, arrival.folder, {}, place, 0)
    numeric = asked.questions[here & asked.questions["type"].isin([*NUMBER_TYPES, "calculate"])]
    by = [checks.outliers.by] if checks.outliers.by else []
    for field in [name for name in numeric["field"] if name not in by]:
        yield replace(whole, workshop=with_checks(arrival.workshop, only=BY_COLUMN), fields=(field, *by))
    if checks.sample_frame.on and checks.sample_frame.file:
        others = replace(arrival.others, tables={**arrival.others.tables, FORMS: part.without_rows})
        beside = read_beside(arrival.workshop, others)
        workshop, fields = with_checks(arrival.workshop, only=["sample_frame"]), tuple(checks.sample_frame.by)
        given = {"sample_frame": beside["sample_frame"]}
        yield replace(whole, workshop=workshop, fields=fields, given=given)


def _standing_twice(arrival: LargeArrival, checked: Sequence[PartChecked], fields: Combination) -> pd.DataFrame:
    """Look at the rows that hold what another holds too."""
    places, parts = repeated([part.twice[fields] for part in checked]), Parts(arrival.folder / FORMS)
    duration, asked = arrival.workshop.settings.checks.duration, arrival.others.questionnaire
    names = [duration.start, duration.end] if fields[0] == MOMENT else list(fields)
    rows = pd.concat(
        [parts.read(at, [*RECEIVED.names, *names]).iloc[here] for at, here in enumerate(places) if len(here)]
        or [parts.read(0, [*RECEIVED.names, *names]).iloc[:0]],
        ignore_index=True,
    )
    if fields[0] == MOMENT:
        workshop = with_checks(arrival.workshop, only=["duration"])
    else:
        workshop = with_checks(arrival.workshop, only=["repeated_combinations"])
    checks = workshop.settings.checks
    alone = checks.repeated_combinations.model_copy(update={"fields": [list(fields)]})
    checks = checks.model_copy(update={"repeated_combinations": alone})
    found = check_all(Subject(FORMS, rows, asked.questions, asked.choices, checked[0].fields), checks).issues
    return found[found["check"].isin(["same_start", "repeated_combination"])]


def _repeated_ids(arrival: LargeArrival) -> pd.DataFrame:
    """List the rows that share an id, as the corrections leave them."""
    heading = squashed(arrival.workshop.settings.sources[FORMS].id)
    rows = RECEIVED.frame(arrival.shared.assign(sheet=None))
    decisions = Parts(arrival.folder / DECIDED).read(0)
    mine = decisions[decisions["row_id"].isin(rows["row_id"]) & decisions["action"].eq("drop")]
    log = reconcile_decisions(DECISIONS.frame(mine), {FORMS: rows}).log
    left = apply_log(rows, log, table=FORMS).clean
    return check_repeated_ids(Field(FORMS, "own", left, heading)).issues.assign(field=heading)


def _unclaimed(arrival: LargeArrival, checked: Sequence[PartChecked]) -> pd.DataFrame:
    """List the decisions that concern no row of any part."""
    decisions = Parts(arrival.folder / DECIDED).read(0)
    left = decisions[~np.logical_or.reduce([part.claimed for part in checked]) & decisions["table"].eq(FORMS)]
    return reconcile_decisions(DECISIONS.frame(left), {FORMS: checked[0].without_rows.frame}).issues
