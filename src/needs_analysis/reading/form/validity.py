"""Whether a questionnaire is a valid XLSForm: pyxform, which KoboToolbox and ODK use, says so, and we say where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.reading.form.sheets import CHOICES, EXTERNAL, ROW, SURVEY, Row, Sheets

Element = dict[str, Any]

_ROW = re.compile(r"^\[row : (\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet|for sheet: '(\w+)'")
_COLUMN = re.compile(r"the '([^']+)' value")
_LIST = re.compile(r"List name not in (external )?choices sheet: (\S+)")
_LOOKED_FOR = (
    (re.compile(r"Unknown question type '([^']*)'"), SURVEY, "type"),
    (re.compile(r"survey element named '([^']+)'"), SURVEY, "name"),
    (re.compile(r"See \[(.+)\] in \[(.+)\]"), CHOICES, "name"),
)
_SEVERAL = re.compile(r"\n(?=\[row : )")


@dataclass(frozen=True)
class Converted:
    """A questionnaire as pyxform understands it: survey, groups and questions nested, and what it warns of."""

    survey: Element
    warnings: tuple[Problem, ...]


def convert(sheets: Sheets, *, shown: str) -> Converted:
    """Convert a questionnaire as KoboToolbox and ODK do, up to the form that a telephone opens.

    Args:
        sheets: the sheets of the questionnaire.
        shown: how messages name it.

    Raises:
        InputError: pyxform refuses it; with its message, and the sheet, row and column that the message names.
    """
    from pyxform.errors import PyXFormError

    warnings: list[str] = []
    try:
        survey = _converted(sheets, PurePath(shown).stem, warnings)
    except PyXFormError as error:
        raise InputError([_refusal(part, sheets, shown) for part in _SEVERAL.split(str(error))]) from error
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InputError(_refusal(f"{type(error).__name__}: {error}", sheets, shown)) from error
    return Converted(survey, tuple(_placed(warning, shown) for warning in warnings))


def _converted(sheets: Sheets, name: str, warnings: list[str]) -> Element:
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    rows: dict[str, list[Row]] = {**sheets.rows, SURVEY: sheets.numbered_survey()}
    headings = {
        sheet: [*names, ROW] if sheet == SURVEY and names else names for sheet, names in sheets.headings.items()
    }
    heads = {f"{sheet}_header": [dict.fromkeys(names)] for sheet, names in headings.items() if names}
    definition = DefinitionData(sheet_names=sheets.names, fallback_form_name=name, **rows, **heads)
    survey: Element = workbook_to_json(definition, fallback_form_name=name, warnings=warnings)
    create_survey_element_from_dict(survey).to_xml(validate=False, pretty_print=False, warnings=warnings)
    return survey


def _refusal(message: str, sheets: Sheets, shown: str) -> Problem:
    """Say what pyxform refuses and where; what it names without a place is looked for."""
    rest, place = _place(message)
    what = say("The questionnaire is not a valid XLSForm: {message}", message=rest)
    if found := _LIST.search(message):
        sheet = EXTERNAL if found[1] else CHOICES
        lists = {cell for row in sheets.rows.get(sheet, []) for head, cell in row.items() if _names_lists(head)}
        hint = nearest(found[2], sorted(lists))
        what = say("Choice list «{name}» is not in the sheet {sheet}{hint}", name=found[2], sheet=sheet, hint=hint)
        return Problem(what, shown, SURVEY, place["row"], "type")
    for pattern, sheet, column in _LOOKED_FOR:
        if found := pattern.search(message):
            rows = sheets.rows_with(sheet, *found.groups())
            return Problem(what, shown, sheet, ", ".join(map(str, rows)) or None, column)
    return Problem(what, shown, **place)


def _names_lists(heading: str) -> bool:
    return "_".join(heading.split()).lower() == "list_name"


def _placed(message: str, shown: str) -> Problem:
    rest, place = _place(message)
    return Problem(rest, shown, **place)


def _place(message: str) -> tuple[str, dict[str, Any]]:
    """Take the row off the beginning of a message, and look for the sheet and the column in the rest."""
    row, sheet, column = (pattern.search(message) for pattern in (_ROW, _SHEET, _COLUMN))
    named = next(filter(None, sheet.groups()), "") if sheet else ""
    place = {
        "sheet": named or (SURVEY if row else ""),
        "row": int(row[1]) if row else None,
        "column": column[1] if column and named else "",
    }
    return _ROW.sub("", message).strip(), place
