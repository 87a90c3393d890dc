"""The review workbook as it comes back: checked cell by cell, and made into lines of the corrections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from needs_analysis.cleaning.log import CHANGES_A_CELL
from needs_analysis.cleaning.review.answers import code_of, codes_by_word
from needs_analysis.cleaning.review.wording import ANSWERED, COLUMNS, action_of, actions, headings
from needs_analysis.cleaning.review.workbook import ANSWERS, KEYS
from needs_analysis.columns import DECISIONS
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import interface, say
from needs_analysis.nearest import nearest
from needs_analysis.writing import in_workbook

FIELD, VALUE, LIST = 2, 3, 5


@dataclass(frozen=True)
class _Line:
    """One question as it came back: its cells, what it asks about, and the codes of the answers it allows."""

    place: tuple[str, str, int]
    cells: dict[str, str]
    targets: list[list[str]]
    allowed: dict[str, str]

    @property
    def new(self) -> str:
        """The new value, as a code where the answers are given."""
        typed = self.cells["new_value"].strip()
        return self.allowed.get(typed) or self.allowed.get(code_of(typed), code_of(typed))

    def problem(self, what: str, column: str, remedy: str = "") -> Problem:
        """Say what is wrong with one of its cells."""
        file, sheet, row = self.place
        return Problem(what, file, sheet, row, headings(interface())[column], remedy)


def read_review(path: Path) -> pd.DataFrame:
    """Read the decisions of a review workbook; a line without a decision is not answered yet.

    Raises:
        LogError: the file is no review workbook, or cells that cannot be right: every one, with row and column.
    """
    lines = _read(path)
    problems = [problem for line in lines for problem in _wrong(line)]
    if problems:
        raise LogError(problems)
    return DECISIONS.frame([row for line in lines for row in _decisions(line)])


def read_filled(path: Path) -> dict[str, dict[str, str]]:
    """Read what a workbook holds in its white columns, right or not, by key; nothing where there is no workbook."""
    filled = [line.cells for line in _read(path)] if path.is_file() else []
    return {cells["key"]: {name: cells[name] for name in ANSWERED} for cells in filled if cells["decision"]}


def read_sheets(path: Path) -> dict[str, list[list[str]]]:
    """Read every sheet of a review workbook as text, in their order.

    Raises:
        LogError: the file is no review workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = {name: _texts(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names}
    except (CalamineError, OSError) as error:
        what = say("The workbook is damaged or was cut off: {error}", error=error)
        raise LogError(Problem(what, file=path.name)) from error
    if not {KEYS, ANSWERS} <= sheets.keys():
        what = say("This is no review workbook: its hidden sheets are missing.")
        remedy = say("Answer in the workbook itself, not in a copy of its cells.")
        raise LogError(Problem(what, file=path.name, remedy=remedy))
    return sheets


def _read(path: Path) -> list[_Line]:
    sheets = read_sheets(path)
    targets: dict[str, list[list[str]]] = {}
    for key, *target in sheets[KEYS][1:]:
        targets.setdefault(key, []).append([*map(_exact, target[:LIST]), *target[LIST:]])
    lists = [[cell for cell in column if cell] for column in zip(*sheets[ANSWERS], strict=False)]
    first = next(iter(sheets))
    lines = [(row, line) for row, line in enumerate(sheets[first][1:], start=2) if any(line)]
    return [_line((path.name, first, row), line, targets, lists) for row, line in lines]


def _line(
    place: tuple[str, str, int], texts: list[str], targets: dict[str, list[list[str]]], lists: list[list[str]]
) -> _Line:
    cells = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, texts, strict=False))
    asked = targets.get(cells["key"], [])
    answers = lists[int(asked[0][LIST]) - 1] if asked and asked[0][LIST] else []
    return _Line(place, cells, asked, codes_by_word(answers))


def _wrong(line: _Line) -> Iterator[Problem]:
    cells, new = line.cells, line.new
    action = action_of(cells["decision"])
    if not line.targets or in_workbook(line.targets[0][VALUE]) != cells["value"]:
        remedy = say("Make the workbook anew with: needs-analysis check")
        yield line.problem(say("The line is not the question it was: a locked cell was changed."), "value", remedy)
    elif not cells["decision"]:
        if cells["comment"]:
            yield line.problem(say("There is a comment but no decision."), "decision")
    elif not action:
        remedy = say("Known are: {names}.", names=", ".join(actions(interface()).values()))
        yield line.problem(say("«{value}» is none of the decisions.", value=cells["decision"]), "decision", remedy)
    elif action in CHANGES_A_CELL and not line.targets[0][FIELD]:
        yield line.problem(say("The question is about a whole row, which is kept or left out."), "decision")
    elif action == "set" and not new:
        yield line.problem(say("«replace» needs a new value."), "new_value")
    elif action == "set" and line.allowed and new not in line.allowed:
        hint = nearest(new, list(line.allowed))
        yield line.problem(say("«{value}» is not known{hint}", value=new, hint=hint), "new_value")


def _decisions(line: _Line) -> Iterator[dict[str, object]]:
    action = action_of(line.cells["decision"])
    file, sheet, row = line.place
    for table, row_id, field, value, check, _ in line.targets if action else ():
        cell = {"field": field, "old_value": value} if action != "drop" else {}
        new = line.new if action == "set" else ""
        comment = "; ".join(part for part in (line.cells["comment"], check) if part)
        yield {"table": table, "row_id": row_id, **cell, "new_value": new, "action": action, "rule": "review"} | {
            "status": "applied",
            "comment": comment,
            "file": file,
            "sheet": sheet,
            "row": row,
        }


def _exact(cell: str) -> str:
    """Give the text that a hidden cell holds; one changed by hand is taken as it stands, and found out later."""
    try:
        text = json.loads(cell)
    except ValueError:
        return cell
    return text if isinstance(text, str) else cell


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
