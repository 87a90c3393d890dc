"""The review workbook as it goes out: a question a line, lists of the answers allowed, everything else locked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from needs_analysis.cleaning.review.answers import Allowed, answers_allowed
from needs_analysis.cleaning.review.cell import STOP, head, letter
from needs_analysis.cleaning.review.comments import Comments, write_comments
from needs_analysis.cleaning.review.items import Item
from needs_analysis.cleaning.review.wording import ANSWERED, COLUMNS, actions, explanation, headings
from needs_analysis.language import interface, say
from needs_analysis.registers.files import read_register
from needs_analysis.writing import put_text, write_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SUGGEST_ACTIONS = ("answered_though_not_asked", "test_form")  # checks whose suggestion is an action, not a value
CONTEXT = ("name", "country", "agency", "agency_type", "position")
WIDTHS = {"key": 3, "check": 34, "place": 34, "field": 22, "value": 34, "suggestion": 40, "comment": 30}
WIDTHS |= {"decision": 18, "new_value": 34}
KEYS, ANSWERS = "keys", "answers"
Filled = Mapping[str, Mapping[str, str]]


def write_review(
    path: Path,
    items: Sequence[Item],
    tables: Mapping[str, pd.DataFrame],
    *,
    allowed: Allowed,
    filled: Filled,
    comments: Comments | None = None,
) -> Path:
    """Write the workbook.

    Args:
        path: where.
        items: what is asked, worst first.
        tables: name → table, for the columns of context.
        allowed: what says which answers each field allows.
        filled: key → decision, new value and comment that were given already and wait to be accepted.
        comments: the answers in words that may be released, for a sheet of their own.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active or workbook.create_sheet()
    sheet.title = say("Review")
    context = [name for name in CONTEXT if any(name in table for table in tables.values())]
    _header(sheet, context)
    keys = _sheet_of_keys(workbook)
    rows = {name: _known_rows(table, items, context) for name, table in tables.items()}
    lists, below = _Lists(workbook, allowed), 2
    for line, item in enumerate(items, start=2):
        row = dict.fromkeys(context, "") | rows[item.about["table"]].get(item.rows[0], {})
        _line(sheet, line, _cells(item, filled.get(item.key, {})) | row)
        number = lists.number_of(item.about["field"], row.get("country", ""))
        _offer(sheet, line, lists.range_of(number))
        _keep_key(keys, item, number, first=below)
        below += len(item.targets)
    _finish(workbook, sheet, len(items), len(COLUMNS) + len(context))
    if comments and comments.lines:
        write_comments(workbook, comments)
    return write_workbook(path, workbook)


