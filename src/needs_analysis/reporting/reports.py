"""The story of the reports: execute every chapter, compose every report, and only then replace the old ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.parts import fan_out
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.running import Chapter, run_chapters
from needs_analysis.reporting.site import Built, write_index
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_text

REPORT = "final_report.html"
MOST_WORKERS = 4
Releases = Mapping[str, tuple[Release, Path]]
Step = Callable[[str], None]


@dataclass(frozen=True)
class _Report:
    """A report to be built: one edition in one language."""

    release: Release
    language: str
    folder: Path
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]


def build_reports(
    workshop: Workshop, releases: Releases, *, into: Path | None = None, on_step: Step | None = None
) -> list[Path]:
    """Build the report of every edition and language, and the page that lists them.

    Nothing is replaced before everything is executed and composed, so a failed chapter leaves the last good reports.

    Args:
        workshop: the workspace.
        releases: of each edition, by the folder it belongs in, the release and the folder it was read from or
            written to.
        into: the folder that the reports go into; by default the workspace's own.
        on_step: told of each chapter and report as it is done.

    Raises:
        ChapterError: a notebook is missing or failed, or shows what a report cannot show.
    """
    tell = on_step or _silent
    root = into or workshop.reports
    reports = _plan_all(workshop, releases, root)
    chapters = [chapter for report in reports for chapter in report.chapters]
    run_chapters(chapters, workers=_workers(), on_done=lambda chapter: tell(_shown(chapter.output, root)))
    pages = [report_html(report.parts, report.release, language=report.language) for report in reports]
    built = [_replace(report, page) for report, page in zip(reports, pages, strict=True)]
    for report in built:
        tell(_shown(report.path, root))
    return [*(report.path for report in built), write_index(workshop, built, folder=root)]


def count_steps(workshop: Workshop, releases: Releases) -> int:
    """Count the steps that `build_reports` will tell of: each chapter of each report, and each report."""
    return sum(len(report.parts) + 1 for report in _plan_all(workshop, releases, workshop.reports))


def _shown(path: Path, root: Path) -> str:
    return Path("reports", path.relative_to(root)).as_posix()


def _plan_all(workshop: Workshop, releases: Releases, root: Path) -> list[_Report]:
    languages = workshop.settings.workshop.languages
    return [_plan(workshop, name, releases[name], language, root=root) for name in releases for language in languages]


def _plan(workshop: Workshop, name: str, released: tuple[Release, Path], language: str, *, root: Path) -> _Report:
    release, source = released
    place = os.path.relpath(workshop.reports / name / "release", workshop.notebooks)
    given = {"release": Path(place).as_posix(), "language": language}
    folder = root / name / language
    wanted = [part for part in workshop.settings.report if release.edition in part.editions]
    parts = [each for part in wanted for each in fan_out(part, release, given, folder=folder / "chapters")]
    _refuse_none_or_twice([part.name for part in parts], release.edition)
    chapters = [
        Chapter(workshop.notebooks / f"{part.chapter}.ipynb", part.parameters, part.notebook, source) for part in parts
    ]
    return _Report(release, language, folder, tuple(chapters), tuple(parts))


def _refuse_none_or_twice(chapters: list[str], edition: str) -> None:
    if not chapters:
        raise ChapterError(
            Problem(say("No part of the report may appear in the edition «{edition}».", edition=edition))
        )
    twice = sorted({chapter for chapter in chapters if chapters.count(chapter) > 1})
    if twice:
        what = say(
            "The edition «{edition}» has these parts more than once: {names}", edition=edition, names=", ".join(twice)
        )
        raise ChapterError(Problem(what))


def _replace(report: _Report, page: str) -> Built:
    """Put the report in its place, and take away executed chapters that it no longer has."""
    path = write_text(report.folder / REPORT, page)
    kept = {chapter.output for chapter in report.chapters}
    for left in set((report.folder / "chapters").glob("*.ipynb")) - kept:
        left.unlink()
    return Built(report.release, report.language, path)


def _workers() -> int:
    """Return one worker more than there are cores: a kernel that starts waits more than it works."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)


def _silent(_: str) -> None:
    pass
