"""A report as the template reads it: numbers and strings, every string fit to be set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from needs_analysis.documents.cuts import cuts_of, parts_of, size_of
from needs_analysis.documents.document import (
    Block,
    Cell,
    Chapter,
    Document,
    Heading,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Points,
    Table,
)
from needs_analysis.documents.numbering import number_tables, tables_behind
from needs_analysis.documents.pdf.columns import LONGEST_WORD, PIECE, columns_of, pieces_of
from needs_analysis.language import say

PAPER = 170.0  # millimetres between the margins of a page
FIRST, FURTHER = (
    215.0,
    235.0,
)  # millimetres for a picture below its title, and for what is continued on a page of its own
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
MISSING = "\N{REPLACEMENT CHARACTER}"
Content = dict[str, Any]


def content_of(document: Document, pictures: Sequence[bytes]) -> Content:
    """Give a report as the template reads it.

    Args:
        document: the report.
        pictures: PNG files, in the order of its pictures.

    Raises:
        ValueError: there are more or fewer pictures than the report has.
    """
    shown = [block for block in document.blocks() if isinstance(block, Picture)]
    numbers = number_tables(document)
    drawn = [
        _picture(block, png, place) | {"table": numbers.get(block.table, 0)}
        for place, (block, png) in enumerate(zip(shown, pictures, strict=True), 1)
    ]
    queue = iter(drawn)
    chapters = [_chapter(chapter, before, queue, numbers) for chapter, before in _with_part_before(document)]
    annex = [_table(table, numbers) for table in tables_behind(document)]
    _name_first([*(block for chapter in chapters for block in chapter["blocks"]), *annex])
    return {
        "language": document.language.partition("-")[0],
        "release": document.release,
        "edition": document.edition,
        "title": _never_empty(document.cover.title),
        "description": f"{document.cover.kind}. {document.edition}",
        "cover": asdict(document.cover),
        "chapters": chapters,
        "annex": annex,
        "words": words_in(document.language),
        "missing": "",
        "longest_word": LONGEST_WORD,
        "piece": PIECE,
    }


def words_in(language: str) -> dict[str, str]:
    """Give the words that are set around the blocks; {page} and {pages} are put in when they are known."""
    place = {"page": "{page}", "pages": "{pages}"}
    return {
        "contents": say("Contents", language),
        "release": say("Release", language),
        "page": say("Page {page} of {pages}", language, **place),
        "table": say("Table", language),
        "figure": say("Figure", language),
        "numbers": say("The numbers as a table:", language),
        "on_page": say("page {page}", language, **place),
        "annex": say("Numbers of the figures", language),
    }


def settable(content: Any, unknown: Mapping[str, str] | None = None) -> Any:
    r"""Give content with every string as it can be set: no unseen signs, and a mark for each that no font knows.

    Args:
        content: strings, numbers, lists and objects.
        unknown: signs that no font knows, and what stands for each.

    >>> settable(["a\u202eb\x07", {"x": "z"}], {"z": "?"})
    ['ab�', {'x': '?'}]
    """
    if isinstance(content, str):
        for sign, instead in (unknown or {}).items():
            content = content.replace(sign, instead)
        return content if content.isprintable() else "".join(map(_settable, content))
    if isinstance(content, Mapping):
        return {name: settable(value, unknown) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [settable(value, unknown) for value in content]
    return content


def _settable(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return sign if sign in JOINERS else ""
    if category == "Cc":
        return " " if sign in "\t\r" else sign if sign == "\n" else MISSING
    return MISSING if category in ("Cs", "Co", "Cn") else sign


def _with_part_before(document: Document) -> Iterator[tuple[Chapter, str]]:
    part = ""
    for chapter in document.chapters:
        yield chapter, part
        part = chapter.part


def _chapter(chapter: Chapter, before: str, drawn: Iterator[Content], numbers: Mapping[Table, int]) -> Content:
    """Set a chapter below the heading of its part, if it stands in one that has a name of its own."""
    below = int(bool(chapter.part) and chapter.part != chapter.title)
    blocks, last = [], below
    for block in chapter.blocks:
        made = next(drawn) if isinstance(block, Picture) else _block(block, numbers)
        if isinstance(block, Heading):
            last = made["level"] = min(block.level + below, last + 1)
        blocks.append(made)
    return {"part": chapter.part if below and chapter.part != before else "", "blocks": blocks}


def _block(block: Block, numbers: Mapping[Table, int]) -> Content:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _never_empty(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "role": block.role, "runs": _runs(block.line)}
        case Points():
            return {"kind": "points", "ordered": block.ordered, "items": [_runs(item) for item in block.items]}
        case KeyFigures():
            return {"kind": "key-figures", "figures": [asdict(each) for each in block.figures]}
        case Table():
            return _table(block, numbers)
        case _:
            raise TypeError(type(block).__name__)


def _never_empty(text: str) -> str:
    """Give a text, or a dash where there is none: a heading or picture without words is no part of a tagged file."""
    return text if text.strip() else "–"


def _runs(line: Line) -> list[Content]:
    return [asdict(run) for run in line]


def _name_first(blocks: Sequence[Content]) -> None:
    """Give each table the name that pictures point to where it stands first."""
    named: set[int] = set()
    for block in blocks:
        if block["kind"] == "table":
            block["name"] = "" if block["number"] in named | {0} else f"table-{block['number']}"
            named.add(block["number"])


def _table(table: Table, numbers: Mapping[Table, int]) -> Content:
    headings, rows = settable(table.headings), [[_cell(each) for each in row] for row in table.rows]
    named = {
        "kind": "table",
        "number": numbers.get(table, 0),
        "caption": table.caption,
        "row_headings": table.row_headings,
        "columns": columns_of(headings, rows),
    }
    return named | {"headings": headings, "rows": rows, "notes": table.notes}


def _cell(cell: Cell) -> Content:
    text, number = settable(cell.text), cell.kind == "num"
    pieces = pieces_of(text, number=True) if number else []
    return {"text": text, "kind": cell.kind, "lang": _lang(cell.lang), "pieces": pieces}


def _lang(code: str) -> str:
    """Give the first part of a language's code; nothing where that is no code."""
    first = code.partition("-")[0].lower()
    return first if first.isascii() and first.isalpha() and len(first) in (2, 3) else ""


def _picture(picture: Picture, png: bytes, number: int) -> Content:
    """Set a picture as wide as the paper; a taller one than a page in parts, or made smaller where it has none."""
    dots, height = size_of(png)
    scale = PAPER / dots
    parts: list[tuple[float, float]] = parts_of(
        height * scale, [cut * scale for cut in cuts_of(png)], first=FIRST, others=FURTHER
    )
    if len(parts) == 1:
        scale = min(scale, FIRST / height)
        parts = [(0.0, height * scale)]
    name = f"picture-{number}"
    words = {"title": picture.title, "alt": _never_empty(picture.alt or picture.title), "note": picture.note}
    return {"kind": "picture", "name": name, "file": f"{name}.png", "width": dots * scale, "parts": parts} | words
