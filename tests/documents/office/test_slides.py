"""Slides of a report: findings as titles, native charts whose numbers are the report's, nothing outside its box."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx.util import Emu

from needs_analysis import tables
from needs_analysis.documents.document import (
    Cell,
    Chapter,
    Cover,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.slides.fitting import height_of
from needs_analysis.reporting.blocks import blocks_of_content
from tests.documents.reading import CHART, charts_of_slides, notes_of_slides, sheets_of_workbook, texts_of_slides
from tests.documents.sample import RELEASE, line, number
from tests.small_release import make_release

MOST_WORDS = 45
DOTS = {"type": "scatter", "mode": "markers"}


def picture(heads: tuple[str, ...], rows: list[tuple[Cell, ...]], *traces: dict[str, Any], **layout: object) -> Picture:
    """Make a picture that draws a table."""
    figure = {"data": list(traces), "layout": layout}
    return Picture(
        "What is drawn (46 responses)", "It is drawn.", "A note.", figure, Table("The table", heads, tuple(rows))
    )


def report_of(*blocks: object, name: str = "03_needs", language: str = "en") -> Document:
    """Make a report of one chapter."""
    said = Paragraph(line("The largest gap was reported for joint risk assessment."), "statement")
    chapter = Chapter(name, "", (Heading(1, "Which needs come first?"), said, *blocks))  # type: ignore[arg-type]
    return Document(language, "r1", "donor", Cover("Report", "Workshop", (), "A notice."), (chapter,))


def needs(n: int) -> list[tuple[Cell, ...]]:
    """Make rows of needs with a gap, its interval, and respondents; the last gap is not given."""
    few = Cell("too few to report", "too-few")
    gaps = [number(3.0 - row / 10, interval=(2.5 - row / 10, 3.2)) for row in range(n - 1)]
    return [(Cell(f"RSK-{row + 1} Need"), gap, number(40 + row, digits=0)) for row, gap in enumerate([*gaps, few])]


def test_bars_show_the_first_ten(tmp_path: Path) -> None:
    """Of 33 needs the first ten are drawn, with the numbers of the table, their n, and a word on how many there are."""
    rows = needs(33)
    drawn = DOTS | {"x": [3.0 - row / 10 + 0.004 for row in range(32)], "y": [30.0 * row for row in range(32)]}
    path = write_slides(tmp_path / "a.pptx", report_of(picture(("Need", "Gap", "n"), rows, drawn)))
    chart, *others = charts_of_slides(path)
    assert not others
    assert chart.series == {"Gap": [3.0, 2.9, 2.8, 2.7, 2.6, 2.5, 2.4, 2.3, 2.2, 2.1]}
    assert chart.categories[0] == "RSK-1 Need (n = 40)"
    assert "The first 10 of 33." in " ".join(texts_of_slides(path)[1])


def test_intervals_are_drawn_and_editable(tmp_path: Path) -> None:
    """Lines reach from the low to the high end; their lengths stand in the chart's own workbook."""
    drawn = DOTS | {"x": [3.0, 2.9, 2.8], "y": [10.0, 20.0, 30.0]}
    path = write_slides(tmp_path / "a.pptx", report_of(picture(("Need", "Gap", "n"), needs(4), drawn)))
    sheet = next(iter(sheets_of_workbook(charts_of_slides(path)[0].workbook).values()))
    assert sheet[0] == ["", "Gap", "−", "+"] or sheet[0] == ["Gap", "−", "+"]
    assert sheet[1] == ["RSK-1 Need (n = 40)", 3.0, 0.5, 0.2]
    assert sheet[3] == ["RSK-3 Need (n = 42)", 2.8, 0.5, 0.4]
    check_references(path)


