"""The rooms of the package and the arrows between them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, SOURCES, name_of, parsed

WORDS = {"errors", "language"}
COMPOSERS = {"cli", "__init__"}
ARROWS: dict[str, set[str]] = {
    "errors": {"language"},
    "language": set(),
    "nearest": {"language"},
    "columns": WORDS,
    "writing": WORDS | {"columns"},
    "locking": WORDS | {"writing"},
    "parallel": WORDS | {"programs"},
    "passing": set(),
    "programs": set(),
    "release": WORDS | {"columns"},
    "workshop": WORDS | {"nearest", "columns"},
    "registers": WORDS | {"columns"},
    "expressions": WORDS,
    "people": WORDS | {"columns", "registers"},
    "reading": WORDS | {"nearest", "columns", "workshop", "registers"},
    "partitions": WORDS | {"columns", "reading", "writing"},
    "checks": WORDS | {"nearest", "columns", "expressions", "methods", "people", "workshop", "registers", "writing"},
    "cleaning": WORDS | {"nearest", "columns", "expressions", "workshop", "registers", "writing"},
    "methods": WORDS,
    "assessment": WORDS | {"columns", "methods", "registers"},
    "disclosure": WORDS | {"columns", "locking", "methods", "release", "writing"},
    "scanning": WORDS | {"parallel", "people", "registers", "writing"},
    "tables": WORDS | {"columns", "release", "registers"},
    "charts": WORDS | {"columns", "release", "registers", "tables"},
    "documents": WORDS | {"passing", "writing"},
    "reporting": WORDS
    | {"nearest", "columns", "documents", "parallel", "passing", "programs", "workshop", "release", "writing"}
    | {"__init__"},
    "starter": WORDS | {"columns", "registers", "writing"},
}


def room_of(path: Path) -> str:
    """Return the room that a file of the package belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and room of every import of the package, wherever it stands; `package` is the importing file's own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            names = [f"{module}.{alias.name}" for alias in node.names] if module == PACKAGE.name else [module]
        else:
            continue
        for name in names:
            if name.split(".")[0] == PACKAGE.name:
                room = [*name.split("."), "__init__"][1]
                yield node.lineno, room if room in ARROWS.keys() | COMPOSERS else "__init__"


def forbidden(path: Path) -> list[str]:
    """Return the imports that a file may not have."""
    room, package = room_of(path), (PACKAGE.name, *path.relative_to(PACKAGE).parent.parts)
    allowed = ARROWS[room] | {room}
    found = rooms_imported(parsed(path), package)
    return [f"{name_of(path)}:{line} imports {other}" for line, other in found if other not in allowed]


def test_every_room_is_known() -> None:
    """A new room comes with its arrows: in this file, and in docs/design.md."""
    assert {room_of(path) for path in SOURCES} - COMPOSERS <= set(ARROWS)


def test_only_allowed_arrows() -> None:
    """Rooms pass declared tables and know each other only along the arrows."""
    assert [line for path in SOURCES if room_of(path) not in COMPOSERS for line in forbidden(path)] == []


def test_errors_import_language_only_when_they_speak() -> None:
    """`errors` stands below everything, so it imports nothing of the package when it is imported."""
    top = ast.Module(parsed(PACKAGE / "errors.py").body, type_ignores=[])
    outside = [node for node in top.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert list(rooms_imported(ast.Module(outside, type_ignores=[]), (PACKAGE.name,))) == []


def test_arrows_have_no_circle() -> None:
    """Whoever follows the arrows comes to an end."""
    left = dict(ARROWS)
    while free := [room for room, others in left.items() if not others & left.keys()]:
        for room in free:
            del left[room]
    assert left == {}


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("import needs_analysis.reading.form", "reading"),
        ("from needs_analysis.reading import form", "reading"),
        ("from needs_analysis import reading", "reading"),
        ("from needs_analysis import apply_log", "__init__"),
        ("import needs_analysis", "__init__"),
        ("from ..reading import form", "reading"),
        ("from .. import reading", "reading"),
        ("from . import log", "cleaning"),
        ("def late():\n    from needs_analysis.reading.form import read_form", "reading"),
    ],
)
def test_every_way_to_import_is_seen(source: str, room: str) -> None:
    """However an import is written, the room is found."""
    assert [found for _, found in rooms_imported(ast.parse(source), (PACKAGE.name, "cleaning"))] == [room]
