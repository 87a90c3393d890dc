"""Each block of a report, set in Word."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from needs_analysis.documents.cuts import cuts_of, parts_of, size_of
from needs_analysis.documents.document import (
    Block,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.documents.letters import in_line
from needs_analysis.documents.word.captions import Captions
from needs_analysis.documents.word.markup import Node, crop, node, paragraph, run, runs, text_paragraph
from needs_analysis.documents.word.sections import turn_page
from needs_analysis.documents.word.tables import key_figures_nodes, table_node
from needs_analysis.documents.word.template import number_anew
from needs_analysis.documents.word.widths import lay_columns
from needs_analysis.language import say

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

STYLES = {"text": "Normal", "statement": "Statement", "note": "Note"}
WIDEST, TALLEST = 170, 225  # of a picture, in millimetres
DEEPEST = 3


class Setting:
    """A Word document while it is set: what comes next, and which way its page lies."""

    def __init__(self, word: WordDocument, document: Document, pictures: Sequence[bytes]) -> None:
        wanted = [block for block in document.blocks() if isinstance(block, Picture)]
        self.pictures = iter(list(zip(wanted, pictures, strict=True)))
        self.word, self.captions = word, Captions(document)
        self.language = document.language
        self.across = False
        self.headings = 0

    def put(self, *nodes: Node) -> None:
        """Put paragraphs and tables behind all that stands already."""
        last = self.word.element.body[-1]
        for each in nodes:
            last.addprevious(each)

    def turn(self, *, across: bool) -> None:
        """Go on on a page that lies upright or across."""
        if across != self.across:
            turn_page(self.word, across=across)
            self.across = across

    def set_block(self, block: Block) -> None:
        """Set one block."""
        if isinstance(block, Table):
            self.set_table(block)
            return
        self.turn(across=False)
        match block:
            case Heading():
                self.set_heading(block)
            case Paragraph():
                self.put(paragraph(STYLES[block.role], *runs(block.line)))
            case Points():
                self.put(*self._points(block))
            case Picture():
                self._set_picture(block)
            case KeyFigures():
                self.put(*key_figures_nodes(block))

    def set_heading(self, heading: Heading, *, goes_on: bool = False) -> None:
        """Set a heading that the contents point to; a chapter begins a page, unless it `goes_on` on one."""
        self.headings += 1
        made = text_paragraph(f"Heading{min(heading.level, DEEPEST)}", in_line(heading.text))
        if goes_on:
            made[0].insert(1, node("pageBreakBefore", val=0))
        words = list(made)[1:]
        for word in words:
            made.remove(word)
        made.extend(self.captions.mark(target(self.headings), *words))
        self.put(made)

    def set_table(self, table: Table) -> None:
        """Set a table with its caption and notes; one without rows is what is said of it."""
        if not table.rows:
            self.turn(across=False)
            self.put(paragraph("Normal", *runs((Run(table.caption, strong=True),))))
        else:
            widths = lay_columns(table)
            self.turn(across=widths.across)
            self.put(self.captions.of_table(table), table_node(table, widths))
        self.put(*(text_paragraph("Note", note) for note in table.notes))

    def _set_picture(self, picture: Picture) -> None:

        _, drawn = next(self.pictures)
        for place, shape in enumerate(self._shapes(drawn)):
            shape.docPr.set("name", f"{say('Figure', language=self.language)} {self.captions.figures + 1}")
            shape.docPr.set("descr", in_line(picture.title if place else picture.alt or picture.title))
            self.put(paragraph("Figure", node("r", node("drawing", shape))))
        self.put(self.captions.of_picture(picture))
        note, points_to = [run(f"{picture.note} ")] if picture.note else [], self.captions.points_to(picture.table)
        if note or points_to:
            self.put(paragraph("Note", *note, *points_to))

    def _shapes(self, drawn: bytes) -> Iterator[Node]:
        """Show a picture as wide as the page; a taller one than a page in parts, or made smaller where it has none."""
        from docx.shared import Mm

        dots, height = size_of(drawn)
        scale = WIDEST / dots
        parts = parts_of(height * scale, [cut * scale for cut in cuts_of(drawn)], first=TALLEST, others=TALLEST)
        if len(parts) == 1:
            scale = min(scale, TALLEST / height)
        for top, end in parts:
            shape = self.word.part.new_pic_inline(io.BytesIO(drawn), width=Mm(dots * scale))
            if len(parts) > 1:
                whole = height * scale
                crop(shape, top=top / whole, bottom=1 - end / whole, height=Mm(end - top))
            yield shape

    def _points(self, block: Points) -> list[Node]:
        if not block.ordered:
            return [paragraph("ListBullet", *runs(item)) for item in block.items]
        number = number_anew(self.word)
        items = [paragraph("ListNumber", *runs(item)) for item in block.items]
        for item in items:
            item[0].append(node("numPr", node("ilvl", val=0), node("numId", val=number)))
        return items


def target(number: int) -> str:
    """Name the bookmark of a heading by its place."""
    return f"_Toc{number:05}"
