"""The page that lists the reports: one line an edition and language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from needs_analysis.language import say, say_date, say_number
from needs_analysis.release import Release
from needs_analysis.reporting.cover import edition_of, event_of, language_name
from needs_analysis.reporting.exporting import export_index
from needs_analysis.reporting.scripts import part_of_template, policy
from needs_analysis.reporting.wording import index_words
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_text

INDEX = "index.html"


@dataclass(frozen=True)
class Built:
    """A report that was written."""

    release: Release
    language: str
    path: Path


def write_index(workshop: Workshop, built: Sequence[Built], *, folder: Path | None = None) -> Path:
    """Write `reports/index.html`, in the workshop's first language, with a relative link to each report."""
    language, style = workshop.settings.workshop.languages[0], part_of_template("style.css")
    out = (folder or workshop.reports) / INDEX
    page = {
        "language": language,
        "words": index_words(language),
        "cover": event_of(built[0].release.manifest, language),
        "policy": policy(style=style),
        "style": style,
        "reports": [_line(report, out.parent, language) for report in built],
    }
    return write_text(out, export_index(page))


def _line(report: Built, folder: Path, language: str) -> dict[str, Any]:
    manifest = report.release.manifest
    made = manifest.get("made")
    return {
        "edition": edition_of(manifest, language),
        "link": Path(os.path.relpath(report.path, folder)).as_posix(),
        "language": report.language,
        "name": language_name(report.language),
        "release": manifest["id"],
        "made": say_date(date.fromisoformat(made), language) if made else "",
        "size": say("{size} MB", language, size=say_number(report.path.stat().st_size / 1e6, language)),
    }
