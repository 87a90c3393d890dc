"""The step `accept`: a review workbook that came back becomes lines of the corrections."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.corrections import EVERYWHERE, read_corrections
from needs_analysis.cleaning.review.answers import Allowed
from needs_analysis.cleaning.review.items import review_items
from needs_analysis.cleaning.review.returned import read_filled, read_review
from needs_analysis.cleaning.review.workbook import write_review
from needs_analysis.cli.arrival import Arrival
from needs_analysis.columns import LOG
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.people.wording import explain_evidence
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_csv

REVIEW = "review.xlsx"
OF_PEOPLE = ("repeated_person", "unlinked_form")


def ask(workshop: Workshop, arrival: Arrival, issues: pd.DataFrame, log: pd.DataFrame) -> Path:
    """Write what is open to `data/review.xlsx`; decisions filled in there and not yet accepted stay.

    Raises:
        LogError: a file of that name is no review workbook.
    """
    path = workshop.path("data", REVIEW)
    tables = {name: received.frame for name, received in arrival.tables.items()}
    asked = arrival.questionnaire
    items = review_items(_in_words(issues), log, tables)
    allowed = Allowed(asked.questions, asked.choices, arrival.agencies)
    return write_review(path, items, tables, allowed=allowed, filled=read_filled(path))


def _in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Say in words why two rows may be one person; what else was measured stays as it is."""
    of_people = issues["check"].isin(OF_PEOPLE)
    return issues.assign(
        evidence=issues["evidence"].mask(of_people, issues["evidence"][of_people].map(explain_evidence))
    )


def accept(workshop: Workshop, path: Path | None = None) -> tuple[int, Path | None]:
    """Check a workbook and add its decisions to the corrections, as a CSV file of their own.

    Args:
        workshop: the workspace.
        path: the workbook; `data/review.xlsx` unless another is named.

    Returns:
        How many lines are new, and the file that holds them.

    Raises:
        InputError: there is no such workbook.
        LogError: every cell that cannot be right.
    """
    path = path or workshop.path("data", REVIEW)
    if not path.is_file():
        remedy = say("Make it with: needs-analysis check")
        raise InputError(Problem(say("There is no review workbook."), file=path.name, remedy=remedy))
    folder = workshop.path(workshop.settings.cleaning.corrections)
    decisions = read_review(path)
    new = decisions[~_said(decisions).isin(_said(read_corrections(folder)))]
    if new.empty:
        return 0, None
    taken = {file.name for file in folder.glob("review-*.csv")}
    name = next(name for n in range(1, len(taken) + 2) if (name := f"review-{n:03}.csv") not in taken)
    return len(new), write_csv(folder / name, new[LOG.names].drop(columns="cause"))


def _said(decisions: pd.DataFrame) -> pd.MultiIndex:
    """Give what decisions say; where one is about every row, the value it is about is part of it."""
    about = decisions["old_value"].where(decisions["row_id"].eq(EVERYWHERE))
    return pd.MultiIndex.from_frame(decisions[[*CELL, "action", "new_value"]].assign(about=about).fillna(""))