def check_references(path: Path) -> None:
    """Hold every formula of the charts against the cells of the workbook that it points to."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert len(names) == len(books) > 0
        for name, chart in zip(sorted(names), charts_of_slides(path), strict=True):
            sheet = load_workbook(io.BytesIO(chart.workbook)).active
            for reference in etree.fromstring(package.read(name)).iter(f"{CHART}numRef", f"{CHART}strRef"):
                place = reference.findtext(f"{CHART}f").partition("!")[2].replace("$", "")
                cells = sheet[place]
                flat = [cell for row in cells for cell in row] if isinstance(cells, tuple) else [cells]
                held = {int(each.get("idx")): each.findtext(f"{CHART}v") for each in reference.iter(f"{CHART}pt")}
                wanted = {at: cell.value for at, cell in enumerate(flat) if cell.value is not None}
                assert {at: str(value) for at, value in wanted.items()} == {
                    at: value if isinstance(wanted[at], str) else str(type(wanted[at])(float(value)))
                    for at, value in held.items()
                }


def test_points_lie_where_both_means_are(tmp_path: Path) -> None:
    """A picture that draws one column across and one upwards becomes points, each with its code."""
    rows = [(Cell(f"LEG-{row} Need"), number(4 - row / 2), number(2 + row / 5)) for row in range(4)]
    drawn = DOTS | {"x": [2.0, 2.2, 2.4, 2.6], "y": [4.0, 3.5, 3.0, 2.5]}
    shown = picture(("Need", "Importance", "Capacity"), rows, {"type": "scatter", "mode": "lines", "x": [3, 3]}, drawn)
    path = write_slides(tmp_path / "a.pptx", report_of(shown))
    chart = charts_of_slides(path)[0]
    assert chart.across == [2.0, 2.2, 2.4, 2.6]
    assert chart.series == {"Importance": [4.0, 3.5, 3.0, 2.5]}
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read(next(name for name in package.namelist() if "charts/chart" in name)))
    labels = ["".join(each.itertext()) for each in root.iter(f"{CHART}rich")]
    assert [label for label in labels if label.startswith("LEG")] == ["LEG-0", "LEG-1", "LEG-2", "LEG-3"]
    check_references(path)


def test_shares_are_stacked(tmp_path: Path) -> None:
    """Parts of a whole stay parts of a whole; a share drawn as a part of one is the percentage that the table gives."""

    def share(value: float) -> Cell:
        return Cell(f"{value:.0f} %", "num", values=(value,), unit="%")

    rows = [(Cell("Venue"), share(75), share(25)), (Cell("Content"), share(60), share(40))]
    bars = [{"type": "bar", "x": [0.75, 0.6], "name": "4 or 5"}, {"type": "bar", "x": [0.25, 0.4], "name": "1 to 3"}]
    path = write_slides(
        tmp_path / "a.pptx", report_of(picture(("Part", "4 or 5", "1 to 3"), rows, *bars, barmode="stack"))
    )
    assert charts_of_slides(path)[0].series == {"4 or 5": [75.0, 60.0], "1 to 3": [25.0, 40.0]}
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read(next(name for name in package.namelist() if "charts/chart" in name)))
    assert [each.get("val") for each in root.iter(f"{CHART}grouping")] == ["stacked"]
    check_references(path)


def test_before_and_after_are_two_bars(tmp_path: Path) -> None:
    """Numbers that one cell joins are drawn apart, under the names that the picture gives them."""
    rows = [(Cell("I can"), Cell("3,2 → 4,1", "num")), (Cell("I know"), Cell("2,7 → 3,8", "num"))]
    traces = [DOTS | {"x": [3.21, 2.67], "name": "before"}, DOTS | {"x": [4.09, 3.79], "name": "after"}]
    path = write_slides(tmp_path / "a.pptx", report_of(picture(("Statement", "Mean before → after"), rows, *traces)))
    assert charts_of_slides(path)[0].series == {"before": [3.2, 2.7], "after": [4.1, 3.8]}


def test_a_part_of_a_picture_is_no_chart(tmp_path: Path) -> None:
    """Bars that no column gives, or a column that is blank for most rows: the table says what the picture does."""
    rows = [(Cell(f"Need {row}"), number(40 + row, digits=0), Cell("none", "missing")) for row in range(4)]
    rows[0] = (*rows[0][:2], number(7, digits=0))
    all_bars = [{"type": "bar", "x": [40, 41, 42, 43]}, {"type": "bar", "x": [-3, -4, -5, -6]}]
    for traces in (all_bars, [{"type": "bar", "x": [7, 7]}]):
        path = write_slides(tmp_path / "a.pptx", report_of(picture(("Need", "n", "Activities"), rows, *traces)))
        assert charts_of_slides(path) == []


def test_what_is_no_chart_is_a_table(tmp_path: Path) -> None:
    """Where a picture draws no bars, dots or points, the first rows of its table stand on the slide as they are."""
    heat = {"type": "heatmap", "z": [[1.2]]}
    rows = [(Cell(f"Theme {row}"), Cell("1.2 (0.6–1.8)", "num", values=(1.2, 0.6, 1.8))) for row in range(9)]
    path = write_slides(tmp_path / "a.pptx", report_of(picture(("Theme", "Kazakhstan"), rows, heat)))
    assert charts_of_slides(path) == []
    said = texts_of_slides(path)[1]
    assert said.count("1.2 (0.6–1.8)") == 7
    assert "The first 7 of 9." in " ".join(said)


def test_titles_are_findings(tmp_path: Path) -> None:
    """The title says what was found, in the report's own words, and is the slide's title for whoever cannot see it."""
    drawn = DOTS | {"x": [3.0, 2.9, 2.8]}
    path = write_slides(tmp_path / "a.pptx", report_of(picture(("Need", "Gap", "n"), needs(4), drawn)))
    titles = [slide.shapes.title.text_frame.text for slide in pptx.Presentation(str(path)).slides]
    assert titles[:2] == ["Workshop", "The largest gap was reported for joint risk assessment"]


def test_only_what_the_report_has(tmp_path: Path) -> None:
    """Recommendations give a slide, and a report without any has none for them; likewise key figures."""
    plain = report_of(name="01_participants")
    assert len(texts_of_slides(write_slides(tmp_path / "a.pptx", plain))) == 2  # the cover, and what limits the numbers
    advice = blocks_of_content(tables.state_recommendations(make_release(), "en").content())
    said = texts_of_slides(write_slides(tmp_path / "b.pptx", report_of(*advice)))
    assert len(said) == 3
    assert said[1][:2] == [
        "The organisers make 2 recommendations; on needs of the first tier: 1.",
        "•  RSK-1: Hold a course on risk tools.",
    ]
    limits = blocks_of_content(tables.state_conclusions(make_release(), "en").content())
    last = texts_of_slides(write_slides(tmp_path / "d.pptx", report_of(*limits)))[-1]
    assert last[1] == "•  From this report it cannot be concluded:"
    assert len(last) > 3
    figures = KeyFigures((KeyFigure("46", "people", "of 60"),))
    keyed = texts_of_slides(write_slides(tmp_path / "c.pptx", report_of(figures, name="00_summary")))
    assert keyed[1][:4] == ["Which needs come first?", "46", "people", "of 60"]


def test_groups_have_no_slide_of_their_own(tmp_path: Path) -> None:
    """Where a chapter is there for each of several groups, none of them is on a slide."""
    shown = picture(("Need", "Gap", "n"), needs(4), DOTS | {"x": [3.0, 2.9, 2.8]})
    blocks = (Heading(1, "A profile"), shown)
    several = tuple(Chapter(f"04_country_profile-{code}", "", blocks) for code in ("KAZ", "KGZ"))
    cover = Cover("Report", "Workshop", ())
    both = write_slides(tmp_path / "a.pptx", Document("en", "r1", "donor", cover, several))
    one = write_slides(tmp_path / "b.pptx", Document("en", "r1", "national", cover, several[:1]))
    assert (len(charts_of_slides(both)), len(charts_of_slides(one))) == (0, 1)


def test_sample_slides(report: Document, slides: Path) -> None:
    """The sample's slides are few, say little each, and name release and page; all else is in the notes."""
    said = texts_of_slides(slides)
    assert len(said) == 5
    assert [len(" ".join(texts).split()) <= MOST_WORDS for texts in said] == [True] * 5
    assert all(any(RELEASE in text for text in texts) for texts in said)
    notes = [" ".join(texts) for texts in notes_of_slides(slides)]
    assert len(notes) == len(said)
    assert all(RELEASE in text for text in notes)
    alts = [block.alt for block in report.blocks() if isinstance(block, Picture)]
    assert [alt for alt in alts if not any(alt in text for text in notes)] == []


