"""How cells of the workbook look, and how its sheets are printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from needs_analysis.documents.letters import cut_text, in_xml
from needs_analysis.writing import put_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INK, DARK, MUTED, HEAD, GROUP, LINE = "1B1F24", "0B3C5D", "57606A", "E8F0F6", "F1F4F7", "D9DEE3"
A4 = 9
LONGEST_FOOT = 100
LINE_HEIGHT, HIGHEST = 15, 400  # of a row, in points
WIDER = 1.05  # a letter of ours, in those that widths are counted in
LARGE = ("caption", "title")
_known: WeakKeyDictionary[Any, dict[str, dict[str, int]]] = WeakKeyDictionary()


@cache
def styles() -> dict[str, dict[str, Any]]:
    """Give each look by name: font, fill, alignment and border."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    wrapped = Alignment(wrap_text=True, vertical="top")
    below = Border(bottom=Side(style="thin", color=LINE))
    heavy = Border(bottom=Side(style="medium", color=DARK))
    filled = {name: PatternFill("solid", fgColor=color) for name, color in {"head": HEAD, "group": GROUP}.items()}
    return {
        "title": {"font": _font(bold=True, size=14, color=DARK), "alignment": wrapped},
        "caption": {"font": _font(bold=True, size=12, color=DARK), "alignment": wrapped},
        "head": {"font": _font(bold=True, color=DARK), "fill": filled["head"], "alignment": wrapped, "border": heavy},
        "group": {"font": _font(bold=True), "fill": filled["group"], "alignment": Alignment(vertical="top")},
        "text": {"font": _font(), "alignment": wrapped, "border": below},
        "named": {"alignment": wrapped, "border": below, "font": _font(bold=True)},
        "number": {"font": _font(), "alignment": Alignment(horizontal="right", vertical="top"), "border": below},
        "muted": {
            "alignment": Alignment(horizontal="right", vertical="top", wrap_text=True),
            "border": below,
            "font": _font(italic=True, color=MUTED),
        },
        "note": {"font": _font(color=MUTED), "alignment": wrapped},
        "link": {"font": _font(underline="single", color="0563C1"), "alignment": wrapped},
    }


def _font(**further: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**{"name": "Calibri", "family": 2, "size": 11, "color": INK, **further})


def look(sheet: Worksheet, place: tuple[int, int], name: str) -> None:
    """Give a cell a look."""
    from openpyxl.styles.cell_style import StyleArray

    cell: Any = sheet.cell(*place)
    cell._style = cell._style or StyleArray()
    for part, number in _numbers(sheet, name).items():
        setattr(cell._style, part, number)


def _numbers(sheet: Worksheet, name: str) -> dict[str, int]:
    """Give the numbers under which a workbook keeps the parts of a look; comparing parts, cell by cell, takes long."""
    book: Any = sheet.parent
    known = _known.setdefault(book, {})
    if name not in known:
        parts = styles()[name].items()
        known[name] = {f"{part}Id": getattr(book, f"_{part}s").add(value) for part, value in parts}
    return known[name]


def say_in(sheet: Worksheet, place: tuple[int, int], text: str, name: str) -> None:
    """Put a text into a cell and give it a look; it stays text whatever it begins with."""
    if text:
        put_text(sheet, place, in_xml(text))
    look(sheet, place, name)


def say_across(sheet: Worksheet, row: int, text: str, *, name: str, widths: list[float]) -> None:
    """Put a text over all columns of a sheet, in a row as high as its lines."""
    say_in(sheet, (row, 1), text, name)
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    letters = sum(widths) * (0.8 if name in LARGE else 0.95)
    raise_row(sheet, row, _lines(text, letters) * (1.2 if name in LARGE else 1))


def raise_row(sheet: Worksheet, row: int, lines: float) -> None:
    """Make a row as high as its lines, since not every program does so by itself."""
    sheet.row_dimensions[row].height = min(HIGHEST, LINE_HEIGHT * max(lines, 1))


def lines_of(texts: Sequence[str], widths: Sequence[float]) -> int:
    """Count the lines of the fullest cell of a row; widths are in letters.

    >>> lines_of(["Joint risk assessment between countries", "46"], [20.0, 9.0])
    3
    """
    return max((_lines(text, width) for text, width in zip(texts, widths, strict=False)), default=1)


def _lines(text: str, letters: float) -> int:
    return sum(1 + int(len(line) * WIDER / max(letters - 1, 5)) for line in text.split("\n"))


def link_to(sheet: Worksheet, place: tuple[int, int], target: str) -> None:
    """Let a cell lead to another sheet of the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell = sheet.cell(*place)
    quoted = target.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    look(sheet, place, "link")


def print_on(sheet: Worksheet, *, head: int, release: str) -> None:
    """Print a sheet on A4 across, as wide as a page, its head on each, the release and the page at the foot."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head:
        sheet.print_title_rows = f"{head}:{head}"
    foot: Any = sheet.oddFooter
    foot.left.text, foot.right.text = cut_text(release, LONGEST_FOOT).replace("&", "&&"), "&P / &N"
