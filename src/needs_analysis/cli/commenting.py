"""Answers in words: listed, asked about in the review workbook, taken in again, and given to the releases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from needs_analysis.checks.answers_in_words import list_answers
from needs_analysis.checks.named_people import People, list_people
from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.released_comments import check_released_comments, unfit_kinds
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.released_comments import DECIDED, FILE, read_released_comments, write_released_comments
from needs_analysis.cleaning.review.comments import Comment, Comments
from needs_analysis.cleaning.review.comments_returned import ReturnedComment, read_comments, wrong_comments
from needs_analysis.cli.arrival import Arrival, receive
from needs_analysis.columns import ANSWERS_IN_WORDS, ISSUES, records
from needs_analysis.errors import LogError
from needs_analysis.language import CATALOGUES
from needs_analysis.people.lone_names import ordinary_sounds
from needs_analysis.workshop import Workshop

NO_ANSWERS = ("participants", "activities")
MOST_LISTED = 2_000
LONGEST_LISTED = 10_000
Cell = tuple[str, str, str]


def answers_in_words(workshop: Workshop, subjects: Mapping[str, Subject]) -> pd.DataFrame:
    """List every answer in words of forms, repeat groups and the evaluation, as the clean tables hold them."""
    settings = workshop.settings
    by_form = bool(settings.sources["responses"].all_forms)
    rated = settings.evaluation.fields if settings.evaluation else []
    parts = [
        list_answers(subject, by_form=by_form and name != "evaluation", used=rated if name == "evaluation" else ())
        for name, subject in subjects.items()
        if name not in NO_ANSWERS
    ]
    return ANSWERS_IN_WORDS.stack(parts)


def check_comments(workshop: Workshop, arrival: Arrival, answers: pd.DataFrame) -> pd.DataFrame:
    """List the released comments that may not be shown as they are."""
    decided = read_released_comments(workshop.path(workshop.settings.cleaning.corrections))
    if decided.empty:
        return ISSUES.frame([])
    return check_released_comments(decided, answers, _listed_people(arrival), file=FILE)


def ask_comments(workshop: Workshop, arrival: Arrival, answers: pd.DataFrame, path: Path) -> Comments:
    """Give the sheet of comments: what was decided, and what is filled in at `path` and not accepted yet.

    Two thousand answers are listed at most, as many of each question; those that are decided are always among them.
    """
    before = read_released_comments(workshop.path(workshop.settings.cleaning.corrections))
    accepted = {_cell(row): row for row in records(before.fillna(""))}
    filled = {line.key: line for line in read_comments(path)}
    listed = _listed(answers, set(accepted))
    held = unfit_kinds(listed["text"].tolist(), _listed_people(arrival)) if len(listed) else []
    lines = [_line(row, kinds, accepted, filled) for row, kinds in zip(records(listed), held, strict=True)]
    return Comments(lines, workshop.settings.workshop.languages, len(answers) - len(listed))


def changed_comments(workshop: Workshop, path: Path) -> list[ReturnedComment]:
    """Give the lines of a workbook's sheet of comments that say something else than when it was written.

    Raises:
        LogError: every cell that cannot be right.
    """
    lines = [line for line in read_comments(path) if line.changed or not line.is_whole]
    people = _listed_people(receive(workshop)) if any(line.filled["release"] == "yes" for line in lines) else None
    problems = wrong_comments(lines, partial(unfit_kinds, people=people or list_people([])))
    if problems:
        raise LogError(problems)
    return lines


def keep_comments(folder: Path, lines: list[ReturnedComment]) -> dict[Path, int]:
    """Write what was decided about comments beside the corrections; answer the file and how many decisions are new."""
    before = read_released_comments(folder)
    stood = {_cell(row): row for row in records(before.fillna(""))}
    new = [line.decision for line in lines if _differs(line.decision, stood.get(_cell(line.decision)))]
    return {write_released_comments(folder, before, new): len(new)} if new else {}


def _differs(decision: Mapping[str, str], stood: Mapping[str, str] | None) -> bool:
    if stood is None:
        return any(decision[name] for name in DECIDED)
    return dict(decision) != dict(stood)


def _line(
    about: Mapping[str, str],
    held: list[str],
    accepted: Mapping[Cell, dict[str, str]],
    filled: Mapping[str, ReturnedComment],
) -> Comment:
    """Make a line: a decision that was accepted meanwhile goes before what an older workbook says."""
    row = accepted.get(_cell(about), {"text": ""})
    known = {name: row[name] if row["text"] == about["text"] else "" for name in DECIDED}
    made = Comment(about, held, known, known)
    waiting = filled.get(made.key)
    return Comment(about, held, known, waiting.filled) if waiting and waiting.accepted == known else made


def _listed(answers: pd.DataFrame, decided: set[Cell]) -> pd.DataFrame:
    """Choose the answers that a workbook can hold."""
    kept = pd.MultiIndex.from_frame(answers[CELL]).isin(list(decided))
    short = answers[answers["text"].str.len().le(LONGEST_LISTED) & ~kept]
    each = MOST_LISTED // max(1, short["item"].nunique())
    return pd.concat([answers[kept], short.groupby("item", sort=False).head(each)]).sort_index()


def _listed_people(arrival: Arrival) -> People:
    """Give the people whose names stand in any table, dropped rows among them."""
    names: list[str] = []
    for table, received in arrival.tables.items():
        subject = Subject(table, received.frame, arrival.questionnaire.questions, headings=received.headings)
        fields = {field for field, kind in kinds_by_heading(subject).items() if kind == "name"} | {"name"}
        names += [name for field in subject.known(sorted(fields)) for name in received.frame[field].dropna().unique()]
    labels = (arrival.questionnaire.labels["label"], arrival.questionnaire.choice_labels["label"])
    public = [path.read_text(encoding="utf-8") for path in sorted(CATALOGUES.glob("*.po"))]
    public += [text for column in labels for text in column.dropna().unique()]
    return list_people(names, ordinary=ordinary_sounds(public))


def _cell(row: Mapping[str, str]) -> Cell:
    return (row["table"], row["row_id"], row["field"])
