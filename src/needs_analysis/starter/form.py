"""The starter questionnaire: a valid XLSForm whose columns `need` and `measure` say what each question asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from needs_analysis.starter.choices import choice_rows
from needs_analysis.starter.survey import TRANSLATED, Row, Words, survey_rows
from needs_analysis.writing import put_text, write_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook

FORM_ID = "needs_survey"


def write_form(
    path: Path,
    *,
    needs: pd.DataFrame,
    title: str,
    objectives: Mapping[str, Words] | None = None,
    countries: Sequence[str] = (),
    languages: Sequence[str] = ("en", "ru"),
) -> Path:
    """Write a questionnaire that KoboToolbox and ODK take as it is.

    It rates the importance and the capacity of every need, asks one assistance priority a theme, up to three top
    needs, and whether each objective was met.

    Args:
        path: the workbook to write.
        needs: the register of needs.
        title: the form's title.
        objectives: id → words by language.
        countries: codes of the countries that may be chosen; none means all of them.
        languages: codes of the languages to ask in; the first is the one the form opens in.

    >>> from tempfile import TemporaryDirectory
    >>> from needs_analysis.registers.needs import read_needs
    >>> with TemporaryDirectory() as folder:
    ...     write_form(Path(folder, "form.xlsx"), needs=read_needs(), title="Needs survey").name
    'form.xlsx'
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.title = title
    headings = {f"{kind}_{code}": f"{kind}::{language_name(code)}" for kind in TRANSLATED for code in languages}
    survey = survey_rows(needs, objectives=objectives or {}, languages=languages)
    columns = ["type", "name", *headings, "appearance", "constraint", "need", "measure"]
    _add_sheet(workbook, "survey", _grid(survey, columns, headings))
    choices = choice_rows(needs, countries=countries, languages=languages)
    labels = [name for name in headings if name.startswith("label_")]
    _add_sheet(workbook, "choices", _grid(choices, ["list_name", "name", *labels], headings))
    _add_sheet(workbook, "settings", _settings(title, languages[0]))
    workbook.remove(workbook.worksheets[0])
    return write_workbook(path, workbook)


def language_name(code: str) -> str:
    """Name a language as XLSForm does.

    >>> language_name("ru")
    'Russian (ru)'
    """
    from babel import Locale

    return f"{Locale(code).get_display_name('en')} ({code})"


def _grid(rows: Iterable[Row], columns: Sequence[str], headings: Mapping[str, str]) -> list[list[str]]:
    head = [headings.get(column, column) for column in columns]
    return [head, *([row.get(column, "") for column in columns] for row in rows)]


def _settings(title: str, language: str) -> list[list[str]]:
    settings = {
        "form_title": title,
        "form_id": FORM_ID,
        "version": "1",
        "default_language": language_name(language),
        "style": "pages",
    }
    return [list(settings), list(settings.values())]


def _add_sheet(workbook: Workbook, name: str, grid: list[list[str]]) -> None:
    sheet = workbook.create_sheet(name)
    for line, cells in enumerate(grid, start=1):
        for column, text in enumerate(cells, start=1):
            if text:
                put_text(sheet, (line, column), text)
    sheet.freeze_panes = "C2"
    for column in sheet.iter_cols(max_row=1):
        sheet.column_dimensions[column[0].column_letter].width = 28
