"""All reports of a workspace: every chapter executed, every report rendered, the index written last."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.running import Chapter, run_chapters
from needs_analysis.reporting.site import Built, write_index
from needs_analysis.workshop import Edition, Workshop, nearest
from needs_analysis.writing import write_text

REPORT = "final_report.html"
Releases = Mapping[Edition, tuple[Release, Path]]


@dataclass(frozen=True)
class _Planned:
    """One report to build: its edition's release, its language, and its chapters."""

    release: Release
    language: str
    folder: Path
    chapters: tuple[Chapter, ...]

    @property
    def parts(self) -> list[Part]:
        return [Part(chapter.notebook.stem, chapter.output, chapter.parameters) for chapter in self.chapters]


def build_reports(
    workshop: Workshop, releases: Releases, *, on_step: Callable[[int, int], None] | None = None
) -> list[Path]:
    """Execute what the report plan names for every edition and language, then write all reports and their index.

    A report is replaced only after every chapter of every report was executed and every page was made; chapters that
    were executed are kept beside their report in any case.

    Args:
        workshop: the workspace and its report plan.
        releases: edition → its release, and the folder it stands in.
        on_step: told after each chapter and each page how many steps are done, and of how many.

    Raises:
        ChapterError: a notebook is missing, a cell failed, or a chapter shows what a report cannot show.
    """
    _refuse_missing(workshop)
    planned = [
        _plan(workshop, edition, language, releases[edition])
        for edition in releases
        for language in workshop.settings.workshop.languages
    ]
    chapters = [chapter for report in planned for chapter in report.chapters]
    told = _Told(len(chapters) + len(planned), on_step)
    run_chapters(chapters, on_done=lambda _: told.one_more())
    pages = []
    for report in planned:
        pages.append(report_html(report.parts, report.release, language=report.language))
        told.one_more()
    for report, html in zip(planned, pages, strict=True):
        write_text(report.folder / REPORT, html)
    built = [Built(report.folder / REPORT, report.release, report.language) for report in planned]
    index = write_index(workshop.reports / "index.html", built, language=planned[0].language)
    return [index, *(report.page for report in built)]


@dataclass
class _Told:
    """Counts steps, and tells of each."""

    total: int
    on_step: Callable[[int, int], None] | None
    done: int = 0

    def one_more(self) -> None:
        self.done += 1
        if self.on_step:
            self.on_step(self.done, self.total)


def _plan(workshop: Workshop, edition: Edition, language: str, made: tuple[Release, Path]) -> _Planned:
    release, folder = made
    out = workshop.reports / edition / language
    given = {"release": Path(os.path.relpath(folder, workshop.notebooks)).as_posix(), "language": language}
    chapters = tuple(
        Chapter(
            workshop.notebooks / f"{part.chapter}.ipynb",
            {**given, **part.parameters},
            out / "chapters" / f"{part.chapter}.ipynb",
        )
        for part in workshop.settings.report
        if edition in part.editions
    )
    return _Planned(release, language, out, chapters)


def _refuse_missing(workshop: Workshop) -> None:
    """Refuse a plan that names notebooks which are not there.

    Raises:
        ChapterError: every missing notebook, with the nearest name that is there.
    """
    there = sorted(path.stem for path in workshop.notebooks.glob("*.ipynb"))
    missing = [part.chapter for part in workshop.settings.report if part.chapter not in there]
    if missing:
        remedy = say("Correct «chapter» in workshop.toml, or put the notebook there.")
        raise ChapterError(
            [
                Problem(
                    say("There is no such notebook{hint}", hint=nearest(name, there) or "."),
                    file=f"notebooks/{name}.ipynb",
                    remedy=remedy,
                )
                for name in missing
            ]
        )
