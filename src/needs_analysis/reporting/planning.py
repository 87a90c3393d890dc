"""Which reports are to be built: each report of the plan, for each release that it is made for, in each language."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.reporting.chapter import Chapter
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.cover import in_language
from needs_analysis.reporting.parts import fan_out
from needs_analysis.workshop import Report, Workshop

Releases = Mapping[str, tuple[Release, Path]]


@dataclass(frozen=True)
class Planned:
    """A report to be built: what the plan says of it, the release, the language, the folder, chapters and parts.

    `source` is the folder of the release; `earlier` those of what earlier runs made of it, which
    may be kept where they bear the `seal`.
    """

    plan: Report
    release: Release
    source: Path
    language: str
    folder: Path
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]
    earlier: tuple[Path, ...] = ()
    seal: str = ""

    @property
    def page(self) -> Path:
        """The file that the report's page goes into."""
        return self.folder / f"{self.plan.id}.html"

    @property
    def kind(self) -> str:
        """What kind of report it is, in its language."""
        return in_language(self.plan.title, self.language) or say("Needs assessment", self.language)


def plan_reports(
    workshop: Workshop, releases: Releases, *, root: Path, keep: Sequence[Path] = (), seal: str = ""
) -> list[Planned]:
    """Plan every report, release by release and language by language.

    Args:
        workshop: the workspace.
        releases: of each edition, by the folder it belongs in, the release and the folder it was read from or
            written to.
        root: the folder that the reports go into.
        keep: folders in which earlier runs have left reports; what is made from the same things is kept.
        seal: made of what only those have who may write reports.

    Raises:
        ChapterError: an edition has no chapter, or one chapter twice in other ways.
    """
    languages = workshop.settings.workshop.languages
    planned = [
        _plan(workshop, plan, (name, *releases[name]), language, root=root, keep=keep, seal=seal)
        for name, (release, _) in releases.items()
        for language in languages
        for plan in workshop.settings.report
        if plan.parts_in(release.manifest["edition"])
    ]
    _refuse_editions_without_report(releases, planned)
    _refuse_twice(planned)
    return planned


def _plan(
    workshop: Workshop,
    plan: Report,
    released: tuple[str, Release, Path],
    language: str,
    *,
    root: Path,
    keep: Sequence[Path],
    seal: str,
) -> Planned:
    name, release, source = released
    place = os.path.relpath(workshop.reports / name / "release", workshop.notebooks)
    given = {"release": Path(place).as_posix(), "language": language}
    folder = root / name / language
    parts = [
        each
        for part, chapter in plan.parts_in(release.manifest["edition"])
        for each in fan_out(
            chapter, release, given, folder=folder / "chapters", under=in_language(part.title, language)
        )
    ]
    earlier = tuple(each / name / language for each in keep)
    chapters = [
        Chapter(
            workshop.notebooks / f"{part.chapter}.ipynb",
            part.parameters,
            part.notebook,
            source,
            tuple(each / "chapters" / part.notebook.name for each in earlier),
            seal,
        )
        for part in parts
    ]
    return Planned(plan, release, source, language, folder, tuple(chapters), tuple(parts), earlier, seal)


def _refuse_editions_without_report(releases: Releases, planned: list[Planned]) -> None:
    served = {report.release.edition for report in planned}
    missing = dict.fromkeys(release.edition for release, _ in releases.values() if release.edition not in served)
    if missing:
        raise ChapterError(
            [
                Problem(say("No chapter of any report may appear in the edition «{edition}».", edition=edition))
                for edition in missing
            ]
        )


def _refuse_twice(planned: list[Planned]) -> None:
    """A chapter that stands in two reports is executed once; with other parameters it would need another name."""
    problems = []
    given: dict[Path, Mapping[str, object]] = {}
    for report in planned:
        names = [part.name for part in report.parts]
        twice = {name for name in names if names.count(name) > 1}
        other = {
            part.name for part in report.parts if given.setdefault(part.notebook, part.parameters) != part.parameters
        }
        if twice | other:
            what = say(
                "The edition «{edition}» has these chapters more than once: {names}",
                edition=report.release.edition,
                names=", ".join(sorted(twice | other)),
            )
            problems.append(Problem(what))
    if problems:
        raise ChapterError(list(dict.fromkeys(problems)))