def _known_rows(table: pd.DataFrame, items: Sequence[Item], context: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give the columns of context of the rows that are asked about: row_id → column → text."""
    wanted = table[table["row_id"].isin({item.rows[0] for item in items})].drop_duplicates("row_id")
    known = wanted.reindex(columns=["row_id", *context]).astype("str").fillna("").to_dict("records")
    return {str(row.pop("row_id")): {str(name): str(text) for name, text in row.items()} for row in known}


def _cells(item: Item, filled: Mapping[str, str]) -> dict[str, str | float]:
    about = item.about
    rules = read_register("rules").set_index("code")[f"label_{interface()}"]
    place = [about["file"], about["sheet"], say("row {row}", row=about["row"]) if about["row"] else ""]
    return {
        "key": item.key,
        "check": rules.get(about["check"], about["check"]) + (f" ({about['evidence']})" if about["evidence"] else ""),
        "severity": say("yes") if about["severity"] == "stop" else "",
        "effect": "" if pd.isna(about["effect"]) else float(about["effect"]),
        "times": len(item.rows),
        "table": about["table"],
        "place": ", ".join(part for part in place if part),
        "field": about["column"] or about["field"],
        "value": about["value"],
        "suggestion": _suggested(about),
        "decision": filled.get("decision", ""),
        "new_value": filled.get("new_value", item.proposed),
        "comment": filled.get("comment", ""),
    }


def _suggested(about: Mapping[str, Any]) -> str:
    """Write what is suggested: an action in the words of the decisions, where a check suggests one."""
    suggested = str(about["suggestion"] or "")
    return actions(interface()).get(suggested, suggested) if about["check"] in SUGGEST_ACTIONS else suggested


def _header(sheet: Worksheet, context: Sequence[str]) -> None:
    head(sheet, 1, [*headings(interface()).values(), *context])
    for name, width in WIDTHS.items():
        sheet.column_dimensions[letter(COLUMNS.index(name) + 1)].width = width


def _line(sheet: Worksheet, line: int, cells: Mapping[str, str | float]) -> None:
    """Write one question; every text is text, whatever it begins with."""
    from openpyxl.styles import Alignment, PatternFill, Protection

    for column, (name, value) in enumerate(cells.items(), start=1):
        cell = sheet.cell(line, column, None if isinstance(value, str) else value)
        if isinstance(value, str) and value:
            put_text(sheet, (line, column), value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if name in ANSWERED:
            cell.protection = Protection(locked=False)
        elif cells["severity"]:
            cell.fill = PatternFill("solid", fgColor=STOP)
    sheet.cell(line, COLUMNS.index("effect") + 1).number_format = "0.0%"


def _offer(sheet: Worksheet, line: int, answers: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if answers:
        offered = DataValidation(type="list", formula1=answers, allow_blank=True, showErrorMessage=True)
        offered.error = say("Pick one of the list.")
        sheet.add_data_validation(offered)
        offered.add(f"{letter(COLUMNS.index('new_value') + 1)}{line}")


def _sheet_of_keys(workbook: Workbook) -> Worksheet:
    keys: Worksheet = workbook.create_sheet(KEYS)
    keys.sheet_state = "veryHidden"
    keys.append(["key", "table", "row_id", "field", "value", "check", "answers"])
    return keys


def _keep_key(keys: Worksheet, item: Item, number: int, *, first: int) -> None:
    """Write the rows that an answer is for, from the line `first` on; as JSON, so that no letter of theirs is lost."""
    known = [item.about[name] for name in ("table", "field", "value", "check")]
    for line, row_id in enumerate(item.targets, start=first):
        exact = [json.dumps(text, ensure_ascii=False) for text in (known[0], row_id, *known[1:])]
        told = (item.key, *exact, str(number or ""))
        for column, text in enumerate(told, start=1):
            put_text(keys, (line, column), text)


def _finish(workbook: Workbook, sheet: Worksheet, lines: int, width: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    last, decision = max(lines + 1, 2), letter(COLUMNS.index("decision") + 1)
    words = DataValidation(type="list", formula1=f'"{",".join(actions(interface()).values())}"', allow_blank=True)
    words.showErrorMessage = True
    sheet.add_data_validation(words)
    words.add(f"{decision}2:{decision}{last}")
    sheet.freeze_panes, sheet.auto_filter.ref = "C2", f"A1:{letter(width)}{last}"
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.sheet, sheet.protection.autoFilter, sheet.protection.formatColumns = True, False, False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    about = workbook.create_sheet(say("How to answer"))
    about.column_dimensions["A"].width = 100
    for line, text in enumerate(explanation(interface()), start=1):
        about.cell(line, 1, text)


class _Lists:
    """Lists of answers, one column each on a hidden sheet, and the range that each stands in."""

    def __init__(self, workbook: Workbook, allowed: Allowed) -> None:
        self.sheet = workbook.create_sheet(ANSWERS)
        self.sheet.sheet_state = "veryHidden"
        self.allowed = allowed
        self.numbers: dict[tuple[str, ...], int] = {}
        self.asked: dict[tuple[str, str], int] = {}

    def number_of(self, field: str, country: str) -> int:
        """Return the column that lists a field's answers; 0 where any text is allowed."""
        if (field, country) not in self.asked:
            self.asked[field, country] = self._list(tuple(answers_allowed(field, self.allowed, country=country)))
        return self.asked[field, country]

    def _list(self, answers: tuple[str, ...]) -> int:
        if answers and answers not in self.numbers:
            self.numbers[answers] = len(self.numbers) + 1
            for line, answer in enumerate(answers, start=1):
                put_text(self.sheet, (line, self.numbers[answers]), answer)
        return self.numbers.get(answers, 0)

    def range_of(self, number: int) -> str:
        """Return the range of a list, as drop-downs name it; blank for none."""
        lengths = {column: len(answers) for answers, column in self.numbers.items()}
        return f"{ANSWERS}!${letter(number)}$1:${letter(number)}${lengths[number]}" if number else ""
