"""Tables in Word: a marked head that is repeated on every page, headings of rows, numbers to the right."""

from __future__ import annotations

from needs_analysis.documents.document import Cell, KeyFigures, Table
from needs_analysis.documents.letters import in_line, runs_from_right
from needs_analysis.documents.properties import locale_of
from needs_analysis.documents.word.markup import Node, node, paragraph, run, text_paragraph
from needs_analysis.documents.word.widths import UPRIGHT, Widths

MOST_KEYS = 4


def table_node(table: Table, widths: Widths) -> Node:
    """Make the table."""
    numbers = [_holds_numbers(table, place) for place in range(len(table.headings))]
    heads = [Cell(text, "num" if to_right else "text") for text, to_right in zip(table.headings, numbers, strict=True)]
    made = _frame("ReportTable", widths.columns, describe=in_line(table.caption))
    made.append(_row([_cell(cell, widths, place) for place, cell in enumerate(heads)], repeated=True))
    for row in table.rows:
        cells = [_cell(cell, widths, place) for place, cell in enumerate(row)] if len(row) > 1 else []
        made.append(_row(cells or [_group(row[0], widths)]))
    return made


def key_figures_nodes(block: KeyFigures) -> list[Node]:
    """Lay key figures beside each other, four to a line at most; what stands under a number says what it counts."""
    made = []
    for first in range(0, len(block.figures), MOST_KEYS):
        figures = block.figures[first : first + MOST_KEYS]
        width = UPRIGHT // len(figures)
        frame = _frame("KeyFigures", (width,) * len(figures), describe="")
        cells = [
            _box(
                width,
                [
                    text_paragraph("KeyValue", figure.value),
                    text_paragraph("KeyWhat", figure.what),
                    text_paragraph("KeyNote", figure.note),
                ],
            )
            for figure in figures
        ]
        frame.append(_row(cells))
        made += [frame, paragraph("Note")]
    return made


def _frame(style: str, columns: tuple[int, ...], *, describe: str) -> Node:
    properties = node(
        "tblPr",
        node("tblStyle", val=style),
        node("tblW", w=sum(columns), type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        node("tblCaption", val=describe) if describe else None,
    )
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=width) for width in columns)))


def _row(cells: list[Node], *, repeated: bool = False) -> Node:
    head = node("tblHeader") if repeated else None
    return node("tr", node("trPr", node("cantSplit"), head), *cells)


def _box(width: int, inner: list[Node], *, span: int = 0, fill: str = "") -> Node:
    properties = node(
        "tcPr",
        node("tcW", w=width, type="dxa"),
        node("gridSpan", val=span) if span else None,
        node("shd", val="clear", color="auto", fill=fill) if fill else None,
    )
    return node("tc", properties, *inner)


def _cell(cell: Cell, widths: Widths, place: int) -> Node:
    style = "TableText" if cell.kind == "text" else "TableNumber"
    marks = [node("rStyle", val="NotGiven")] if cell.kind in ("too-few", "missing") else []
    marks += [node("sz", val=widths.size)] if widths.size else []
    marks += [node("lang", val=locale_of(cell.lang))] if cell.lang else []
    inner = paragraph(style, run(cell.text, *marks), right_to_left=runs_from_right(cell.text))
    return _box(widths.columns[place], [inner])


def _group(cell: Cell, widths: Widths) -> Node:
    inner = text_paragraph("TableGroup", cell.text)
    return _box(sum(widths.columns), [inner], span=len(widths.columns), fill="F1F4F7")


def _holds_numbers(table: Table, place: int) -> bool:
    return any(row[place].kind == "num" for row in table.rows if len(row) > 1)
