"""The parts that a chapter makes: one, or one for each country or type of agency."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part, part_name
from needs_analysis.workshop import Chapter


def fan_out(
    chapter: Chapter, release: Release, given: Mapping[str, str], *, folder: Path, under: str = ""
) -> list[Part]:
    """Make a part for each group that the release can say anything about, in the order of their names.

    A chapter of what the release has none of makes no part, if it says so.

    Groups of which every need and theme is withheld get no part; the profiles say who they are. Where that is every
    group, one part is made for none of them, which says so: a chapter that was asked for never vanishes without a word.

    Args:
        chapter: what `workshop.toml` says of it.
        release: whose groups are meant.
        given: what every chapter of the report is given, its `language` among it.
        folder: where executed notebooks go.
        under: title of the part of the report that the chapter stands in.
    """
    if chapter.where and getattr(release, chapter.where).empty:
        return []
    by, parameters = chapter.for_each, {**chapter.parameters, **given}
    if not by:
        return [Part(chapter.notebook, folder / f"{chapter.notebook}.ipynb", parameters, under=under)]
    groups = release.groups(by, given["language"])
    shown = [group for group, is_shown in groups.items() if is_shown]
    return [
        Part(
            chapter.notebook,
            folder / f"{part_name(chapter.notebook, group)}.ipynb",
            {by: group, **parameters},
            group=group,
            about=release.label(by, group, given["language"]),
            under=under,
        )
        for group in shown or [""]
    ]
