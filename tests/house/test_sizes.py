"""Small functions, small files, plain names."""

import ast
import re
from statistics import median, quantiles

from tests.house.sources import SCRIPTS, SOURCES, Function, functions, name_of, parsed

EVERYTHING = [*SOURCES, *SCRIPTS]
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|NotImplemented[E]rror)\b")


def body_lines(function: Function) -> int:
    """Return the lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def positional(function: Function) -> int:
    """Return how many arguments may be given by position, `self` and `cls` left out."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


SIZES = {
    f"{name_of(path)}:{function.lineno} {function.name}": body_lines(function)
    for path in SOURCES
    for function in functions(parsed(path))
}
LENGTHS = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}


def test_functions_are_short() -> None:
    """Half of all bodies have at most 8 lines, nine in ten at most 25, none more than 45."""
    assert {name: size for name, size in SIZES.items() if size > 45} == {}
    assert median(SIZES.values()) <= 8
    assert quantiles(SIZES.values(), n=10)[-1] <= 25


def test_files_are_short() -> None:
    """Half of all files have at most 120 lines, none more than 250."""
    assert {name: length for name, length in LENGTHS.items() if length > 250} == {}
    assert median(LENGTHS.values()) <= 120


def test_few_arguments_by_position() -> None:
    """Nobody has to remember the order of more than four arguments."""
    found = [(path, function) for path in SOURCES for function in functions(parsed(path))]
    assert [f"{name_of(path)}:{function.lineno}" for path, function in found if positional(function) > 4] == []


def test_names_say_what_is_inside() -> None:
    """No file or folder is a drawer for odds and ends."""
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}
    parts = {name_of(path): set(name_of(path).removesuffix(".py").split("/")) for path in EVERYTHING}
    assert [name for name, words in parts.items() if words & drawers] == []


def test_imports_name_what_they_bring() -> None:
    """No star import."""
    imports = [
        (path, node) for path in EVERYTHING for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)
    ]
    assert [f"{name_of(path)}:{node.lineno}" for path, node in imports if node.names[0].name == "*"] == []


def test_errors_are_caught_by_name() -> None:
    """No handler catches everything, so that an error never looks like an absence of data."""
    handlers = [
        (path, node) for path in EVERYTHING for node in ast.walk(parsed(path)) if isinstance(node, ast.ExceptHandler)
    ]
    broad = [f"{name_of(path)}:{node.lineno}" for path, node in handlers if catches_everything(node)]
    assert broad == []


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether a handler is bare or names the base of all errors."""
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(each).split(".")[-1] in {"Exception", "BaseException"} for each in caught)


def test_nothing_is_left_unfinished() -> None:
    """What is not done is an issue, not a mark in the code."""
    lines = [
        (name_of(path), number, line)
        for path in EVERYTHING
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]
    assert [f"{name}:{number}" for name, number, line in lines if UNFINISHED.search(line)] == []
