"""Notebooks are prose with calls."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from tests.house.sources import NOTEBOOKS, cells_of

each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def code(notebook: Path) -> list[str]:
    """Return the sources of the code cells."""
    return [cell["source"] for cell in cells_of(notebook) if cell["cell_type"] == "code"]


def lines(source: str) -> int:
    """Return how many lines of a cell are not blank."""
    return sum(bool(line.strip()) for line in source.splitlines())


def test_there_are_notebooks() -> None:
    """The rules below hold for something."""
    assert NOTEBOOKS


@each_notebook
def test_headings_are_questions(notebook: Path) -> None:
    """Every heading asks something, the first one first of all."""
    prose = [cell["source"] for cell in cells_of(notebook) if cell["cell_type"] == "markdown"]
    headings = [line for source in prose for line in source.splitlines() if line.startswith("#")]
    assert prose[0].startswith("# ")
    assert [line for line in headings if not line.endswith("?")] == []


@each_notebook
def test_prose_and_code_alternate(notebook: Path) -> None:
    """A notebook begins with prose; a call follows its question, and a question the call before."""
    kinds = [cell["cell_type"] for cell in cells_of(notebook)]
    assert kinds[0] == "markdown"
    assert set(kinds) == {"markdown", "code"}
    assert all(one != other for one, other in pairwise(kinds))


@each_notebook
def test_cells_call_the_library(notebook: Path) -> None:
    """No cell defines, tries or loops: what needs that belongs to a room."""
    unwanted = (
        ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try, ast.TryStar, ast.For, ast.While,
    )  # fmt: skip
    nodes = [node for source in code(notebook) for node in ast.walk(ast.parse(source))]
    assert [ast.unparse(node) for node in nodes if isinstance(node, unwanted)] == []


@each_notebook
def test_cells_are_short(notebook: Path) -> None:
    """At most five lines a cell and sixty a notebook."""
    assert [source for source in code(notebook) if lines(source) > 5] == []
    assert sum(map(lines, code(notebook))) <= 60


@each_notebook
def test_no_outputs_are_kept(notebook: Path) -> None:
    """Results live in reports; a notebook is kept as it was before it ran."""
    ran = [cell for cell in cells_of(notebook) if cell.get("outputs") or cell.get("execution_count")]
    assert ran == []


@each_notebook
def test_parameters_are_declared_once(notebook: Path) -> None:
    """One code cell is tagged `parameters`, and it only gives names to plain values."""
    tagged = [cell for cell in cells_of(notebook) if "parameters" in cell["metadata"].get("tags", [])]
    assert [cell["cell_type"] for cell in tagged] == ["code"]
    for statement in ast.parse(tagged[0]["source"]).body:
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.targets[0], ast.Name)
        ast.literal_eval(statement.value)
