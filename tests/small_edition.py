"""A small workspace with a donor edition that may be shared: settings, release, reports, ledger; no answers at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from needs_analysis.columns import ISSUES
from needs_analysis.disclosure.ledger import append_entry
from needs_analysis.disclosure.release import write_release
from needs_analysis.release import FRAMES, Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.writing import file_hash, write_text
from tests.reporting.chapters import HTML, TABLE, code, markdown, shows, write_chapter
from tests.small_release import make_release, named
from tests.small_workspace import SETTINGS

LANGUAGES = ("en", "ru")
DONOR = "[editions.donor]\nsmallest_group = 5\n\n[retention]\npersonal_data_until = 2026-05-20\n\n[[report]]"
HORSE = "correct horse battery staple"
EDITION = Path("reports", "donor")
LEDGER = Path("data", "releases")


def settings() -> str:
    """The settings of the small workspace with a donor edition, two languages and a retention date that is past."""
    wanted = SETTINGS.replace("[[report]]", DONOR).replace(
        'editions = ["organiser"]', 'editions = ["organiser", "donor"]'
    )
    return wanted.replace('languages = ["en"]', 'languages = ["en", "ru"]')


def shareable_release(edition: str = "donor", **manifest: Any) -> Release:
    """A release without issues, named after its content."""
    made = make_release(edition=edition, **manifest)
    about = {**made.manifest, "workshop": {**made.manifest["workshop"], "languages": list(LANGUAGES)}}
    frames = {name: getattr(made, name) for name in FRAMES} | {"issues": ISSUES.frame([])}
    return named(about, frames)


def write_edition(root: Path, folder: Path = EDITION, release: Release | None = None) -> Release:
    """Write the settings, an edition's release and its reports, and the ledger's line; answer the release."""
    release = release or shareable_release()
    write_text(root / "workshop.toml", settings())
    write_release(root / folder / "release", release)
    for language in LANGUAGES:
        place = root / folder / language
        chapter = write_chapter(
            place / "chapters" / "03_needs.ipynb",
            markdown("# Which needs come first?\n\nSee the table."),
            code("1", shows(**{HTML: TABLE})),
        )
        page = report_html([Part("03_needs", chapter)], release, language=language)
        write_text(place / "final_report.html", page)
    pages = {f"{each}/final_report.html": file_hash(root / folder / each / "final_report.html") for each in LANGUAGES}
    tables = {f"release/{path.name}": file_hash(path) for path in sorted((root / folder / "release").iterdir())}
    about = {"edition": release.edition, "release": release.manifest["id"], "reports": pages, "tables": tables}
    append_entry(root / LEDGER, "release", **about)
    return release


def with_issues(release: Release) -> Release:
    """The release with one issue that quotes a row."""
    issue = {"table": "responses", "row_id": "r7", "value": "Anna", "check": "unknown_agency", "severity": "note"}
    changed = replace(release, issues=ISSUES.frame([issue]))
    return named(dict(release.manifest), {name: getattr(changed, name) for name in FRAMES})


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it; hidden ones too."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
