"""`reports/index.html`: every report that was built, with its edition, language, release, date and size."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from needs_analysis.language import say, say_date, say_number
from needs_analysis.release import Release
from needs_analysis.reporting.cover import cover_of, edition_name, language_name
from needs_analysis.reporting.exporting import export_index
from needs_analysis.reporting.scripts import part_of_template, policy
from needs_analysis.reporting.wording import index_words
from needs_analysis.writing import write_text

KILOBYTE = 1000


@dataclass(frozen=True)
class Built:
    """A report that stands on disk, and the release it was made from."""

    page: Path
    release: Release
    language: str


def write_index(out: Path, built: Sequence[Built], *, language: str) -> Path:
    """Write the page that lists the reports, in one step.

    Args:
        out: where the page goes; links are relative to its folder.
        built: the reports, in the order in which they are listed.
        language: language of the page; each report's own name is in its own language.
    """
    page = {
        "language": language,
        "words": index_words(language),
        "cover": _cover(built[0].release, language),
        "policy": policy(),
        "style": part_of_template("style.css"),
        "reports": [_entry(report, out.parent, language) for report in built],
    }
    return write_text(out, export_index(page))


def _cover(release: Release, language: str) -> dict[str, Any]:
    """Say of the workshop what holds for all its editions."""
    cover = cover_of(release.manifest, language)
    of_one_edition = (say("Edition", language), say("Release", language))
    return {**cover, "facts": [(what, words) for what, words in cover["facts"] if what not in of_one_edition]}


def _entry(report: Built, folder: Path, language: str) -> dict[str, str]:
    manifest = report.release.manifest
    size = say_number(report.page.stat().st_size / KILOBYTE, language, digits=0)
    return {
        "edition": edition_name(report.release.edition, language),
        "link": Path(os.path.relpath(report.page, folder)).as_posix(),
        "language": report.language,
        "name": language_name(report.language),
        "release": str(manifest["id"]),
        "made": say_date(date.fromisoformat(manifest["made"]), language),
        "size": say("{size} kB", language, size=size),
    }
