"""Where something stands within a file, in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from needs_analysis.language import say

Where = Literal[
    "alternative text",
    "array",
    "attribute",
    "base64",
    "cell",
    "code",
    "column",
    "comment",
    "compressed",
    "file name",
    "JSON",
    "key",
    "line",
    "page",
    "part",
    "properties",
    "row",
    "script",
    "sheet",
    "tags",
]


class Piece(NamedTuple):
    """One step of the way to a place: what it is, and its number or name where it has one."""

    where: Where
    name: str = ""

    def __str__(self) -> str:
        return _WORDS[self.where](self.name)


Place = tuple[Piece, ...]
_END = re.compile(r"\n")


@dataclass(frozen=True)
class Passage:
    """A text within a file and its place; `counts` says what a line of it is, `first` the number of its first.

    One that is `bare` is searched as it is written, for what it is made of was read already.
    """

    text: str
    place: Place
    counts: Literal["", "line", "row"] = ""
    first: int = 1
    bare: bool = False

    def place_of(self, offset: int) -> Place:
        """Give the place of a character, with its line where lines are counted."""
        if not self.counts:
            return self.place
        return (*self.place, Piece(self.counts, str(self.first + bisect_left(self._ends, offset))))

    @cached_property
    def _ends(self) -> list[int]:
        """Where each line ends."""
        return [found.start() for found in _END.finditer(self.text)]


@dataclass(frozen=True)
class Closed:
    """A part of a file that cannot be searched, and its place."""

    place: Place


Found = Passage | Closed

_WORDS: dict[Where, Callable[[str], str]] = {
    "alternative text": lambda _: say("alternative text"),
    "array": lambda _: say("base64 array"),
    "attribute": lambda name: say("attribute {name}", name=name),
    "base64": lambda _: say("base64"),
    "cell": lambda name: say("cell {name}", name=name),
    "code": lambda _: say("numbers that stand for letters"),
    "column": lambda name: say("column {name}", name=name),
    "comment": lambda _: say("comment in the code"),
    "compressed": lambda _: say("compressed part"),
    "file name": lambda _: say("name of the file"),
    "JSON": lambda name: say("JSON {path}", path=name),
    "key": lambda _: say("key of JSON"),
    "line": lambda name: say("line {n}", n=name),
    "page": lambda _: say("text of a page"),
    "part": lambda name: say("part {name}", name=name),
    "properties": lambda _: say("properties"),
    "row": lambda name: say("row {n}", n=name),
    "script": lambda _: say("script"),
    "sheet": lambda name: say("sheet {name}", name=name),
    "tags": lambda _: say("tags"),
}
