"""Parameters: a notebook is given what it declares, of the type it declares, and nothing else.

Anything let through here would be built into a default report, or run as code.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Mapping
from pathlib import Path

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.reporting.notebooks import read_notebook, tags_of

TAG = "parameters"


def declared_parameters(notebook: Path) -> dict[str, object]:
    """Return the parameters a notebook declares, with the values it has when it is opened by hand.

    Raises:
        ChapterError: no cell, or more than one, is tagged; or the cell does more than give names to plain values.
    """
    tagged = [cell for cell in read_notebook(notebook)["cells"] if TAG in tags_of(cell)]
    if len(tagged) != 1:
        what = say("Exactly one cell must be tagged «{tag}»; {n} are.", tag=TAG, n=len(tagged))
        raise ChapterError(Problem(what, file=notebook.name))
    values, wrong = _assignments(tagged[0]["source"])
    if wrong:
        what = say("The cell tagged «{tag}» may hold only lines like: name = value. Not: {lines}", tag=TAG, lines=wrong)
        raise ChapterError(Problem(what, file=notebook.name))
    return values


def check_parameters(notebook: Path, given: Mapping[str, object]) -> None:
    """Refuse parameters that the notebook does not declare, or declares as something of another type.

    Raises:
        ChapterError: naming every parameter that is wrong.
    """
    declared = declared_parameters(notebook)
    problems = [_wrong(name, value, declared) for name, value in given.items()]
    if any(problems):
        raise ChapterError([Problem(what, file=notebook.name) for what in problems if what])


def _assignments(source: str) -> tuple[dict[str, object], str]:
    """Return the names and values of a cell, and the lines that are no such thing."""
    values: dict[str, object] = {}
    wrong = []
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        return {}, (error.text or source).strip()
    for line in lines:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_literal(value):
                values[name] = ast.literal_eval(value)
            case _:
                wrong.append(ast.unparse(line))
    return values, "; ".join(wrong)


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError):
        return False
    return True


def _wrong(name: str, value: object, declared: Mapping[str, object]) -> str:
    if not name.isidentifier() or keyword.iskeyword(name):
        return say("Parameter «{name}» is not a name that a notebook can use.", name=name)
    if name not in declared:
        hint = nearest(name, sorted(declared))
        return say("Parameter «{name}» is not declared{hint}", name=name, hint=hint or ".")
    wanted = type(declared[name])
    if type(value) is not wanted:
        found = type(value).__name__
        return say(
            "Parameter «{name}» must be of type {wanted}, as declared; {value} is of type {found}.",
            name=name,
            wanted=wanted.__name__,
            value=repr(value),
            found=found,
        )
    return ""
