"""What stops a run: open issues that would make the numbers wrong, said so that a person can answer them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from needs_analysis.cleaning.combine import CELL
from needs_analysis.columns import ISSUES, SAME_PROBLEM, records
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import interface, say, say_count
from needs_analysis.registers.files import read_register

MOST_LETTERS = 80


def refuse_open(issues: pd.DataFrame, *, in_workbook: bool = True) -> None:
    """Stop where an open issue would make the numbers wrong.

    Args:
        issues: the open ones.
        in_workbook: whether there is a review workbook to answer them in.

    Raises:
        InputError: every such issue, with its place; the same in other rows is told once.
    """
    texts = [column.name for column in ISSUES.columns if column.kind == "text"]
    same: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for issue in records(issues[issues["severity"] == "stop"].fillna(dict.fromkeys(texts, ""))):
        is_line = issue["check"].startswith("decision")  # of the corrections: each has to be looked at
        alone = (issue["row_id"], issue["row"]) if is_line or not (issue["field"] and issue["value"]) else ()
        same.setdefault((*(issue[name] for name in (*SAME_PROBLEM, "file")), *alone), []).append(issue)
    if same:
        told = [(first, len(others)) for first, *others in same.values()]
        raise InputError([_problem(first, _remedy(first, in_workbook=in_workbook), more=more) for first, more in told])


def _problem(issue: Mapping[str, Any], remedy: str, *, more: int) -> Problem:
    near = say("Near: {suggestion}.", suggestion=issue["suggestion"]) if issue["suggestion"] else ""
    if issue["check"].startswith("decision"):
        near = f"({_in_short(issue['evidence'])})"
    place = {name: issue[name] for name in ("file", "sheet", "row", "column")}
    rules = read_register("rules").set_index("code")
    stands = f": «{_in_short(issue['value'])}»" if issue["value"] else ""
    also = say_count("So in {n} more row.", "So in {n} more rows.", more) if more else ""
    said = (f"{rules.loc[issue['check'], f'label_{interface()}']}{stands}.", near, also)
    return Problem(" ".join(filter(None, said)), **place, remedy=remedy)


def _remedy(issue: Mapping[str, Any], *, in_workbook: bool) -> str:
    if issue["check"].startswith("decision_comment"):
        return say("Decide again in data/review.xlsx, or remove this line.")
    if issue["check"].startswith("decision"):
        return say("Correct or remove this line of the corrections.")
    if not in_workbook:
        cell = {name: issue[name] for name in CELL if issue[name]}
        return say("Answer it as a line of the corrections: {cell}.", cell=", ".join(map(str, cell.values())))
    if not issue["field"]:
        row = {name: issue[name] for name in ("table", "row_id")}
        return say("Leave the row out or keep it, in data/review.xlsx or as a correction: {table}, {row_id}.", **row)
    cell = {name: issue[name] for name in CELL}
    return say("Answer it in data/review.xlsx, or as a correction: {table}, {row_id}, {field}.", **cell)


def _in_short(value: str) -> str:
    """Give a cell's value so that a terminal can show it: nothing that steers it, and no more than fits a line."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in value)
    return plain if len(plain) <= MOST_LETTERS else plain[:MOST_LETTERS] + "…"
