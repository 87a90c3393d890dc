"""HTML, XML and SVG as passages: the text with and without breaks at its tags, attributes, comments, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from needs_analysis.scanning.places import Passage, Piece, Place
from needs_analysis.scanning.plain import LINE_END
from needs_analysis.scanning.syllables import words_in_parts

LOOKS_LIKE = re.compile(r"<(?:[A-Za-z][\w:.-]*(?:\s|/?>)|!--|!DOCTYPE|\?xml|/[A-Za-z])")
_PARTS = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<raw>script|style)\b(?P<with>[^>]*)>(?P<code>.*?)(?:</(?P=raw)\s*>|\Z)"
    r"|<!\[CDATA\[(?P<data>.*?)\]\]>"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][\w:.-]*)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|<[?!](?P<declared>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:.@-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ESCAPED = re.compile(r"&(?:lt|LT|#0*60|#[xX]0*3[cC]);?[A-Za-z/!?]")
_ALTERNATIVE = {"alt", "descr", "aria-label"}
_ENDS = re.compile(rf"([-\u2010\u2011\u00ad]\s*)?{LINE_END}")
_LINE_ENDS = frozenset({"br", "cr"})
_BREAKING = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "cell", "col", "dd", "details", "div"}
    | {"dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html"}
    | {"img", "input", "li", "main", "nav", "ol", "option", "p", "pre", "row", "section", "select", "summary", "table"}
    | {"tbody", "td", "text", "textarea", "tfoot", "th", "thead", "title", "tr", "ul"}
    | {"c", "v", "si", "tab", "desc", "sheet", "comment", "definedname"}
)


def markup_passages(text: str, place: Place = (), first: int = 1) -> Iterator[Passage]:
    r"""Give what a page says and what its code says beside it; nothing that stands in it is left out.

    >>> for passage in markup_passages('<p title="x"><b>An</b>na</p>'):
    ...     print(passage.place[-1] if passage.place else "text", [passage.text])
    attribute title ['x']
    text [' Anna ']
    text ['  An na ']
    text ['Anna']
    tags ['<p title="x">\n<b>\n</b>\n</p>']
    """
    shown: list[str] = []
    apart: list[str] = []
    bare: list[str] = []
    tags: dict[str, None] = {}
    seen: set[tuple[str, str]] = set()
    read: set[str] = set()
    line, at = first, 0
    for part in _PARTS.finditer(text):
        whole, tag, data, begins = part[0], part["tag"], part["data"], part.start()
        between, lines = unescape(text[at:begins]), "\n" * whole.count("\n")
        line += text.count("\n", at, begins)
        bare.append(between)
        shown.append(between + (data or _break(tag) + lines))
        apart.append(between + (data or f" {lines}"))
        if tag:
            tags[whole] = None
        if not tag or (part["attributes"] and part["attributes"] not in read):
            yield from _beside(part, place, line, seen)
            read.add(part["attributes"])
        line, at = line + len(lines), part.end()
    joined, parted = (_ENDS.sub(_end, "".join([*said, unescape(text[at:])])) for said in (shown, apart))
    yield Passage(joined, place, "line", first, bare=not _ESCAPED.search(text))
    if len(joined.split()) != len(parted.split()):
        yield Passage(parted, place, "line", first, bare=True)
    if words := "\n".join(words_in_parts(bare)):
        yield Passage(words, place, bare=True)
    yield Passage("\n".join(tags), (*place, Piece("tags")), bare=True)


def _end(found: re.Match[str]) -> str:
    """Leave the end of a line behind a hyphen alone; any other one is a blank."""
    return found[0] if found[1] else " "


@lru_cache(maxsize=10_000)
def _break(tag: str | None) -> str:
    """Give what a tag puts into the text: nothing within a word, a line's end or a blank where something new begins."""
    name = tag.rpartition(":")[2].lower() if tag else ""
    return LINE_END if name in _LINE_ENDS else " " if name in _BREAKING else ""


def _beside(part: re.Match[str], place: Place, line: int, seen: set[tuple[str, str]]) -> Iterator[Passage]:
    """Yield what stands beside the text: comments, declarations, scripts and the values of attributes."""
    if part["comment"] or part["declared"]:
        yield Passage(part["comment"] or part["declared"], (*place, Piece("comment")), "line", line)
    if part["code"]:
        yield Passage(part["code"], (*place, Piece("script")), "line", line + part["with"].count("\n"))
    for found in _ATTRIBUTE.finditer(part["attributes"] or part["with"] or ""):
        name, value = found[1], found[2] or found[3] or found[4] or ""
        if value and (name, value) not in seen:
            seen.add((name, value))
            where = Piece("alternative text") if name.lower() in _ALTERNATIVE else Piece("attribute", name)
            yield Passage(unescape(value), (*place, where), "line", line)
