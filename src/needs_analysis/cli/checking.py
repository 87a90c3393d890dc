"""The step `check`: which cells need a code, and which need a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.checks.activities import propose_activities
from needs_analysis.checks.agencies import propose_agencies
from needs_analysis.checks.agency_types import propose_agency_types
from needs_analysis.checks.all import check_all
from needs_analysis.checks.answers import propose_codes
from needs_analysis.checks.countries import check_blank_countries, propose_countries
from needs_analysis.checks.evaluation_answers import check_evaluation_answers
from needs_analysis.checks.findings import Field, Findings, together
from needs_analysis.checks.repeated_ids import check_repeated_ids
from needs_analysis.checks.repeated_people import check_repeated_people
from needs_analysis.checks.rules import check_rules, refuse_unknown_tables
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.unlinked_forms import check_unlinked_forms
from needs_analysis.cleaning.changed_rows import put
from needs_analysis.cleaning.combine import CELL, combine_logs, decided
from needs_analysis.cleaning.consequences import propose_consequences
from needs_analysis.cleaning.corrections import read_corrections
from needs_analysis.cleaning.log import apply_log
from needs_analysis.cleaning.reconciliation import reconcile_decisions
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.commenting import answers_in_words, check_comments
from needs_analysis.cli.repeat_groups import is_asked, outer_table
from needs_analysis.cli.unused import find_unused
from needs_analysis.cli.weighing import weigh
from needs_analysis.columns import ISSUES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.audit import read_audit
from needs_analysis.reading.table import Received
from needs_analysis.registers.agency_types import agency_type_spellings
from needs_analysis.registers.files import read_register_file
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_csv

OPEN_ISSUES = "open_issues.csv"
PEOPLE = ("participants", "responses")
OnStep = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """The log to apply, the issues that nobody has answered yet, and the answers in words as the log leaves them."""

    log: pd.DataFrame
    issues: pd.DataFrame
    answers: pd.DataFrame


def check(workshop: Workshop, arrival: Arrival, *, on_step: OnStep = lambda name: None) -> Checked:
    """Look at every table; leave the open issues in `data/open_issues.csv`.

    Args:
        workshop: the workspace.
        arrival: what was received.
        on_step: is called with a table and the name of each check before it is made.

    Raises:
        InputError: there is no folder of corrections.
        LogError: corrections that are no lines of a cleaning log.
    """
    decisions = read_corrections(_corrections(workshop), list(arrival.tables))
    hand = reconcile_decisions(decisions, {name: received.frame for name, received in arrival.tables.items()})
    log, found = hand.log, [hand.issues, arrival.notes]
    refuse_unknown_tables(workshop.settings.checks.rules, list(arrival.tables))
    subjects: dict[str, Subject] = {}
    for name, received in arrival.tables.items():
        corrected = Received(apply_log(received.frame, hand.log, table=name).clean, received.headings)
        parent = subjects.get(outer_table(arrival, name))
        findings = find(workshop, arrival, name, corrected, parent=parent, on_step=partial(_told, on_step, name))
        log = combine_logs(log, findings.log)
        clean = apply_log(received.frame, log, table=name).clean
        asked = arrival.questionnaire
        follows = propose_consequences(clean, log, asked.questions, table=name, decisions=hand.log)
        log = combine_logs(log, follows.log)
        found += [findings.issues, follows.issues]
        clean = put(clean, follows.log)
        subjects[name] = Subject(name, clean, asked.questions, asked.choices, received.headings, parent)
    found += [_between_lists(workshop, subjects), find_unused(workshop, arrival, subjects).issues]
    issues = _without_totals(_unanswered(ISSUES.frame(pd.concat(found)), hand.log))
    issues = weigh(workshop, arrival, {name: subject.frame for name, subject in subjects.items()}, issues)
    answers = answers_in_words(workshop, subjects)
    issues = ISSUES.frame(pd.concat([issues, check_comments(workshop, arrival, answers)]))
    write_csv(workshop.path("data", OPEN_ISSUES), issues)
    return Checked(log, issues, answers)


def _without_totals(issues: pd.DataFrame) -> pd.DataFrame:
    """Leave out what else is wrong with a row of totals, until a person has said that it is none."""
    place = pd.MultiIndex.from_frame(issues[["table", "row_id"]])
    totals = place.isin(place[issues["check"].eq("totals_row")])
    return issues[~totals | issues["check"].eq("totals_row").to_numpy()]


def _corrections(workshop: Workshop) -> Path:
    folder = workshop.path(workshop.settings.cleaning.corrections)
    if not folder.is_dir():
        what = say("The folder of corrections does not exist.")
        remedy = say("Make it, even if it stays empty, or correct «corrections» in workshop.toml.")
        raise InputError(Problem(what, file=workshop.settings.cleaning.corrections, remedy=remedy))
    return folder


def _told(on_step: OnStep, table: str, check: str) -> None:
    on_step(f"{table}: {check}")


def find(
    workshop: Workshop,
    arrival: Arrival,
    table: str,
    received: Received,
    *,
    parent: Subject | None = None,
    on_step: OnStep = lambda name: None,
) -> Findings:
    """Run every check on one table; each sees what the ones before it proposed.

    Args:
        workshop: holds the thresholds.
        arrival: holds the questions.
        table: the table.
        received: its rows as the corrections leave them.
        parent: of a repeat group, the clean table that its rows belong to.
        on_step: is called with the name of each check before it is made.
    """
    severity = workshop.settings.cleaning.unknown_names
    types = agency_type_spellings(_own_types(workshop))
    frame, parts = received.frame, [check_repeated_ids(_id_field(workshop, received, table))]
    by_register = partial(propose_agencies, register=arrival.agencies, on=workshop.settings.workshop.start)
    if table == "activities":
        recorded = Subject(table, frame, headings=received.headings)
        parts.append(propose_activities(recorded, needs=arrival.needs, agencies=arrival.agencies))
        frame = apply_log(frame, parts[-1].log, table=table).clean
    for propose, field in ((propose_countries, "country"), (by_register, "agency")):
        if field in frame and (field, table) != ("country", "activities"):
            parts.append(propose(_field(table, field, frame, received), severity=severity))
            frame = apply_log(frame, parts[-1].log, table=table).clean
    if "country" in frame and table in PEOPLE:
        parts.append(check_blank_countries(_field(table, "country", frame, received)))
    if "agency_type" in frame:
        parts.append(propose_agency_types(_field(table, "agency_type", frame, received), types, severity=severity))
    if (people := workshop.settings.checks.repeated_people).on:
        listed = Subject(table, frame, headings=received.headings)
        parts.append(check_repeated_people(listed, severity=people.severity, chance=people.chance))
    asked, checks = arrival.questionnaire, workshop.settings.checks
    subject = Subject(table, frame, asked.questions, asked.choices, received.headings, parent)
    if is_asked(arrival, table):
        parts.append(propose_codes(subject))
        subject = replace(subject, frame=apply_log(frame, parts[-1].log, table=table).clean)
    if table == "evaluation" and workshop.settings.evaluation:
        parts.append(check_evaluation_answers(subject, workshop.settings.evaluation))
    parts.append(check_all(subject, checks, given=_read_beside(workshop, arrival), on_step=on_step))
    return together([*parts, check_rules(subject, checks.rules)])


def _between_lists(workshop: Workshop, subjects: Mapping[str, Subject]) -> pd.DataFrame:
    """List the forms that may be a participant's, where there is a list of participants."""
    people = workshop.settings.checks.repeated_people
    if not people.on or not set(PEOPLE) <= set(subjects):
        return ISSUES.frame([])
    listed = subjects["participants"].frame
    return check_unlinked_forms(subjects["responses"], listed, severity=people.severity, chance=people.chance).issues


