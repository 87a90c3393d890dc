"""A small form with groups, several choices and nested repeats, and what its exports are written with."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pandas as pd

from needs_analysis.columns import CHOICES, QUESTION_LABELS, QUESTIONS
from needs_analysis.workshop import Source

ASKED = [
    ("responses", "country", "select_one", "countries", "", "Country?", "Страна?"),
    ("responses", "n1", "select_one", "scale", "needs", "Radios?", "Радио?"),
    ("responses", "tools", "select_multiple", "tools", "needs/means", "Which tools?", "Какие средства?"),
    ("responses", "tools_other", "text", "", "needs/means", "Other (specify)", "Другое (укажите)"),
    ("responses", "end_other", "text", "", "closing", "Other (specify)", "Другое (укажите)"),
    ("post", "post_name", "text", "", "post", "Name of the post?", "Название поста?"),
    ("guard", "rank", "text", "", "post/guard", "Rank?", "Звание?"),
]
SPELLED = [("tools", "radio", "Radio", "Радио"), ("tools", "car", "Car", "Автомобиль"), ("scale", "1", "Low", "Низкая")]


@dataclass
class Form:
    """A questionnaire as reading an export sees it."""

    questions: pd.DataFrame
    labels: pd.DataFrame
    choices: pd.DataFrame
    asked: dict[str, str] = field(default_factory=dict)


def small_form(**needs: str) -> Form:
    """The form; the arguments say which field asks about which need."""
    rows = [dict(zip(("table", "field", "type", "choices", "group", "label"), each[:6], strict=True)) for each in ASKED]
    words = [
        {"table": each[0], "field": each[1], "language": language, "label": each[at]}
        for each in ASKED
        for at, language in ((5, "English (en)"), (6, "Russian (ru)"))
    ]
    spelled = [
        {"choices": name, "code": code, "label": label} for name, code, *labels in SPELLED for label in (code, *labels)
    ]
    questions = [row | {"need": needs.get(row["field"], "")} for row in rows]
    return Form(QUESTIONS.frame(questions), QUESTION_LABELS.frame(words), CHOICES.frame(spelled))


def workshop(root: Path, **source: Any) -> Any:
    """A workspace with nothing but the settings of its responses."""
    keys = {"file": "a.xlsx", "form": "form.xlsx", "id": "_id"} | source
    settings = SimpleNamespace(sources={"responses": Source.model_validate(keys)})
    return SimpleNamespace(settings=settings, path=lambda *parts: root.joinpath(*parts))


def write_book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write a workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_csv(path: Path, rows: list[list[object]]) -> Path:
    """Write a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
