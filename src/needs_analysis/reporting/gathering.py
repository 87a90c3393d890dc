"""A report gathered into one document: cover, objectives, chapters, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needs_analysis.documents.document import (
    Block,
    Cell,
    Chapter,
    Cover,
    Document,
    Heading,
    Paragraph,
    Points,
    Run,
    Table,
)
from needs_analysis.reporting.blocks import blocks_of
from needs_analysis.reporting.cover import cover_of, edition_of, objectives_of
from needs_analysis.reporting.outline import Outline
from needs_analysis.reporting.planning import Planned
from needs_analysis.reporting.provenance import provenance_of
from needs_analysis.reporting.wording import page_words

Row = tuple[str, ...]


def gather(report: Planned) -> Document:
    """Gather what the page of a report shows, from its executed chapters.

    Raises:
        ChapterError: a chapter shows what no document can be made from.
    """
    manifest, language = report.release.manifest, report.language
    cover = cover_of(manifest, language)
    chapters = [Chapter(part.name, part.under, blocks_of(part, language)) for part in report.parts]
    return Document(
        language=language,
        release=str(manifest["id"]),
        edition=edition_of(manifest, language),
        cover=Cover(report.kind, cover["title"], tuple(cover["facts"]), cover["notice"]),
        chapters=(*_objectives(report, chapters), *chapters, _provenance(report)),
    )


def _objectives(report: Planned, chapters: list[Chapter]) -> Iterator[Chapter]:
    """Give a chapter with the objectives of the workshop, each with the chapters that serve it."""
    words, outlines = (
        page_words(report.language),
        [_outline(report, place, each) for place, each in enumerate(chapters)],
    )
    objectives = objectives_of(report.release.manifest, outlines, report.language)
    if objectives:
        points = [(Run(each["text"]), Run(f" {_say_served(each, words)}", emphasis=True)) for each in objectives]
        yield Chapter("objectives", "", (Heading(1, words["objectives"]), Points(tuple(points))))


def _outline(report: Planned, place: int, chapter: Chapter) -> Outline:
    part = report.parts[place]
    outline = Outline(part.name, chapter=part.chapter, about=part.about)
    outline.add(1, chapter.title.removeprefix(f"{part.about}. "))
    return outline


def _say_served(objective: dict[str, Any], words: dict[str, str]) -> str:
    names = "; ".join(outline.short for outline in objective["parts"])
    return f"{words['served_by']} {names}"


def _provenance(report: Planned) -> Chapter:
    """Give the chapter that says how the report was made."""
    made, words = provenance_of(report.release, report.parts, report.language), page_words(report.language)
    inputs: list[Row] = [(file, full) for file, _, full in made["inputs"]]
    accounts = ["table", "rows_received", "rows_dropped", "rows_clean", "cells_set", "cells_blanked"]
    log: Block = Paragraph((Run(words["no_log"]),))
    if made["log"]:
        log = _table(words, "log", ["rule", "action", "status", "count"], made["log"], numbers=1)
    blocks: list[Block] = [
        Heading(1, words["provenance"]),
        Points(tuple((Run(f"{what}: ", strong=True), Run(said)) for what, said in made["facts"])),
        *(Paragraph((Run(f"{what} "), Run(command, code=True))) for what, command in made["commands"]),
        Paragraph((Run(made["suppressed"]),)),
        _table(words, "inputs", ["file", "fingerprint"], inputs),
        _table(words, "account", accounts, made["account"], numbers=5),
        log,
        _table(words, "parameters", ["part", "given"], made["parameters"]),
    ]
    return Chapter("provenance", "", tuple(blocks))


def _table(words: dict[str, str], caption: str, headings: list[str], rows: list[Row], *, numbers: int = 0) -> Table:
    """Make a table of which the last `numbers` columns hold numbers."""
    texts = len(headings) - numbers
    cells = tuple(
        tuple(Cell(text, "text" if place < texts else "num") for place, text in enumerate(row)) for row in rows
    )
    return Table(words[caption], tuple(words[heading] for heading in headings), cells)
