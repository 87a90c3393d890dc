"""What documents say, read back from their parts without the programs that wrote them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NUMBER = re.compile(r"[−-]?\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Chart(NamedTuple):
    """A native chart: its categories, and the numbers of each series by name, as they are drawn."""

    categories: list[str]
    series: dict[str, list[float | None]]
    across: list[float | None]
    workbook: bytes


def part(path: Path, name: str) -> etree._Element:
    """Give a part of a package."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def numbers_in(texts: list[str]) -> list[str]:
    """Give the numbers in texts, as they are written, in reading order."""
    return [re.sub(r"\s", "", number) for text in texts for number in NUMBER.findall(text)]


def texts_of_word(path: Path) -> list[str]:
    """Give the paragraphs of a Word document in reading order, those in cells among them."""
    return [word_text(each) for each in part(path, "word/document.xml").iter(f"{WORD}p")]


def word_text(element: etree._Element) -> str:
    """Give what a paragraph shows: texts, lines and tabs; what a field shows, and not what it computes."""
    signs = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    pieces = element.iter(f"{WORD}t", *signs)
    return "".join(signs.get(piece.tag, piece.text or "") for piece in pieces if piece.getparent().tag == f"{WORD}r")


def tables_of_word(path: Path) -> list[list[list[str]]]:
    """Give the tables of a Word document with head and rows: the words of each cell."""
    return [
        [
            ["\n".join(map(word_text, cell.iter(f"{WORD}p"))) for cell in row.iter(f"{WORD}tc")]
            for row in table.iter(f"{WORD}tr")
        ]
        for table in part(path, "word/document.xml").iter(f"{WORD}tbl")
    ]


def sheets_of_workbook(content: bytes) -> dict[str, list[list[str | float]]]:
    """Give the cells of each sheet of a workbook, row by row: numbers as numbers, texts as they are meant."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        links = {
            each.get("Id"): each.get("Target") for each in etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        }
        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in each.iter(f"{SHEET}t")) for each in strings]
        names = etree.fromstring(package.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        return {
            name.get("name"): _rows(package.read("xl/" + links[name.get(f"{LINK}id")].removeprefix("/xl/")), shared)
            for name in names
        }


def _rows(sheet: bytes, shared: list[str]) -> list[list[str | float]]:
    rows = etree.fromstring(sheet).iter(f"{SHEET}row")
    return [[_value(cell, shared) for cell in row] for row in rows]


def _value(cell: etree._Element, shared: list[str]) -> str | float:
    value = cell.findtext(f"{SHEET}v")
    if cell.get("t") == "s" and value is not None:
        return _unescaped(shared[int(value)])
    if cell.get("t") == "inlineStr":
        return _unescaped("".join(text.text or "" for text in cell.iter(f"{SHEET}t")))
    return float(value) if value is not None else ""


def _unescaped(text: str) -> str:
    """Give a text of a workbook as it is meant: _x005F_ stands for the letter behind it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def texts_of_slides(path: Path) -> list[list[str]]:
    """Give the paragraphs of each slide, in the order of the slides; the words of charts are not among them."""
    return [paragraphs(part(path, name)) for name in _numbered(path, r"ppt/slides/slide(\d+)\.xml")]


def notes_of_slides(path: Path) -> list[list[str]]:
    """Give the paragraphs of the notes of each slide."""
    return [paragraphs(part(path, name)) for name in _numbered(path, r"ppt/notesSlides/notesSlide(\d+)\.xml")]


def paragraphs(element: etree._Element) -> list[str]:
    """Give the texts of a part of slides."""
    found = ["".join(text.text or "" for text in each.iter(f"{DRAWING}t")) for each in element.iter(f"{DRAWING}p")]
    return [text for text in found if text]


def charts_of_slides(path: Path) -> list[Chart]:
    """Give the native charts in the order of their parts, each with the workbook in it."""
    charts = []
    for name in _numbered(path, r"ppt/charts/chart[^/]*?(\d+)\.xml"):
        root, rels = part(path, name), name.replace("charts/", "charts/_rels/") + ".rels"
        target = next(each.get("Target") for each in part(path, rels) if each.get("Target", "").endswith(".xlsx"))
        with zipfile.ZipFile(path) as package:
            workbook = package.read(f"ppt/{target.removeprefix('../')}")
        every = list(root.iter(f"{CHART}ser"))
        names = ["".join(each.find(f"{CHART}tx").itertext(f"{CHART}v", with_tail=False)) for each in every]
        values = [_points(each, "val") or _points(each, "yVal") for each in every]
        categories = [point.findtext(f"{CHART}v") or "" for point in every[0].findall(f"{CHART}cat//{CHART}pt")]
        charts.append(Chart(categories, dict(zip(names, values, strict=True)), _points(every[0], "xVal"), workbook))
    return charts


def _points(series: etree._Element, side: str) -> list[float | None]:
    found = {int(each.get("idx")): each.findtext(f"{CHART}v") for each in series.findall(f"{CHART}{side}//{CHART}pt")}
    count = series.find(f"{CHART}{side}//{CHART}ptCount")
    return (
        [float(found[at]) if at in found else None for at in range(int(count.get("val")))] if count is not None else []
    )


def _numbered(path: Path, pattern: str) -> list[str]:
    with zipfile.ZipFile(path) as package:
        found = {name: re.fullmatch(pattern, name) for name in package.namelist()}
    return sorted((name for name, match in found.items() if match), key=lambda name: int(found[name][1]))