def test_charts_have_alternative_texts(report: Document, slides: Path) -> None:
    """What a chart says without being seen stands with it."""
    frames = [shape for slide in pptx.Presentation(str(slides)).slides for shape in slide.shapes if shape.has_chart]
    alts = [block.alt for block in report.blocks() if isinstance(block, Picture)]
    assert [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames] == alts
    assert len(frames) == 2


@pytest.mark.parametrize("text", ["word " * 90, "Слово " * 90, "x" * 400, "W" * 90, "中文字" * 60])
def test_nothing_leaves_its_box(text: str, tmp_path: Path) -> None:
    """However long a text is, it stays within its box, and every box within the slide."""
    figures = KeyFigures(tuple(KeyFigure(text, text, text) for _ in range(4)))
    points = Points(tuple((Run(text),) for _ in range(9)), about="recommendations")
    shown = picture((text, text, "n"), [(Cell(text), Cell(text), Cell(text))] * 9, {"type": "heatmap"})
    chapters = tuple(
        Chapter(name, "", (Heading(1, text), Paragraph(line(text), "statement"), block))
        for name, block in {"00_summary": figures, "01_participants": points, "03_needs": shown}.items()
    )
    cover = Cover(text, text, ((text, text),) * 4, text)
    path = write_slides(tmp_path / "a.pptx", Document("en", text, text, cover, chapters))
    made = pptx.Presentation(str(path))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 <= shape.top
            assert shape.left + shape.width <= made.slide_width + 10
            assert shape.top + shape.height <= made.slide_height + 10
            if shape.has_text_frame and shape.text_frame.text:
                size = shape.text_frame.paragraphs[0].runs[0].font.size
                inside = Emu(shape.width - shape.text_frame.margin_left - shape.text_frame.margin_right).pt
                assert height_of(shape.text_frame.text, size.pt, inside) <= Emu(shape.height).pt