def _read_beside(workshop: Workshop, arrival: Arrival) -> dict[str, dict[str, Any]]:
    """Read what checks need beside the tables: names of participants, audit files, how many forms were planned."""
    checks, files = workshop.settings.checks, dict[str, dict[str, Any]]()
    source = workshop.settings.sources["responses"]
    named = source.columns if source.all_forms else arrival.tables["responses"].frame.columns
    files["not_in_form"] = {"known": list(named)}
    files["test_forms"] = {"names": {each.text for each in arrival.agencies.names}}
    people = arrival.tables.get("participants")
    if people and "name" in people.frame:
        files["personal_data"] = {"names": people.frame["name"].dropna().unique().tolist()}
    if checks.duration.on and checks.duration.audit:
        files["duration"] = {"events": read_audit(workshop.path(checks.duration.audit), shown=checks.duration.audit)}
    if checks.sample_frame.on and checks.sample_frame.file:
        files["sample_frame"] = {"plan": read_register_file(workshop.path(checks.sample_frame.file))}
    return files


def _unanswered(issues: pd.DataFrame, hand: pd.DataFrame) -> pd.DataFrame:
    """Issues but those whose cell a person decided to keep."""
    answered = pd.MultiIndex.from_frame(issues[CELL]).isin(pd.MultiIndex.from_frame(decided(hand)))
    return issues[~answered].reset_index(drop=True)


def _field(table: str, name: str, frame: pd.DataFrame, received: Received) -> Field:
    return Field(table, name, frame, received.headings.get(name, name))


def _id_field(workshop: Workshop, received: Received, table: str) -> Field:
    heading = next((squashed(source.id) for name, source in workshop.settings.sources.items() if name == table), "")
    name = next((field for field, head in received.headings.items() if heading and head == heading), "")
    return Field(table, name, received.frame, heading)


def _own_types(workshop: Workshop) -> dict[str, list[str]]:
    own = workshop.settings.agency_types
    return {code: [code, *kind.label.values(), *kind.spellings] for code, kind in own.items()}
