"""A questionnaire as declared tables: what is asked, in which words, and which answers are allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pandas as pd

from needs_analysis.columns import CHOICE_LABELS, QUESTION_LABELS, QUESTIONS
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.form.answers import table_of_choices
from needs_analysis.reading.form.choices import Lists, list_choices, list_of, read_listed_files
from needs_analysis.reading.form.question_rows import (
    Row,
    choice_label_rows,
    label_rows,
    question_row,
    reads_any,
    unread_columns,
    words_asked,
)
from needs_analysis.reading.form.sheets import SURVEY, Sheets, read_sheets
from needs_analysis.reading.form.survey import NO_LANGUAGE, Asked, list_asked
from needs_analysis.reading.form.validity import Element, convert
from needs_analysis.workshop import SourceName


@dataclass(frozen=True)
class Form:
    """A questionnaire, or several versions of one.

    Attributes:
        questions: the declared table of questions, in the order of the questionnaire.
        labels: their words in each language.
        choices: every answer of every list, in every spelling.
        choice_labels: the words of each answer in each language.
        id: what the form calls itself.
        version: its version; blank where it names none.
        language: the language it opens in; blank where it names none.
        warnings: what a person should know about it; pyxform's own warnings come first.
    """

    questions: pd.DataFrame
    labels: pd.DataFrame
    choices: pd.DataFrame
    choice_labels: pd.DataFrame = field(default_factory=lambda: CHOICE_LABELS.frame([]))
    id: str = ""
    version: str = ""
    language: str = ""
    warnings: tuple[Problem, ...] = ()


def read_form(path: Path, *, shown: str = "") -> Form:
    """Read an XLSForm.

    Questions are all rows that hold data: calculated and hidden fields and what a telephone notes by itself too, notes
    and groups not. A question whose name stands in several groups of a table is called by its groups and its name.

    Args:
        path: a workbook, or a text file with all sheets below one another.
        shown: how messages name it; blank means by its name.

    Raises:
        InputError: the file cannot be read, is no valid XLSForm, or has a list whose ratings would be misunderstood.
    """
    shown = shown or path.name
    sheets = read_sheets(path, shown=shown)
    converted = convert(sheets, shown=shown)
    survey, language = converted.survey, str(converted.survey.get("default_language", ""))
    language = "" if language == NO_LANGUAGE else language
    asked = list_asked(survey)
    _refuse_taken_names(asked, shown)
    files, unknown = read_listed_files(asked, path.parent, shown=shown)
    lists = list_choices(survey, sheets, language=language) | files
    questions, labels = _tables(asked, survey, lists, sheets, language=language)
    rating = questions.loc[questions["need"].notna() & questions["measure"].notna(), "choices"].dropna()
    choices, notes = table_of_choices(lists, rating, sheets, shown=shown)
    return Form(
        questions,
        labels,
        choices,
        CHOICE_LABELS.frame(pd.DataFrame(choice_label_rows(lists), columns=CHOICE_LABELS.names)),
        id=str(survey.get("id_string", "")),
        version=str(survey.get("version", "")),
        language=language,
        warnings=(*converted.warnings, *unknown, *notes),
    )


def _tables(
    asked: Sequence[Asked], survey: Element, lists: Lists, sheets: Sheets, *, language: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the tables of questions and of their labels."""
    rows: list[Row] = []
    labels: list[Row] = []
    written = sheets.as_written
    for each in asked:
        words, choices = words_asked(each, written, language=language), list_of(each, survey, lists)
        row = question_row(each, choices, words, language=language)
        if reads_any(str(row["choice_filter"]), unread_columns(lists.get(choices, []))):
            row["choice_filter"] = ""
        rows.append(row)
        labels += label_rows(each, words)
    return (
        QUESTIONS.frame(pd.DataFrame(rows, columns=QUESTIONS.names)),
        QUESTION_LABELS.frame(pd.DataFrame(labels, columns=QUESTION_LABELS.names)),
    )


def _refuse_taken_names(asked: Sequence[Asked], shown: str) -> None:
    """Refuse repeat groups that are called as a source is: their tables could not be told apart."""
    taken = dict.fromkeys(
        each.table for each in asked if each.table in get_args(SourceName) and each.table in each.groups
    )
    remedy = say("Rename it, in a copy of the questionnaire and in the export.")
    if taken:
        what = say("A repeat group may not be called as a source is: {names}.", names=", ".join(taken))
        raise InputError(Problem(what, shown, SURVEY, column="name", remedy=remedy))
