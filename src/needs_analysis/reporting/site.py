"""The pages that list what there is: one for the organisers' desk, and in each edition's folder one of that edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from needs_analysis.language import say_date
from needs_analysis.release import Release
from needs_analysis.reporting.cover import cover_of, edition_of, event_of, in_language, language_name
from needs_analysis.reporting.event_documents import copy_documents
from needs_analysis.reporting.exporting import export_index
from needs_analysis.reporting.listing import Listed, file_row, link_to
from needs_analysis.reporting.scripts import part_of_template, policy
from needs_analysis.reporting.wording import index_words
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_text

INDEX = "index.html"
# The documents that a report may have beside its page.
BESIDE = (".pdf", ".docx", ".xlsx", ".pptx")


@dataclass(frozen=True)
class Built:
    """A report that was written: its page, and its title in its language."""

    release: Release
    language: str
    path: Path
    title: str = ""

    @property
    def edition(self) -> Path:
        """The folder of its edition."""
        return self.path.parent.parent


@dataclass(frozen=True)
class Desk:
    """What lies in the folder of an edition: its reports, and the documents of the event by language."""

    folder: Path
    release: Release
    reports: tuple[Listed, ...]
    documents: tuple[Listed, ...]


def write_indexes(workshop: Workshop, built: Sequence[Built], *, folder: Path | None = None) -> list[Path]:
    """Put the event's documents beside the reports, and write the page of each edition and that of all, which is last.

    The page of all is in the workshop's first language; that of an edition has a section for each language, and no word
    of any other edition. All links are relative.
    """
    desks = [_desk(workshop, list(reports)) for _, reports in groupby(built, key=lambda each: each.edition)]
    pages = [_write_edition(workshop, desk) for desk in desks]
    return [*pages, _write_all(workshop, desks, folder or workshop.reports)]


def _desk(workshop: Workshop, built: Sequence[Built]) -> Desk:
    folder, release = built[0].edition, built[0].release
    reports = [
        Listed(path, each.title or index_words(each.language)["kind"], each.language)
        for each in built
        for path in (each.path, *(each.path.with_suffix(ending) for ending in BESIDE))
        if path.is_file()
    ]
    copied = copy_documents(workshop, release.manifest["edition"], folder)
    documents = [
        Listed(path, in_language(document.title, language), language)
        for language in workshop.settings.workshop.languages
        for path, document in copied.items()
        if language == (document.language or language)
    ]
    return Desk(folder, release, tuple(reports), tuple(documents))


def _write_edition(workshop: Workshop, desk: Desk) -> Path:
    languages = workshop.settings.workshop.languages
    manifest, first = desk.release.manifest, languages[0]
    page = _page(first, f"{in_language(manifest['workshop']['title'], first)} – {edition_of(manifest, first)}")
    sections = [
        {"language": language, "title": language_name(language), "tables": [*_tables(desk, language)]}
        for language in languages
    ]
    page |= {"cover": cover_of(manifest, first), "release": manifest["id"], "sections": sections}
    return write_text(desk.folder / INDEX, export_index(page))


def _tables(desk: Desk, language: str) -> Iterable[dict[str, Any]]:
    words = index_words(language)
    reports = [
        file_row(each, desk.folder, language) | {"rest": _released(desk.release, language)}
        for each in desk.reports
        if each.language == language
    ]
    heads = [words["report"], words["format"], words["release"], words["made"], words["size"]]
    yield {"caption": words["reports"], "heads": heads, "rows": reports}
    documents = [file_row(each, desk.folder, language) for each in desk.documents if each.language == language]
    if documents:
        heads = [words["document"], words["format"], words["size"]]
        yield {"caption": words["documents"], "heads": heads, "rows": documents}


def _write_all(workshop: Workshop, desks: Sequence[Desk], root: Path) -> Path:
    language = workshop.settings.workshop.languages[0]
    words, event = index_words(language), event_of(desks[0].release.manifest, language)
    page = _page(language, event["title"])
    tables: list[dict[str, Any]] = [
        {"caption": words["reports"], "heads": _heads(words, "report", "release", "made"), "rows": []},
        {"caption": words["documents"], "heads": _heads(words, "document"), "rows": []},
    ]
    for desk in desks:
        above = link_to(desk.folder / INDEX, root, edition_of(desk.release.manifest, language))
        tables[0]["rows"] += [
            file_row(each, root, language, above=above) | {"rest": _released(desk.release, language)}
            for each in desk.reports
        ]
        tables[1]["rows"] += [file_row(each, root, language, above=above) for each in desk.documents]
    page |= {"cover": event, "sections": [{"language": language, "tables": [each for each in tables if each["rows"]]}]}
    return write_text(root / INDEX, export_index(page))


def _heads(words: dict[str, str], what: str, *further: str) -> list[str]:
    return [words[name] for name in ("edition", what, "format", *further, "size")]


def _released(release: Release, language: str) -> list[str]:
    """Give the id of a release, and the day on which it was made."""
    made = release.manifest.get("made")
    return [str(release.manifest["id"]), say_date(date.fromisoformat(made), language) if made else ""]


def _page(language: str, title: str) -> dict[str, Any]:
    style = part_of_template("style.css")
    return {
        "language": language,
        "title": title,
        "words": index_words(language),
        "policy": policy(style=style),
        "style": style,
    }
