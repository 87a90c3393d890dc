"""Pieces of WordprocessingML: paragraphs, runs, fields and bookmarks, with texts in them as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from needs_analysis.documents.document import Line
from needs_analysis.documents.letters import in_xml, runs_from_right

Node = Any
MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PERCENT = 100_000  # all of a picture, in the thousandths of a percent that DrawingML counts in


def node(name: str, /, *inner: Node | None, **marks: str | int) -> Node:
    """Make an element of the main namespace; the names of its attributes are of it as well.

    >>> node("shd", val="clear", fill="E8F0F6").tag.rpartition("}")[2]
    'shd'
    """
    made: Node = _maker()(MAIN + name, {MAIN + mark: str(value) for mark, value in marks.items()})
    made.extend(each for each in inner if each is not None)
    return made


@cache
def _maker() -> Callable[[str, dict[str, str]], Node]:
    from docx.oxml.parser import oxml_parser

    return partial(oxml_parser.makeelement, nsmap={"w": MAIN[1:-1]})


def paragraph(style: str, *inner: Node, right_to_left: bool = False) -> Node:
    """Make a paragraph of a style."""
    way = node("bidi") if right_to_left else None
    return node("p", node("pPr", node("pStyle", val=style), way), *inner)


def run(text: str, *marks: Node) -> Node:
    """Make a run: a text whose lines and tabs stay what they are, with marks such as a style or a language."""
    ways = [node("rtl")] if runs_from_right(text) else []
    properties = node("rPr", *marks, *ways) if marks or ways else None
    return node("r", properties, *_pieces(in_xml(text)))


def crop(shape: Node, *, top: float, bottom: float, height: int) -> None:
    """Show a picture without shares of it above and below, so high."""
    from docx.oxml import OxmlElement

    picture = shape.graphic.graphicData.pic
    shown = OxmlElement("a:srcRect")
    shown.set("t", str(round(top * PERCENT)))
    shown.set("b", str(round(bottom * PERCENT)))
    picture.blipFill.insert(1, shown)
    shape.extent.cy = picture.spPr.cy = height


def _pieces(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield node("br")
        for place, part in enumerate(line.split("\t")):
            if place:
                yield node("tab")
            if part:
                yield _text("t", part)


def _text(name: str, text: str) -> Node:
    made = node(name)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def runs(line: Line) -> list[Node]:
    """Make the runs of a line, each set in its way."""
    return [
        run(
            piece.text,
            *([node("rStyle", val="Code")] if piece.code else []),
            *([node("b")] if piece.strong else []),
            *([node("i")] if piece.emphasis else []),
        )
        for piece in line
    ]


def text_paragraph(style: str, text: str) -> Node:
    """Make a paragraph of one text."""
    return paragraph(style, run(text), right_to_left=runs_from_right(text))


def field(instruction: str, shown: str = "", *, stale: bool = False) -> list[Node]:
    """Make a field with what it shows until it is updated; a stale one asks for that when the document is opened."""
    begins = node("fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {}))
    return [
        node("r", begins),
        node("r", _text("instrText", f" {instruction} ")),
        node("r", node("fldChar", fldCharType="separate")),
        *([run(shown)] if shown else []),
        node("r", node("fldChar", fldCharType="end")),
    ]


def bookmark(number: int, name: str, *inner: Node) -> list[Node]:
    """Make a bookmark around runs, so that a field or a link can point to them."""
    return [node("bookmarkStart", id=number, name=name), *inner, node("bookmarkEnd", id=number)]


def link(target: str, *inner: Node) -> Node:
    """Make a link to a bookmark of this document."""
    return node("hyperlink", *inner, anchor=target, history=1)
