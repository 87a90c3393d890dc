"""The sample report set as each kind of document, once for all tests of it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from needs_analysis.documents.document import Document, Picture
from needs_analysis.documents.slides import write_slides
from needs_analysis.documents.word import write_word
from needs_analysis.documents.workbook import write_workbook
from tests.documents.sample import sample_document


def dot(width: int = 4, height: int = 2) -> bytes:
    """Make a PNG of one colour."""
    rows = (b"\0" + b"\xcc\xdd\xee" * width) * height
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pictures_of(document: Document) -> list[bytes]:
    """Give a PNG for each picture of a report, as tall as the picture is."""
    drawn = [block for block in document.blocks() if isinstance(block, Picture)]
    return [dot(80, max(1, picture.figure.get("layout", {}).get("height", 40) // 10)) for picture in drawn]


@pytest.fixture(scope="session", params=["en", "ru"])
def report(request: pytest.FixtureRequest) -> Document:
    """The sample report, in both languages."""
    return sample_document(request.param)


@pytest.fixture(scope="session")
def word(report: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report in Word."""
    return write_word(tmp_path_factory.mktemp("word") / "report.docx", report, pictures_of(report))


@pytest.fixture(scope="session")
def workbook(report: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report's tables."""
    return write_workbook(tmp_path_factory.mktemp("workbook") / "tables.xlsx", report)


@pytest.fixture(scope="session")
def slides(report: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report's slides."""
    return write_slides(tmp_path_factory.mktemp("slides") / "slides.pptx", report)
