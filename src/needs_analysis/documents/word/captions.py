"""Captions with numbers that Word counts, and words that point to them."""

from __future__ import annotations

from needs_analysis.documents.document import Document, Picture, Table
from needs_analysis.documents.numbering import number_tables
from needs_analysis.documents.word.markup import Node, bookmark, field, paragraph, run
from needs_analysis.language import say


class Captions:
    """The numbers of tables and figures in one document, counted as they are set."""

    def __init__(self, document: Document) -> None:
        self.language = document.language
        self.numbers = number_tables(document)
        self.bookmarks = 0
        self.figures = 0
        self.captioned: set[int] = set()

    def mark(self, name: str, *inner: Node) -> list[Node]:
        """Put runs into a bookmark with a number of its own."""
        self.bookmarks += 1
        return bookmark(self.bookmarks, name, *inner)

    def of_table(self, table: Table) -> Node:
        """Make the caption of a table; one that is shown again bears its number without being counted again."""
        label, number = say("Table", language=self.language), self.numbers[table]
        if number in self.captioned:
            return paragraph("Caption", run(f"{label} {number}. {table.caption}"))
        self.captioned.add(number)
        counted = [run(f"{label} "), *field(f"SEQ {label} \\* ARABIC", str(number))]
        return paragraph("Caption", *self.mark(_name(number), *counted), run(f". {table.caption}"))

    def of_picture(self, picture: Picture) -> Node:
        """Make the caption of the next picture."""
        self.figures += 1
        label = say("Figure", language=self.language)
        counted = [run(f"{label} "), *field(f"SEQ {label} \\* ARABIC", str(self.figures))]
        return paragraph("FigureCaption", *self.mark(f"figure_{self.figures}", *counted), run(f". {picture.title}"))

    def points_to(self, table: Table) -> list[Node]:
        """Say where the numbers of a picture stand; nothing where its table has no rows."""
        number = self.numbers.get(table)
        if number is None:
            return []
        before, _, after = say("The numbers: {table}.", language=self.language, table="\0").partition("\0")
        label = f"{say('Table', language=self.language)} {number}"
        return [run(before), *field(f"REF {_name(number)} \\h", label), run(after)]


def _name(number: int) -> str:
    return f"table_{number}"
