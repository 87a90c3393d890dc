"""Reports for tests: one chapter that shows whatever it is given, written through the real composing and template."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from IPython.core.formatters import DisplayFormatter

from needs_analysis.charts.chart import Chart
from needs_analysis.charts.rows import annotate_rows, lay_rows
from needs_analysis.charts.style import house_layout
from needs_analysis.charts.text import wrap_lines, wrap_text
from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.site import Built, write_indexes
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table import PresentationTable
from needs_analysis.workshop import Workshop
from tests.reporting.chapters import code, markdown, write_chapter

PLAIN = PresentationTable("A table", ("Name",), ((Cell("cell"),),))


def page_of(shown: Iterable[Any], release: Release, folder: Path, *, language: str = "en") -> Path:
    """The report of a release with these displays in its one chapter, which is about the release's first country."""
    outputs = [code("shown", _output(each)) for each in shown]
    notebook = write_chapter(folder / "03_needs.ipynb", markdown("# Everything"), *outputs)
    group = next(iter(release.codes("country")), "")
    about = release.label("country", group, language)
    part = Part("03_needs", notebook, {"language": language}, group=group, about=about)
    path = folder / "report.html"
    path.write_text(report_html([part], release, language=language), encoding="utf-8")
    return path


def index_of(release: Release, folder: Path) -> Path:
    """The page that lists one report, of a release."""
    report = folder / "reports" / "organiser" / "en" / "final_report.html"
    report.parent.mkdir(parents=True)
    report.write_text("report", encoding="utf-8")
    settings: Any = SimpleNamespace(workshop=SimpleNamespace(languages=["en"]), documents=[])
    return write_indexes(Workshop(folder, settings), [Built(release, "en", report)])[-1]


def table_with(text: str) -> PresentationTable:
    """A table with a text in every place that has one."""
    return PresentationTable(text, (text,), ((Cell(text),), (Cell(text),)), (text,))


def statement_with(text: str) -> Statement:
    """A statement that says a text, with a point that says it again."""
    return Statement(text, (text,))


def chart_told_with(text: str) -> Chart:
    """A chart with a text for words, and nothing to draw."""
    return Chart({"data": [], "layout": {"height": 60}}, text, text, text, PLAIN)


def chart_of(texts: list[str]) -> Chart:
    """A chart with each text as the label of a row and in the hover of its point, laid out as our charts are."""
    rows = lay_rows((wrap_lines(text), 12) for text in texts)
    points = {"type": "scatter", "mode": "markers", "hoverinfo": "text"}
    points |= {"x": [1] * len(rows), "y": [row.mark for row in rows], "hovertext": [wrap_text(text) for text in texts]}
    axis = {"range": [rows[-1].bottom, 0], "visible": False}
    layout = house_layout("en", height=rows[-1].bottom, annotations=annotate_rows(rows), yaxis=axis)
    return Chart({"data": [points], "layout": layout}, "Labels", "Labels.", "", PLAIN)


def without_picture(shown: Any) -> Any:
    """A display as it is; of a chart its words and its table, with nothing to draw."""
    return (
        Chart({"data": [], "layout": {}}, shown.title, shown.alt, shown.note, shown.table)
        if isinstance(shown, Chart)
        else shown
    )


def _output(shown: Any) -> dict[str, Any]:
    """What a notebook keeps of a display."""
    data, metadata = DisplayFormatter().format(shown)
    made = {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": metadata}
    return dict(json.loads(json.dumps(made)))