def test_formula_like_texts_are_texts(tmp_path: Path) -> None:
    """Names of needs and columns that begin like a formula stay texts in the workbook within the chart."""
    rows = [(Cell(f"=1+{row}"), number(3 - row), number(9, digits=0)) for row in range(3)]
    shown = picture(("Need", "@SUM(A1)", "n"), rows, DOTS | {"x": [3, 2, 1]})
    path = write_slides(tmp_path / "a.pptx", report_of(shown))
    sheet = load_workbook(io.BytesIO(charts_of_slides(path)[0].workbook)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {"=1+0 (n = 9)", "@SUM(A1)"} <= {cell.value for cell in cells}
    check_references(path)


def test_properties_name_release_and_nobody(report: Document, slides: Path) -> None:
    """Title, language and release are told; no author, no clock, nothing of the template's maker."""
    about = pptx.Presentation(str(slides)).core_properties
    assert (about.title, about.keywords, about.author, about.last_modified_by) == (report.cover.title, RELEASE, "", "")
    assert about.language == {"en": "en-GB", "ru": "ru-RU"}[report.language]
    with zipfile.ZipFile(slides) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "printer" in name]
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_same_report_same_bytes(report: Document, slides: Path, tmp_path: Path) -> None:
    """Written again, the slides are the same to the byte, the workbooks within their charts as well."""
    assert write_slides(tmp_path / "again.pptx", report).read_bytes() == slides.read_bytes()
