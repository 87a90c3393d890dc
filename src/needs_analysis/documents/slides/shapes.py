"""What stands on a slide: titles, texts that fit, cards of key figures, small tables, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from needs_analysis.documents.document import Cell, KeyFigure, Table
from needs_analysis.documents.letters import cut_text, in_line, in_presentation, runs_from_right
from needs_analysis.documents.slides.chart import Box
from needs_analysis.documents.slides.fitting import fit_text
from needs_analysis.documents.slides.template import EDGE, WIDTH

INK, DARK, MUTED, PALE = "1B1F24", "0B3C5D", "57606A", "E8F0F6"
INSIDE = 8  # what a box leaves free at each side
TITLES, TEXTS, SMALL = (28, 26, 24, 22, 20), (20, 18, 16, 14, 12), (12, 11, 10, 9, 8)
ACROSS = WIDTH - 2 * EDGE
TITLE = Box(EDGE, 24, ACROSS, 88)
MAIN = Box(EDGE, 118, ACROSS, 350)
BELOW = Box(EDGE, 472, ACROSS, 28)
FOOT = Box(EDGE, 506, ACROSS, 22)
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 7, 9, 44


class Words:
    """Texts put on one slide, in the language of the report."""

    def __init__(self, slide: Any, locale: str) -> None:
        self.slide, self.locale = slide, locale

    def title(self, text: str, box: Box = TITLE, sizes: Sequence[int] = TITLES) -> None:
        """Set the title, which is the slide's name as well."""
        shape = self.slide.shapes.title
        _place(shape, box)
        self._fill(shape.text_frame, [in_line(text)], box, sizes=sizes, colour=DARK, bold=True)

    def text(self, text: str, box: Box, sizes: Sequence[int], *, colour: str = INK, bold: bool = False) -> Any:
        """Set a text in a box of its own."""
        shape = self.slide.shapes.add_textbox(*map(points, box))
        self._fill(shape.text_frame, in_xml_lines(text), box, sizes=sizes, colour=colour, bold=bold)
        return shape

    def points(self, items: Sequence[str], box: Box = MAIN) -> None:
        """Set a list of points, one below the other."""
        self.text("\n".join(f"•  {in_line(item)}" for item in items), box, TEXTS)

    def cards(self, figures: Sequence[KeyFigure], box: Box = MAIN) -> None:
        """Set key figures beside each other, each large above what it counts."""
        width, gap = box.width / len(figures), 16
        for place, figure in enumerate(figures):
            left, wide = box.left + place * width, width - gap
            self.text(in_line(figure.value), Box(left, box.top + 30, wide, 76), (54, 44, 36, 28, 20), bold=True)
            self.text(in_line(figure.what), Box(left, box.top + 110, wide, 90), TEXTS)
            if figure.note:
                self.text(in_line(figure.note), Box(left, box.top + 204, wide, 60), (14, 12, 11, 10), colour=MUTED)

    def table(self, table: Table, describe: str, box: Box = MAIN) -> Any:
        """Set the first rows of a table."""
        columns, rows = first_of(table)
        lines = [tuple(Cell(head) for head in columns), *rows]
        frame = self.slide.shapes.add_table(len(lines), len(columns), *map(points, box))
        name_frame(frame, describe)
        first = box.width * (0.3 if len(columns) > 2 else 0.6)
        widths = [first, *[(box.width - first) / max(len(columns) - 1, 1)] * (len(columns) - 1)]
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = points(width)
        high = box.height / len(lines)
        for at, row in enumerate(lines):
            frame.table.rows[at].height = points(high)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
                self._cell(frame.table.cell(at, place), cell, Box(0, 0, width, high), head=at == 0)
        return frame

    def _cell(self, into: Any, cell: Cell, box: Box, *, head: bool) -> None:
        from pptx.dml.color import RGBColor

        into.fill.solid()
        into.fill.fore_color.rgb = RGBColor.from_string(PALE if head else "FFFFFF")
        colour = DARK if head else MUTED if cell.kind in ("too-few", "missing") else INK
        text = cut_text(in_presentation(cell.text), LONGEST_CELL)
        self._fill(into.text_frame, [text], box, sizes=SMALL, colour=colour, bold=head)

    def _fill(
        self, frame: Any, lines: Sequence[str], box: Box, *, sizes: Sequence[int], colour: str, bold: bool = False
    ) -> None:
        """Fill a frame with lines at the size at which they fit."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN

        wider = 1.06 if bold else 1.0
        whole = in_presentation("\n".join(lines))
        fitted = fit_text(whole, (box.width - 2 * INSIDE) / wider, box.height - INSIDE, sizes)
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = points(INSIDE)
        frame.margin_top = frame.margin_bottom = points(INSIDE / 2)
        for place, line in enumerate(fitted.text.split("\n")):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if runs_from_right(line) else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = line.replace("\t", " "), points(fitted.size), bold
            run.font.color.rgb = RGBColor.from_string(colour)
            run._r.get_or_add_rPr().set("lang", self.locale)


def in_xml_lines(text: str) -> list[str]:
    """Give the lines of a text."""
    return in_presentation(text).split("\n")


def first_of(table: Table) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Give the headings and rows of a table that a slide has room for."""
    rows = [row[:MOST_COLUMNS] for row in table.rows if len(row) > 1]
    return table.headings[:MOST_COLUMNS], rows[:MOST_ROWS]


def name_frame(frame: Any, words: str) -> None:
    """Give a chart or a table the words that stand for it where it is not seen."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_line(words))


def say_notes(slide: Any, notes: Sequence[str]) -> None:
    """Write the notes of a slide, a paragraph each."""
    slide.notes_slide.notes_text_frame.text = "\n".join(in_presentation(note) for note in notes if note)


def points(length: float) -> Any:
    """Give a length in points as slides count it."""
    from pptx.util import Pt

    return Pt(length)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(points, box)
