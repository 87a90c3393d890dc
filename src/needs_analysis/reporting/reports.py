"""The story of the reports: execute every chapter, compose every report, and only then replace the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from needs_analysis.parallel import Workers
from needs_analysis.reporting.chapter import Chapter
from needs_analysis.reporting.documents import write_documents
from needs_analysis.reporting.drawing import Drawing
from needs_analysis.reporting.files import WITH_PICTURES, Files, documents_of, files_of
from needs_analysis.reporting.pages import compose_pages
from needs_analysis.reporting.planning import Planned, Releases, plan_reports
from needs_analysis.reporting.running import run_chapters
from needs_analysis.reporting.site import Built, write_indexes
from needs_analysis.reporting.warm.nursery import warm_if
from needs_analysis.workshop import DocumentKind, Workshop
from needs_analysis.writing import write_text

Step = Callable[[str], None]


def build_reports(
    workshop: Workshop,
    releases: Releases,
    *,
    into: Path | None = None,
    browser: Path | None = None,
    keep: Sequence[Path] = (),
    pictures: Path | None = None,
    seal: str = "",
    workers: Workers | None = None,
    on_step: Step | None = None,
) -> list[Path]:
    """Build the reports of every edition and language, their documents, and the pages that list them.

    Nothing is replaced before everything is executed and composed, so a failed chapter leaves the last good reports.

    Args:
        workshop: the workspace.
        releases: of each edition, by the folder it belongs in, the release and the folder it was read from or
            written to.
        into: the folder that the reports go into; by default the workspace's own.
        browser: that draws the pictures in documents; without one, what needs pictures is left out.
        keep: folders in which earlier runs have left reports; what is made from the same things is kept.
        pictures: the folder in which charts lie that earlier runs drew, and into which those of this one go; without
            one, all are drawn anew and none is left.
        seal: made of what only those have who may write reports; what does not bear it is not kept.
        workers: that execute chapters; those of this machine, if not given.
        on_step: told of each chapter, report and document as it is done.

    Raises:
        ChapterError: a notebook is missing or failed, or shows what a report cannot show.
        WorkerError: a cluster lost its workers, or has other programs.
    """
    tell, workers = on_step or _silent, workers or Workers()
    root = into or workshop.reports
    planned = plan_reports(workshop, releases, root=root, keep=keep, seal=seal)
    with warm_if(not workers.scheduler):
        run_chapters(_once(planned), workers=workers, on_done=lambda chapter: tell(_shown(chapter.output, root)))
        reports = [files_of(each, browser) for each in planned]
        _write_pages([each for each in reports if each.report.page not in each.standing], at_once=workers.cores)
    _forget_others(planned)
    for path in (path for each in reports for path in each.all if path in each.standing):
        tell(_shown(path, root))
    drawing = Drawing(browser, root, pictures, seal) if browser else None
    write_documents(reports, drawing, on_done=lambda path: tell(_shown(path, root)))
    built = [Built(each.release, each.language, each.page, each.kind) for each in planned]
    return [*(path for each in reports for path in each.all), *write_indexes(workshop, built, folder=root)]


def _write_pages(left: Sequence[Files], *, at_once: int) -> None:
    """Write pages, none before all are composed."""
    pages = compose_pages([each.report for each in left], at_once=at_once)
    for each, page in zip(left, pages, strict=True):
        each.stands(write_text(each.report.page, page))


def list_products(workshop: Workshop, releases: Releases, *, root: Path, browser: Path | None = None) -> list[Path]:
    """List what `build_reports` will make and tell of: each executed chapter, each page, each document."""
    planned = plan_reports(workshop, releases, root=root)
    beside = [path for report in planned for path in (report.page, *documents_of(report, browser).values())]
    return [*(chapter.output for chapter in _once(planned)), *beside]


def left_out(workshop: Workshop, browser: Path | None) -> list[DocumentKind]:
    """Name the kinds of documents that the plan asks for and that cannot be made without a browser."""
    wanted = dict.fromkeys(kind for report in workshop.settings.report for kind in report.documents)
    return [kind for kind in wanted if browser is None and kind in WITH_PICTURES]


def _once(planned: Iterable[Planned]) -> list[Chapter]:
    """List the chapters of all reports; one that stands in two of them comes once."""
    return list({chapter.output: chapter for report in planned for chapter in report.chapters}.values())


def _shown(path: Path, root: Path) -> str:
    return Path("reports", path.relative_to(root)).as_posix()


def _forget_others(planned: Iterable[Planned]) -> None:
    """Take away executed chapters that no report has any more."""
    kept = {chapter.output for chapter in _once(planned)}
    for folder in {path.parent for path in kept}:
        for left in set(folder.glob("*.ipynb")) - kept:
            left.unlink()


def _silent(_: str) -> None:
    pass
