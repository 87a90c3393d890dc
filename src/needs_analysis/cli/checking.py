"""The step `check`: which cells need a code, and which need a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from needs_analysis.checks.rules import refuse_unknown_tables
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.unlinked_forms import check_unlinked_forms
from needs_analysis.cleaning.combine import CELL, decided
from needs_analysis.cleaning.corrections import read_corrections
from needs_analysis.cleaning.reconciliation import reconcile_decisions
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.commenting import answers_in_words, check_comments
from needs_analysis.cli.looking import OnStep, check_table
from needs_analysis.cli.repeat_groups import outer_table
from needs_analysis.cli.telling import OPEN_ISSUES
from needs_analysis.cli.unused import find_unused
from needs_analysis.cli.weighing import weigh
from needs_analysis.columns import ISSUES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_csv

PEOPLE = ("participants", "responses")


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
    decisions = read_corrections(corrections_of(workshop), list(arrival.tables))
    hand = reconcile_decisions(decisions, {name: received.frame for name, received in arrival.tables.items()})
    log, found = hand.log, [hand.issues, arrival.notes]
    refuse_unknown_tables(workshop.settings.checks.rules, list(arrival.tables))
    subjects: dict[str, Subject] = {}
    for name in arrival.tables:
        parent = subjects.get(outer_table(arrival, name))
        told = partial(_told, on_step, name)
        subjects[name], log, issues = check_table(workshop, arrival, name, log=log, parent=parent, on_step=told)
        found.append(issues)
    found += [_between_lists(workshop, subjects), find_unused(workshop, arrival, subjects).issues]
    issues = without_totals(unanswered(ISSUES.frame(pd.concat(found)), hand.log))
    issues = weigh(workshop, arrival, {name: subject.frame for name, subject in subjects.items()}, issues)
    answers = answers_in_words(workshop, subjects)
    issues = ISSUES.frame(pd.concat([issues, check_comments(workshop, arrival, answers)]))
    write_csv(workshop.path("data", OPEN_ISSUES), issues)
    return Checked(log, issues, answers)


def without_totals(issues: pd.DataFrame) -> pd.DataFrame:
    """Leave out what else is wrong with a row of totals, until a person has said that it is none."""
    place = pd.MultiIndex.from_frame(issues[["table", "row_id"]])
    totals = place.isin(place[issues["check"].eq("totals_row")])
    return issues[~totals | issues["check"].eq("totals_row").to_numpy()]


def corrections_of(workshop: Workshop) -> Path:
    """Give the folder of corrections.

    Raises:
        InputError: there is none.
    """
    folder = workshop.path(workshop.settings.cleaning.corrections)
    if not folder.is_dir():
        what = say("The folder of corrections does not exist.")
        remedy = say("Make it, even if it stays empty, or correct «corrections» in workshop.toml.")
        raise InputError(Problem(what, file=workshop.settings.cleaning.corrections, remedy=remedy))
    return folder


def _told(on_step: OnStep, table: str, check: str) -> None:
    on_step(f"{table}: {check}")


def _between_lists(workshop: Workshop, subjects: Mapping[str, Subject]) -> pd.DataFrame:
    """List the forms that may be a participant's, where there is a list of participants."""
    people = workshop.settings.checks.repeated_people
    if not people.on or not set(PEOPLE) <= set(subjects):
        return ISSUES.frame([])
    listed = subjects["participants"].frame
    return check_unlinked_forms(subjects["responses"], listed, severity=people.severity, chance=people.chance).issues


def unanswered(issues: pd.DataFrame, hand: pd.DataFrame) -> pd.DataFrame:
    """Give the issues but those whose cell a person decided to keep."""
    answered = pd.MultiIndex.from_frame(issues[CELL]).isin(pd.MultiIndex.from_frame(decided(hand)))
    return issues[~answered].reset_index(drop=True)
