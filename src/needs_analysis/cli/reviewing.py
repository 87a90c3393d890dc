"""The step `accept`: a review workbook that came back becomes lines of the corrections."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.checks.evidence import say_evidence
from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.corrections import EVERYWHERE, read_corrections
from needs_analysis.cleaning.review.answers import Allowed
from needs_analysis.cleaning.review.comments_returned import ReturnedComment
from needs_analysis.cleaning.review.items import review_items
from needs_analysis.cleaning.review.returned import read_filled, read_review
from needs_analysis.cleaning.review.workbook import write_review
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.checking import Checked
from needs_analysis.cli.commenting import ask_comments, changed_comments, keep_comments
from needs_analysis.cli.telling import REVIEW
from needs_analysis.columns import LOG
from needs_analysis.errors import InputError, LogError, Problem
from needs_analysis.language import say
from needs_analysis.people.wording import explain_evidence
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_csv

OF_PEOPLE = ("repeated_person", "unlinked_form")


def ask(workshop: Workshop, arrival: Arrival, checked: Checked) -> Path:
    """Write what is open to `data/review.xlsx`; decisions filled in there and not yet accepted stay.

    A further sheet lists the answers in words, for a person to release some of them.

    Raises:
        LogError: a file of that name is no review workbook.
    """
    path = workshop.path("data", REVIEW)
    tables = {name: received.frame for name, received in arrival.tables.items()}
    asked = arrival.questionnaire
    items = review_items(_in_words(checked.issues), checked.log, tables)
    allowed = Allowed(asked.questions, asked.choices, arrival.agencies)
    comments = ask_comments(workshop, arrival, checked.answers, path)
    return write_review(path, items, tables, allowed=allowed, filled=read_filled(path), comments=comments)


def _in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Say in words why two rows may be one person, and what else was measured."""
    of_people = issues["check"].isin(OF_PEOPLE)
    told = issues["evidence"].mask(of_people, issues["evidence"][of_people].map(explain_evidence))
    return issues.assign(evidence=told.where(of_people | told.isna(), told.fillna("").map(say_evidence)))


def accept(workshop: Workshop, path: Path | None = None) -> dict[Path, int]:
    """Check a workbook; add its decisions to the corrections, as a CSV file of their own, and keep what it releases.

    Args:
        workshop: the workspace.
        path: the workbook; `data/review.xlsx` unless another is named.

    Returns:
        File that was written → how many of its lines are new; nothing where the workbook holds no new answer.

    Raises:
        InputError: there is no such workbook.
        LogError: every cell that cannot be right.
    """
    path = path or workshop.path("data", REVIEW)
    if not path.is_file():
        remedy = say("Make it with: needs-analysis check")
        raise InputError(Problem(say("There is no review workbook."), file=path.name, remedy=remedy))
    folder = workshop.path(workshop.settings.cleaning.corrections)
    decisions, comments = _both_sheets(workshop, path)
    return _keep(folder, decisions) | keep_comments(folder, comments)


def _both_sheets(workshop: Workshop, path: Path) -> tuple[pd.DataFrame, list[ReturnedComment]]:
    """Read the questions and the comments, so that what is wrong with either is said together."""
    problems: list[Problem] = []
    decisions, comments = LOG.frame([]), list[ReturnedComment]()
    try:
        decisions = read_review(path)
    except LogError as error:
        problems += error.problems
    try:
        comments = changed_comments(workshop, path)
    except LogError as error:
        problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise LogError(problems)
    return decisions, comments


def _keep(folder: Path, decisions: pd.DataFrame) -> dict[Path, int]:
    """Write the decisions that are new, as the next file of the corrections."""
    new = decisions[~_said(decisions).isin(_said(read_corrections(folder)))]
    if new.empty:
        return {}
    taken = {file.name for file in folder.glob("review-*.csv")}
    name = next(name for n in range(1, len(taken) + 2) if (name := f"review-{n:03}.csv") not in taken)
    return {write_csv(folder / name, new[LOG.names].drop(columns="cause")): len(new)}


def _said(decisions: pd.DataFrame) -> pd.MultiIndex:
    """Give what decisions say; where one is about every row, the value it is about is part of it."""
    about = decisions["old_value"].where(decisions["row_id"].eq(EVERYWHERE))
    return pd.MultiIndex.from_frame(decisions[[*CELL, "action", "new_value"]].assign(about=about).fillna(""))
