"""The choice lists of a converted questionnaire, those of its sheets and those of files that lie beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from needs_analysis.errors import Problem
from needs_analysis.language import say
from needs_analysis.reading.form.question_types import CHOOSING
from needs_analysis.reading.form.sheets import EXTERNAL, SURVEY, Sheets
from needs_analysis.reading.form.survey import Asked, words_of
from needs_analysis.reading.form.validity import Element
from needs_analysis.reading.grid import read_grid

FILES = (".csv", ".xml", ".geojson")
NOT_COLUMNS = ("name", "label", "list name", "media", "sms_option")


@dataclass(frozen=True)
class Choice:
    """A choice: its code, its label by language, and what further columns of its sheet say about it."""

    code: str
    labels: dict[str, str]
    columns: dict[str, str] = field(default_factory=dict)


Lists = dict[str, list[Choice]]


def list_choices(survey: Element, sheets: Sheets, *, language: str) -> Lists:
    """Give every list of the sheets choices and external_choices, in their order.

    A list of external_choices whose name the sheet choices has too is called after its sheet.

    Args:
        survey: the questionnaire as pyxform understands it.
        sheets: the sheets it was read from.
        language: the language of labels that name none.
    """
    lists = {name: _choices(rows, language) for name, rows in survey.get("choices", {}).items()}
    for name, rows in _external(sheets).items():
        lists[external_name(name, lists)] = _choices(rows, language)
    return lists


def external_name(name: str, lists: Iterable[str]) -> str:
    """Name a list of external_choices.

    >>> external_name("city", ["state"]), external_name("city", ["city"])
    ('city', 'external_choices/city')
    """
    return f"{EXTERNAL}/{name}" if name in lists else name


def list_of(asked: Asked, survey: Element, lists: Lists) -> str:
    """Name the list that a question offers; blank where it offers none, or one that we do not have."""
    name = str(asked.element.get("itemset", "")) if asked.type in CHOOSING else ""
    if asked.element["type"] == "select one external":
        name = external_name(name, survey.get("choices", {}))
    return name if name in lists else ""


def read_listed_files(asked: Iterable[Asked], folder: Path, *, shown: str) -> tuple[Lists, list[Problem]]:
    """Read the choices that stand in CSV files beside the questionnaire (select_one_from_file).

    Args:
        asked: the questions.
        folder: where the questionnaire lies.
        shown: how messages name the questionnaire.

    Returns:
        The lists by the files' names, and a note for each file whose choices are not known.

    Raises:
        InputError: such a file cannot be read.
    """
    files = {str(each.element.get("itemset", "")): each for each in asked if each.type in CHOOSING}
    files = {name: each for name, each in files.items() if Path(name).suffix in FILES}
    lists = {name: _listed(folder, name, each.element.get("parameters", {})) for name, each in files.items()}
    remedy = say("Put the file beside the questionnaire, as CSV with columns «name» and «label».")
    notes = []
    for name in (name for name, found in lists.items() if not found):
        what = say("The choices in «{file}» are not known, so answers are not compared with them.", file=name)
        notes.append(Problem(what, shown, SURVEY, files[name].row, "type", remedy))
    return {name: found for name, found in lists.items() if found}, notes


def _listed(folder: Path, name: str, parameters: Mapping[str, str]) -> list[Choice]:
    """Read a file of choices; a name that leads out of the folder is no such file."""
    path = folder / name
    if path.suffix != ".csv" or path.name != name or "\\" in name or not path.is_file():
        return []
    grid, _ = read_grid(path, shown=name)
    head = [cell.strip() for cell in grid[0]]
    value, label = parameters.get("value", "name"), parameters.get("label", "label")
    rows = [dict(zip(head, map(str.strip, cells), strict=False)) for cells in grid[1:]]
    named = [{**row, "name": row[value], "label": row.get(label, "")} for row in rows if row.get(value)]
    return _choices(named, "")


def _choices(rows: Iterable[Mapping[str, Any]], language: str) -> list[Choice]:
    return [Choice(str(row["name"]), words_of(row.get("label"), language), _columns(row)) for row in rows]


def _columns(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name not in NOT_COLUMNS and isinstance(cell, str)}


def _external(sheets: Sheets) -> dict[str, list[dict[str, Any]]]:
    from pyxform.aliases import list_header
    from pyxform.parsing.sheet_headers import dealias_and_group_headers
    from pyxform.question import Option

    lists: dict[str, list[dict[str, Any]]] = {}
    if not sheets.rows.get(EXTERNAL):
        return lists
    found = dealias_and_group_headers(
        sheet_name=EXTERNAL,
        sheet_data=sheets.rows[EXTERNAL],
        sheet_header=[dict.fromkeys(sheets.headings[EXTERNAL])],
        header_aliases=list_header,
        header_columns=set(Option.get_slot_names()),
    )
    for row in found.data:
        if row.get("list name") and row.get("name"):
            lists.setdefault(row["list name"], []).append(row)
    return lists
