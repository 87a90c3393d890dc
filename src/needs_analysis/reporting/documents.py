"""The documents beside a report's page, and what is left out where no browser is at hand to draw pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from needs_analysis.documents.document import Document, Picture
from needs_analysis.reporting.gathering import gather
from needs_analysis.reporting.keeping import documents_from, keep_files, write_record
from needs_analysis.reporting.planning import Planned
from needs_analysis.workshop import DocumentKind

SUFFIXES: dict[DocumentKind, str] = {"pdf": ".pdf", "word": ".docx", "workbook": ".xlsx", "slides": ".pptx"}
# Pictures of charts are drawn by a browser; slides have charts of their own, a workbook has their numbers.
WITH_PICTURES: tuple[DocumentKind, ...] = ("pdf", "word")


def documents_of(report: Planned, browser: Path | None) -> list[DocumentKind]:
    """Name the kinds of documents that can be made of a report: all that the plan asks for, if there is a browser."""
    return [kind for kind in report.plan.documents if browser or kind not in WITH_PICTURES]


def write_documents(
    report: Planned, browser: Path | None, *, on_done: Callable[[Path], None] = lambda path: None
) -> list[Path]:
    """Write the documents of a report beside its page, each whole or not at all.

    Args:
        report: whose chapters were executed.
        browser: that draws the pictures; without one, what needs pictures is left out.
        on_done: told of each document.

    Raises:
        ChapterError: a chapter shows what no document can be made from.
        OutputError: a document cannot be written, or the browser did not draw.
    """
    paths = {kind: report.page.with_suffix(SUFFIXES[kind]) for kind in documents_of(report, browser)}
    if not paths:
        return []
    key = _made_from(report, browser)
    kept = _keep(report, [path.name for path in paths.values()], key)
    left = {kind: path for kind, path in paths.items() if path.name not in kept}
    for path in paths.values():
        if path.name in kept:
            on_done(path)
    if left:
        document = gather(report)
        pictures = _draw(document, browser) if browser and left.keys() & set(WITH_PICTURES) else []
        for kind, path in left.items():
            on_done(_write(kind, path, document, pictures))
    write_record(_record(report.folder, report), key, paths.values())
    return list(paths.values())


def _made_from(report: Planned, browser: Path | None) -> str:
    chapters = [chapter.key for chapter in report.chapters]
    return documents_from(chapters, report.plan.model_dump_json(), report.language, browser)


def _keep(report: Planned, names: list[str], key: str) -> set[str]:
    return keep_files(names, key, _record(report.earlier, report), report.folder) if report.earlier else set()


def _record(folder: Path, report: Planned) -> Path:
    return folder / "chapters" / f"{report.plan.id}.json"


def _draw(document: Document, browser: Path) -> list[bytes]:
    from needs_analysis.documents.pictures import draw_pictures

    figures = [block.figure for block in document.blocks() if isinstance(block, Picture)]
    return draw_pictures(figures, browser=browser)


def _write(kind: DocumentKind, path: Path, document: Document, pictures: Sequence[bytes]) -> Path:
    if kind == "pdf":
        from needs_analysis.documents.pdf import write_pdf

        return write_pdf(path, document, pictures)
    if kind == "word":
        from needs_analysis.documents.word import write_word

        return write_word(path, document, pictures)
    if kind == "workbook":
        from needs_analysis.documents.workbook import write_workbook

        return write_workbook(path, document)
    from needs_analysis.documents.slides import write_slides

    return write_slides(path, document)
