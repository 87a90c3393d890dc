"""What stops a run: open issues that would make the numbers wrong, said so that a person can answer them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from needs_analysis.cleaning.combine import CELL
from needs_analysis.columns import ISSUES, records
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import interface, say
from needs_analysis.registers.files import read_register

MOST_LETTERS = 80


def refuse_open(issues: pd.DataFrame) -> None:
    """Stop where an open issue would make the numbers wrong.

    Raises:
        InputError: every such issue, with its place.
    """
    texts = [column.name for column in ISSUES.columns if column.kind == "text"]
    stops = records(issues[issues["severity"] == "stop"].fillna(dict.fromkeys(texts, "")))
    if stops:
        raise InputError([_problem(issue) for issue in stops])


def _problem(issue: Mapping[str, Any]) -> Problem:
    near = say("Near: {suggestion}.", suggestion=issue["suggestion"]) if issue["suggestion"] else ""
    if issue["check"].startswith("decision"):
        near = f"({_in_short(issue['evidence'])})"
    place = {name: issue[name] for name in ("file", "sheet", "row", "column")}
    rules = read_register("rules").set_index("code")
    stands = f": «{_in_short(issue['value'])}»" if issue["value"] else ""
    what = f"{rules.loc[issue['check'], f'label_{interface()}']}{stands}. {near}".strip()
    return Problem(what, **place, remedy=_remedy(issue))


def _remedy(issue: Mapping[str, Any]) -> str:
    if issue["check"].startswith("decision_comment"):
        return say("Decide again in data/review.xlsx, or remove this line.")
    if issue["check"].startswith("decision"):
        return say("Correct or remove this line of the corrections.")
    if not issue["field"]:
        row = {name: issue[name] for name in ("table", "row_id")}
        return say("Leave the row out or keep it, in data/review.xlsx or as a correction: {table}, {row_id}.", **row)
    cell = {name: issue[name] for name in CELL}
    return say("Answer it in data/review.xlsx, or as a correction: {table}, {row_id}, {field}.", **cell)


def _in_short(value: str) -> str:
    """Give a cell's value so that a terminal can show it: nothing that steers it, and no more than fits a line."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in value)
    return plain if len(plain) <= MOST_LETTERS else plain[:MOST_LETTERS] + "…"
