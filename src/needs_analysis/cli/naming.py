"""Which releases a file names: in its head, its properties, or its words; a table in the manifest beside it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path

from needs_analysis.release import FRAMES
from needs_analysis.scanning.content import read_content
from needs_analysis.scanning.places import Passage

NAME = re.compile(
    r"(?<![\w-])[A-Za-z0-9_-]+-(?:organiser|national|donor)(?:-[A-Za-z0-9_]+)?-[0-9a-f]{10}(?![\w-])", re.ASCII
)
IN_THE_HEAD = re.compile(r'<meta name="release" content="([^"<>]+)">')
TABLES = (".csv", ".parquet")
ZIP = b"PK\x03\x04"
HEAD = 100_000  # bytes of a page within which its head ends
COVER = 2  # pages of a PDF that may be its cover
MANIFEST = "manifest.json"


def named_releases(path: Path, content: bytes, known: Collection[str]) -> set[str]:
    """Give the ids of the releases that a file names.

    Args:
        path: of the file.
        content: of the file.
        known: the ids that the ledger knows; they are found even where no blank stands around them.

    >>> sorted(named_releases(Path("notes.txt"), b"see small-donor-0123456789", []))
    ['small-donor-0123456789']
    """
    if path.suffix in TABLES:
        return named_beside(path)
    for look in (_said_first, _said_anywhere):
        texts = look(path, content)
        named = {release for release in known if any(release in text for text in texts)}
        named = named or {name for text in texts for name in NAME.findall(text)}
        if named:
            # Of words that ran together, the shortest is the name.
            return {name for name in named if not any(name != other and name.endswith(other) for other in named)}
    return set()


def _said_first(path: Path, content: bytes) -> list[str]:
    """Give what a file says of itself where programs look for it."""
    if path.suffix == ".pdf":
        return _pdf_texts(content)
    if content.startswith(ZIP):
        return _core_properties(content)
    return IN_THE_HEAD.findall(_text(content[:HEAD]))


def _said_anywhere(path: Path, content: bytes) -> list[str]:
    if path.suffix == ".pdf":
        return []
    return [found.text for found in read_content(content) if isinstance(found, Passage)]


def _pdf_texts(content: bytes) -> list[str]:
    """Give the properties of a PDF and the words of its cover, where they name its release."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        read = PdfReader(io.BytesIO(content))
        return [*map(str, (read.metadata or {}).values()), *(page.extract_text() for page in read.pages[:COVER])]
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _core_properties(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [_text(package.read("docProps/core.xml"))]
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, EOFError):
        return []


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def named_beside(path: Path) -> set[str]:
    """Give the release of a table, which names none itself, but lies beside the manifest of its own."""
    stem = path.name.partition("-for-")[0].partition(".")[0]
    if path.suffix not in TABLES or stem not in FRAMES:
        return set()
    try:
        manifest = json.loads((path.parent / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    name = manifest.get("id") if isinstance(manifest, dict) else None
    return {name} if isinstance(name, str) else set()
