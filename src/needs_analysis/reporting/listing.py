"""A file as a line of a list: a link with its title, its format, its size."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from needs_analysis.language import say, say_number
from needs_analysis.reporting.cover import language_name

SMALL = 100_000  # bytes from which on a size is told in megabytes


@dataclass(frozen=True)
class Listed:
    """A file that is listed: where it is, its title, and the language of that."""

    path: Path
    title: str
    language: str


def file_row(listed: Listed, folder: Path, language: str, *, above: dict[str, str] | None = None) -> dict[str, Any]:
    """Give a row of a list.

    Args:
        listed: the file.
        folder: that the page with the list lies in.
        language: of the page.
        above: a link that the row begins with, where the list is one of several editions.
    """
    link = link_to(listed.path, folder, listed.title) | {"language": listed.language}
    name = format_name(listed.path.suffix, language)
    if above is not None:
        name = f"{name}, {language_name(listed.language)}"
    cells = [link] if above is None else [above, link]
    return {"cells": cells, "format": name, "rest": [], "size": say_size(listed.path.stat().st_size, language)}


def link_to(path: Path, folder: Path, text: str) -> dict[str, str]:
    """Give a link from a page in a folder to a file."""
    return {"link": Path(os.path.relpath(path, folder)).as_posix(), "text": text, "language": ""}


def format_name(ending: str, language: str) -> str:
    """Name the format of a file.

    >>> format_name(".html", "en"), format_name(".docx", "en"), format_name(".odt", "en")
    ('web page', 'Word', 'ODT')
    """
    names = {
        ".html": say("web page", language),
        ".docx": "Word",
        ".xlsx": "Excel",
        ".pptx": "PowerPoint",
        ".txt": say("text", language),
        ".md": say("text", language),
    }
    return names.get(ending, ending.lstrip(".").upper())


def say_size(size: int, language: str) -> str:
    """Write the size of a file, in bytes.

    >>> say_size(3_400_000, "en"), say_size(740, "en")
    ('3.4 MB', '0.7 kB')
    """
    if size < SMALL:
        return say("{size} kB", language, size=say_number(size / 1e3, language))
    return say("{size} MB", language, size=say_number(size / 1e6, language))
