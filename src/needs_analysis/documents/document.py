"""A report as a sequence of blocks, which each kind of document sets in its own way; its numbers are in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Fact = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """A piece of a line that is set in one way."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a chapter's title, 2 and more are below it."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. A statement is made from the numbers; a note explains a table or a picture."""

    line: Line
    role: Literal["text", "statement", "note"] = "text"


@dataclass(frozen=True)
class Points:
    """A list, and what it lists, where slides look for it: recommendations, limits."""

    items: tuple[Line, ...]
    ordered: bool = False
    about: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its words, what they stand for, and the numbers in them as they are shown.

    `values` holds a number, or a number and the two ends of its interval, to so many `digits`, in a `unit`; `lang` is
    the language of words that are in another one than the document.
    """

    text: str
    kind: Literal["text", "num", "too-few", "missing"] = "text"
    lang: str = ""
    values: tuple[float, ...] = ()
    digits: int = 0
    unit: Literal["", "%"] = ""


@dataclass(frozen=True)
class Table:
    """A table. The first `row_headings` cells of a row name it; a row of one cell is the heading of those below it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    row_headings: int = 1


@dataclass(frozen=True)
class Picture:
    """A chart: what plotly draws, and what it says without being seen."""

    title: str
    alt: str
    note: str
    figure: dict[str, Any] = field(repr=False, hash=False)
    table: Table = field(repr=False)


@dataclass(frozen=True)
class KeyFigure:
    """A number that a reader should remember: in words, what it counts, and how sure it is."""

    value: str
    what: str
    note: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """The few numbers that stand first."""

    figures: tuple[KeyFigure, ...]


Block = Heading | Paragraph | Points | Table | Picture | KeyFigures


@dataclass(frozen=True)
class Chapter:
    """A chapter: its name (the same in every language), the title of the part it stands in, and its blocks.

    The first block is its title.
    """

    name: str
    part: str
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def title(self) -> str:
        """The words of its first heading."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))


@dataclass(frozen=True)
class Cover:
    """What stands at the head: what kind of report this is, its title, facts (what, words), and the notice."""

    kind: str
    title: str
    facts: tuple[Fact, ...]
    notice: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        language: of its words.
        release: id of the release that all numbers are from.
        edition: in words.
        cover: what stands at its head.
        chapters: in reading order, the one on how the report was made last.
    """

    language: str
    release: str
    edition: str
    cover: Cover
    chapters: tuple[Chapter, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block of every chapter."""
        return (block for chapter in self.chapters for block in chapter.blocks)

    def tables(self) -> Iterator[Table]:
        """Every table in reading order, those of the pictures among them."""
        for block in self.blocks():
            if isinstance(block, Table | Picture):
                yield block if isinstance(block, Table) else block.table
