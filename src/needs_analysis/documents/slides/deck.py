"""A report as slides."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from needs_analysis.documents.document import Document, KeyFigures, Picture, Table
from needs_analysis.documents.letters import in_line
from needs_analysis.documents.numbering import number_tables
from needs_analysis.documents.packing import pack_stably
from needs_analysis.documents.properties import locale_of
from needs_analysis.documents.slides.chart import Box, draw_chart, shown_rows
from needs_analysis.documents.slides.choice import Slide, choose_limits, choose_slides
from needs_analysis.documents.slides.drawn import read_drawing
from needs_analysis.documents.slides.shapes import (
    ACROSS,
    BELOW,
    FOOT,
    MAIN,
    MUTED,
    SMALL,
    TEXTS,
    Words,
    first_of,
    name_frame,
    say_notes,
)
from needs_analysis.documents.slides.template import EDGE, TITLED, empty_slides
from needs_analysis.language import say
from needs_analysis.writing import write_bytes

if TYPE_CHECKING:
    from pptx.presentation import Presentation

MOST_CARDS = 4


def write_slides(path: Path, document: Document) -> Path:
    """Write about ten slides of a report, with charts that can be edited; the same report gives the same bytes.

    Args:
        path: where, ending in .pptx.
        document: the report; of a chapter that it does not have, nothing is shown.

    Raises:
        OutputError: the file cannot be written.
    """
    made, numbers = empty_slides(document), number_tables(document)
    _set_cover(made, document)
    for place, slide in enumerate([*choose_slides(document), choose_limits(document)], start=2):
        _set_slide(made, slide, document, numbers=numbers, place=place)
    packed = io.BytesIO()
    made.save(packed)
    return write_bytes(path, pack_stably(packed.getvalue()))


def _set_cover(made: Presentation, document: Document) -> None:
    slide = made.slides.add_slide(made.slide_layouts[TITLED])
    words, cover = Words(slide, locale_of(document.language)), document.cover
    words.text(cover.kind, Box(EDGE, 90, ACROSS, 34), (18, 16, 14), colour=MUTED)
    words.title(cover.title, Box(EDGE, 126, ACROSS, 150), (44, 40, 36, 32, 28, 24))
    facts = "\n".join(f"{in_line(what)}: {in_line(said)}" for what, said in cover.facts)
    words.text(facts, Box(EDGE, 284, ACROSS, 110), TEXTS)
    if cover.notice:
        words.text(cover.notice, Box(EDGE, 404, ACROSS, 80), (16, 14, 12, 11), bold=True)
    say_notes(slide, [cover.title, cover.kind, *facts.split("\n"), cover.notice])


def _set_slide(
    made: Presentation, slide: Slide, document: Document, *, numbers: Mapping[Table, int], place: int
) -> None:
    """Set one slide: title, what it shows, the line below, the foot and the notes."""
    page = made.slides.add_slide(made.slide_layouts[TITLED])
    words, language = Words(page, locale_of(document.language)), document.language
    words.title(slide.title)
    below, source = slide.below, ""
    if isinstance(slide.shows, Picture):
        below = _join(below, _show_picture(page, words, slide.shows, language))
        number = numbers.get(slide.shows.table)
        source = say("Source: table {n} of the workbook.", language=language, n=number) if number else ""
    elif isinstance(slide.shows, KeyFigures):
        words.cards(slide.shows.figures[:MOST_CARDS])
    else:
        words.points(slide.shows)
    if below:
        words.text(below, BELOW, SMALL, colour=MUTED)
    words.text(f"{in_line(document.release)} · {place}", FOOT, SMALL, colour=MUTED)
    release = say("Release {release}.", language=language, release=document.release)
    say_notes(page, [slide.title, *slide.notes, source, release])


def _show_picture(page: Any, words: Words, picture: Picture, language: str) -> str:
    """Draw a picture anew from its table, or show the table's first rows; say how many are shown of how many."""
    drawing = read_drawing(picture)
    some = ""
    if drawing is None:
        heads, rows = first_of(picture.table)
        shown, whole = len(rows), len([row for row in picture.table.rows if len(row) > 1])
        if len(heads) < len(picture.table.headings):
            most = len(picture.table.headings)
            some = say("The first {shown} of {whole} columns.", language=language, shown=len(heads), whole=most)
        frame = words.table(picture.table, picture.alt or picture.title) if shown else None
    else:
        shown, whole = shown_rows(drawing), len(drawing.labels)
        frame = draw_chart(page, drawing, MAIN)
    if frame is not None:
        name_frame(frame, picture.alt or picture.title)
    if shown < whole:
        some = _join(say("The first {shown} of {whole}.", language=language, shown=shown, whole=whole), some)
    return _join(drawing.group if drawing else "", some)


def _join(*parts: str) -> str:
    """Join what is said below a chart, each part ending in a full stop where another follows."""
    said = [in_line(part) for part in parts if part]
    return " ".join(part if part[-1] in ".!?…" or part is said[-1] else f"{part}." for part in said)
