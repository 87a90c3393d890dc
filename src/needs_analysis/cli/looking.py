"""One table looked at: every check on it, the log with what they propose, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

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
from needs_analysis.checks.rules import check_rules
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.changed_rows import put
from needs_analysis.cleaning.combine import combine_logs
from needs_analysis.cleaning.consequences import propose_consequences
from needs_analysis.cleaning.log import apply_log
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.repeat_groups import is_asked
from needs_analysis.cli.wording import lists_of
from needs_analysis.columns import ISSUES
from needs_analysis.reading.audit import read_audit
from needs_analysis.reading.questions import Questionnaire
from needs_analysis.reading.table import Received
from needs_analysis.registers.agency_types import agency_type_spellings
from needs_analysis.registers.files import read_register_file
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Workshop

PEOPLE = ("participants", "responses")
OnStep = Callable[[str], None]


class TableChecked(NamedTuple):
    """A table as the log leaves it, the log with its rows, and its issues."""

    subject: Subject
    log: pd.DataFrame
    issues: pd.DataFrame


def check_table(
    workshop: Workshop,
    arrival: Arrival,
    name: str,
    *,
    log: pd.DataFrame,
    parent: Subject | None = None,
    on_step: OnStep = lambda name: None,
) -> TableChecked:
    """Look at one table, and add to the log what is proposed and what follows.

    Args:
        workshop: the workspace.
        arrival: what was received.
        name: the table.
        log: what people decided about the tables, and what was proposed for others.
        parent: of a repeat group, the clean table that its rows belong to.
        on_step: is called with the name of each check before it is made.
    """
    received, asked = arrival.tables[name], arrival.questionnaire
    hand = log[log["table"].eq(name)]
    corrected = Received(apply_log(received.frame, hand, table=name).clean, received.headings)
    findings = find(workshop, arrival, name, corrected, parent=parent, on_step=on_step)
    log = combine_logs(log, findings.log)
    clean = apply_log(received.frame, log, table=name).clean
    follows = propose_consequences(clean, log, asked.questions, table=name, decisions=hand)
    clean = put(clean, follows.log)
    subject = Subject(name, clean, asked.questions, asked.choices, received.headings, parent)
    return TableChecked(subject, combine_logs(log, follows.log), ISSUES.stack([findings.issues, follows.issues]))


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
    asked, checks = arrival.questionnaire, workshop.settings.checks
    frame, parts = received.frame, [check_repeated_ids(id_field(workshop, received, table))]
    by_register = partial(propose_agencies, register=arrival.agencies, on=workshop.settings.workshop.start)
    if table == "activities":
        recorded = Subject(table, frame, headings=received.headings)
        parts.append(propose_activities(recorded, needs=arrival.needs, agencies=arrival.agencies))
        frame = apply_log(frame, parts[-1].log, table=table).clean
    for propose, field in ((propose_countries, "country"), (by_register, "agency")):
        if field in frame and (field, table) != ("country", "activities"):
            named = replace(_field(table, field, frame, received), meanings=_meanings(asked, table, field))
            parts.append(propose(named, severity=severity))
            frame = apply_log(frame, parts[-1].log, table=table).clean
    if "country" in frame and table in PEOPLE:
        parts.append(check_blank_countries(_field(table, "country", frame, received)))
    if "agency_type" in frame:
        parts.append(propose_agency_types(_field(table, "agency_type", frame, received), types, severity=severity))
    if (people := checks.repeated_people).on:
        listed = Subject(table, frame, headings=received.headings)
        parts.append(check_repeated_people(listed, severity=people.severity, chance=people.chance))
    subject = Subject(table, frame, asked.questions, asked.choices, received.headings, parent)
    if is_asked(arrival, table):
        parts.append(propose_codes(subject))
        subject = replace(subject, frame=apply_log(frame, parts[-1].log, table=table).clean)
    if table == "evaluation" and workshop.settings.evaluation:
        parts.append(check_evaluation_answers(subject, workshop.settings.evaluation))
    parts.append(check_all(subject, checks, given=read_beside(workshop, arrival), on_step=on_step))
    return together([*parts, check_rules(subject, checks.rules)])


def read_beside(workshop: Workshop, arrival: Arrival) -> dict[str, dict[str, Any]]:
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


def _field(table: str, name: str, frame: pd.DataFrame, received: Received) -> Field:
    return Field(table, name, frame, received.headings.get(name, name))


def _meanings(asked: Questionnaire, table: str, field: str) -> dict[str, list[str]]:
    """Give the labels of each code that a questionnaire offers in a field."""
    mine = asked.questions[asked.questions["table"].eq(table) & asked.questions["field"].eq(field)]
    there = set(asked.choices["choices"])
    lists = [name for named in mine["choices"].dropna() for name in lists_of(named, there)]
    offered = asked.choices[asked.choices["choices"].isin(lists) & asked.choices["code"].ne(asked.choices["label"])]
    return {str(code): rows.tolist() for code, rows in offered.dropna(subset=["label"]).groupby("code")["label"]}


def id_field(workshop: Workshop, received: Received, table: str) -> Field:
    """Give the field that holds the ids of a table's rows, before reading made them unique."""
    heading = next((squashed(source.id) for name, source in workshop.settings.sources.items() if name == table), "")
    name = next((field for field, head in received.headings.items() if heading and head == heading), "")
    return Field(table, name, received.frame, heading)


def _own_types(workshop: Workshop) -> dict[str, list[str]]:
    own = workshop.settings.agency_types
    return {code: [code, *kind.label.values(), *kind.spellings] for code, kind in own.items()}
