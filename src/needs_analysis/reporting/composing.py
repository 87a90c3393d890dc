"""Executed chapters composed into one notebook: the text in the reader's language, the outputs, and no code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.reporting.figures import Gallery
from needs_analysis.reporting.inert import html_problems
from needs_analysis.reporting.markdown import SHIFT, markdown_to_html, translated
from needs_analysis.reporting.notebooks import Notebook, numbered, read_notebook
from needs_analysis.reporting.outline import Outline
from needs_analysis.reporting.outputs import CHART, HTML, MARKDOWN, mimetype_of, output_problems
from needs_analysis.reporting.tables import MARK, mark_long, scrollable
from needs_analysis.writing import plain_name

# What reading an output raises where somebody wrote it by hand.
DAMAGED = (ValueError, TypeError, AttributeError, LookupError)
TITLE_ENDS = f"</h{1 + SHIFT}>\n"


@dataclass(frozen=True)
class Part:
    """A part of a report: a chapter, its executed notebook, what that was given.

    A chapter that is built for each group makes several parts, each with the group's code and, in `about`, its name.
    `under` is the title of that part of the report's plan which it stands in.
    """

    chapter: str
    notebook: Path
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    group: str = ""
    about: str = ""
    under: str = ""

    @property
    def name(self) -> str:
        """The part's own name."""
        return part_name(self.chapter, self.group)


def part_name(chapter: str, group: str) -> str:
    """Name a part after its chapter and the group it is about.

    >>> part_name("04_country_profile", "KAZ"), part_name("03_needs", "")
    ('04_country_profile-KAZ', '03_needs')
    """
    return f"{chapter}-{plain_name(group)}" if group else chapter


@dataclass(frozen=True)
class Composed:
    """One notebook of all chapters, with the outline of each and all charts."""

    cells: list[Notebook]
    outlines: list[Outline]
    gallery: Gallery

    def has_long_table(self) -> bool:
        """Say whether any table is long enough to be put in order and searched."""
        outputs = (output for cell in self.cells for output in cell.get("outputs", []))
        shown = (text for output in outputs for text in output["data"].values())
        written = (cell["metadata"].get("html", "") for cell in self.cells)
        charts = (figure.table for figure in self.gallery.figures)
        return any(MARK in html for html in (*shown, *written, *charts))


def compose_chapters(parts: Sequence[Part], language: str) -> Composed:
    """Compose executed chapters, in order, for readers of a language.

    Raises:
        ChapterError: naming every output that cannot be shown, and every heading out of order.
    """
    composed = Composed([], [], Gallery())
    problems: list[Problem] = []
    for part in parts:
        outline = Outline(part.name, chapter=part.chapter, about=part.about, under=part.under)
        shown = _Chapter(outline, composed.gallery, language)
        composed.cells.extend(shown.cells(part))
        composed.outlines.append(outline)
        problems += [Problem(what, file=part.notebook.name) for what in [*shown.problems, *outline.problems()]]
    if problems:
        raise ChapterError(problems)
    return composed


class _Chapter:
    """A chapter while its cells are written."""

    def __init__(self, outline: Outline, gallery: Gallery, language: str) -> None:
        self.outline, self.gallery, self.language = outline, gallery, language
        self.problems: list[str] = []

    def cells(self, part: Part) -> Iterator[Notebook]:
        for number, cell in numbered(read_notebook(part.notebook)["cells"]):
            if cell["cell_type"] == "markdown":
                yield _in_part(self._markdown(cell, number), part)
            elif cell.get("outputs"):
                yield _in_part(self._code(cell, number), part)

    def _markdown(self, cell: Notebook, number: int) -> Notebook:
        begins = not self.outline.headings
        html = self._html(translated(cell["source"], self.language), number)
        title, end, text = html.partition(TITLE_ENDS) if begins else ("", "", html)
        metadata = {"title": title + end, "html": text} if end else {"title": "", "html": html}
        return {"cell_type": "markdown", "source": "", "metadata": metadata}

    def _code(self, cell: Notebook, number: int) -> Notebook:
        if not self.outline.headings:
            self._refuse(number, [say("it shows something before the chapter's title.")])
        shown = [self._output(output, number) for output in cell["outputs"]]
        return {"cell_type": "code", "source": "", "metadata": {}, "outputs": shown} | {"execution_count": None}

    def _output(self, output: dict[str, Any], number: int) -> dict[str, Any]:
        made: dict[str, Any] = {"output_type": "display_data", "data": {}, "metadata": {}}
        try:
            return made if self._refuse(number, output_problems(output)) else made | self._shown(output, number)
        except DAMAGED as error:
            self._refuse(number, [say("what it shows is damaged: {error}", error=error)])
            return made

    def _shown(self, output: dict[str, Any], number: int) -> dict[str, Any]:
        """Give what an output becomes in the page, every text of it such as a file can hold."""
        made: dict[str, Any] = {"metadata": {}}
        kind = mimetype_of(output)
        content = output["data"][kind]
        if kind == CHART:
            made["metadata"] = {"figure": vars(self.gallery.add(output))}
            content = ""
        elif kind == HTML:
            content = mark_long(scrollable(content))
        elif kind == MARKDOWN:
            content = self._html(content, number)
        content.encode("utf-8")
        return made | {"data": {kind: content}}

    def _html(self, markdown: str, number: int) -> str:
        html = mark_long(scrollable(markdown_to_html(markdown, self.outline.add)))
        self._refuse(number, html_problems(html))
        return html

    def _refuse(self, number: int, reasons: Any) -> bool:
        found = [say("Cell {number}: {reason}", number=number, reason=reason) for reason in reasons]
        self.problems += found
        return bool(found)


def _in_part(cell: Notebook, part: Part) -> Notebook:
    return cell | {"metadata": cell["metadata"] | {"part": part.name}}
