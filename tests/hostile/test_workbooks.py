"""Workbooks that we write hold texts, never formulae, whatever the texts begin with."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from needs_analysis.cleaning.review.answers import Allowed
from needs_analysis.cleaning.review.items import review_items
from needs_analysis.cleaning.review.returned import read_review
from needs_analysis.cleaning.review.workbook import write_review
from needs_analysis.cli.proposing import make_proposed_workspace
from needs_analysis.columns import CHOICES, ISSUES, LOG, QUESTIONS, RECEIVED
from needs_analysis.registers.agencies import read_agencies
from needs_analysis.registers.needs import read_needs
from needs_analysis.starter.form import write_form
from needs_analysis.starter.workspace import make_workspace
from tests.hostile.corpus import EVERY, TEXTS, seen
from tests.reading.exports import write_csv

CELL = re.compile(r"<c\b[^>]*>.*?</c>|<c\b[^>]*/>", re.DOTALL)


def cells_of(path: Path) -> list[str]:
    """The cells of every sheet, as they stand in the file."""
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode("utf-8") for name in parts.namelist() if "worksheets/sheet" in name]
    return [cell for sheet in sheets for cell in CELL.findall(sheet)]


def formulae(path: Path) -> list[str]:
    """The cells that a spreadsheet computes."""
    return [cell for cell in cells_of(path) if re.search(r"<f\b|t=\"(?:str|e)\"", cell)]


def held(path: Path) -> set[str]:
    """Every text of every sheet, as it may be compared."""
    book = load_workbook(path)
    return {seen(str(cell)) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review workbook that asks about every hostile text, and offers all of them as answers."""
    texts = [text for text in EVERY if text.strip()]
    cells: list[dict[str, object]] = [
        {"row_id": str(number), "row": number, "agency": text, "kit": text}
        for number, text in enumerate(texts, start=2)
    ]
    asked: list[dict[str, object]] = [
        {"table": "responses", "field": "kit", "severity": "review", "check": "outside_choices"}
        | {"row_id": row["row_id"], "row": row["row"], "value": text}
        | {"file": text, "sheet": text, "column": text, "suggestion": text, "evidence": text}
        for row, text in zip(cells, texts, strict=True)
    ]
    listed: list[dict[str, object]] = [
        {"choices": "kit", "code": f"k{number}", "label": text} for number, text in enumerate(texts)
    ]
    question: dict[str, object] = {"table": "responses", "field": "kit", "type": "select_one", "choices": "kit"}
    allowed = Allowed(QUESTIONS.frame([question]), CHOICES.frame(listed), read_agencies())
    table = RECEIVED.frame(cells)
    items = review_items(ISSUES.frame(asked), LOG.frame([]), {"responses": table})
    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    return write_review(path, items, {"responses": table}, allowed=allowed, filled={})


def test_a_review_workbook_holds_texts(review: Path) -> None:
    """Values, places, suggestions, context and offered answers: as typed, and none is computed."""
    assert formulae(review) == []
    shown = held(review)
    assert [text for text in TEXTS["formula"] if seen(text) and seen(text) not in shown] == []


def test_a_review_workbook_comes_back(review: Path, tmp_path: Path) -> None:
    """The lines are the questions they were: an answer to each is taken."""
    book = load_workbook(review)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    decision = headings.index("Decision") + 1
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, decision, "keep")
    book.save(tmp_path / "answered.xlsx")
    kept = read_review(tmp_path / "answered.xlsx")
    assert {text for text in EVERY if text.strip()} == set(kept["old_value"])


def test_a_starter_form_holds_texts(tmp_path: Path) -> None:
    """Its title, needs and objectives."""
    needs = read_needs().head(len(TEXTS["formula"])).copy()
    texts = (TEXTS["formula"] * 9)[: len(needs)]
    needs = needs.assign(label_en=texts, label_ru=texts)
    objectives = {"first": {"en": "=1+1", "ru": "@SUM(1,1)"}}
    path = write_form(tmp_path / "form.xlsx", needs=needs, title="=1+1", objectives=objectives)
    assert formulae(path) == []
    shown = held(path)
    assert [text for text in texts if seen(text) and not any(seen(text) in each for each in shown)] == []


@pytest.mark.parametrize("kind", TEXTS)
def test_a_proposed_workspace_quotes_headings(tmp_path: Path, kind: str) -> None:
    """`workshop.toml` made of a file whose headings and answers are hostile is TOML, and has no key more for that."""
    texts = [text for text in TEXTS[kind] if text.strip()]
    headings = ["id", "Country", *(f"{text} {number}" for number, text in enumerate(texts))]
    rows = [[str(row), "Kazakhstan", *(texts[(row + place) % 3] for place in range(len(texts)))] for row in range(9)]
    folder = tmp_path / "new"
    make_proposed_workspace(folder, [write_csv(tmp_path / "answers.csv", [headings, *rows])])
    said = tomllib.loads((folder / "workshop.toml").read_text(encoding="utf-8"))
    plain = tomllib.loads((make_workspace(tmp_path / "plain")[0].parent / "workshop.toml").read_text(encoding="utf-8"))
    assert set(said) <= {*plain, "sources"}
    named = [name for source in said.get("sources", {}).values() for name in source.get("columns", {}).values()]
    assert {seen(name) for name in named} <= {seen(heading) for heading in headings}
    assert [path for path in tmp_path.iterdir() if path.name not in ("new", "plain", "answers.csv")] == []


def test_a_copied_table_keeps_its_texts(tmp_path: Path) -> None:
    """Written by pandas and openpyxl without our guard, such a cell is a formula: the tests above can fail."""
    pd.DataFrame({"a": ["=1+1"]}).to_excel(tmp_path / "bare.xlsx", index=False)
    assert len(formulae(tmp_path / "bare.xlsx")) == 1
