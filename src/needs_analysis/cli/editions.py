"""Editions: a release for each, the most open one first, so that none tells what another one hides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.comparing import say_difference
from needs_analysis.cli.delegations import delegations
from needs_analysis.cli.judging import begin_judging
from needs_analysis.cli.limits import limits_of
from needs_analysis.cli.quoting import Quoted
from needs_analysis.cli.releasing import describe_release, explain, parts_of
from needs_analysis.disclosure.earlier import refuse_differences
from needs_analysis.disclosure.families import PEOPLE
from needs_analysis.disclosure.kept import kept_copy
from needs_analysis.disclosure.ledger import read_ledger, standing_copies
from needs_analysis.disclosure.merging import merged_for, merged_nesting
from needs_analysis.disclosure.release import Judged, for_state, make_release, themes_of
from needs_analysis.disclosure.suppression import OWN, Limits
from needs_analysis.errors import ReleaseError
from needs_analysis.release import Release, read_release
from needs_analysis.workshop import Edition, Workshop

ORDER: tuple[Edition, ...] = ("donor", "national", "organiser")


@dataclass(frozen=True)
class Made:
    """A release, and what later ones are held against.

    Attributes:
        name: the folder that it belongs in: donor, organiser, national/KAZ.
        release: what is in that folder.
        common: the release that it is a part of: of the national edition, that of all States together.
        audit: of the common release.
    """

    name: str
    release: Release
    common: Release
    audit: pd.DataFrame


def make_editions(workshop: Workshop, data: CleanData, assessed: Assessed, *, force: bool = False) -> list[Made]:
    """Make the release of every edition that `workshop.toml` names, in its order; it is written nowhere.

    What an edition may show is worked out again only if something has changed that it follows from, or by `force`.

    Raises:
        ReleaseError: a suppressed number can be worked out, from a release alone or together with earlier ones.
    """
    quoted = Quoted.of(workshop, data)
    explained, manifest = explain(workshop, data, assessed, quoted), describe_release(workshop, assessed)
    made: dict[str, list[Made]] = {}
    opened: dict[Limits, Judged] = {}
    asked = [
        _asked(workshop, assessed, manifest, edition) for edition in ORDER if edition in workshop.settings.editions
    ]
    begin = partial(_begin, workshop, themes=themes_of(explained["labels"]), force=force)
    begun = {each.edition: begin(each, beside=len(asked) > 1) for each in asked if each.edition == OWN}
    for each in asked:
        judged = begun[OWN]() if each.edition == OWN else opened.get(each.limits)
        if judged is None:
            judged = begin(each, before=next((found.shown for found in opened.values()), None))()
        if each.edition != OWN:
            opened[each.limits] = judged
        about = each.about | {"comments": quoted.count(each.limits.smallest_group)}
        release = make_release(judged, explained, about, edition=each.edition, limits=each.limits)
        made[each.edition] = [Made(each.edition, release, release, judged.audit)]
    _refuse_given_away(workshop, [each.common for edition in made if edition != OWN for each in made[edition]])
    return [part for edition in workshop.settings.editions for each in made[edition] for part in part_by_state(each)]


@dataclass(frozen=True)
class _Asked:
    """An edition, and what is judged for it."""

    edition: Edition
    limits: Limits
    about: dict[str, Any]
    estimates: pd.DataFrame


def _asked(workshop: Workshop, assessed: Assessed, manifest: dict[str, Any], edition: Edition) -> _Asked:
    limits, said = limits_of(workshop, edition)
    about = _about(workshop, edition, assessed, manifest) | {"limits": said}
    estimates = merged_for(edition, assessed.estimates) if assessed.about["merged"] else assessed.estimates
    return _Asked(edition, limits, about, estimates)


def _begin(workshop: Workshop, asked: _Asked, **how: Any) -> Callable[[], Judged]:
    kept = workshop.kept / asked.edition
    return begin_judging(asked.estimates, asked.about, edition=asked.edition, limits=asked.limits, kept=kept, **how)


def _about(workshop: Workshop, edition: Edition, assessed: Assessed, manifest: dict[str, Any]) -> dict[str, Any]:
    nesting = merged_nesting(edition, assessed.about["nesting"])
    merged = assessed.about["merged"] if edition != OWN else {}
    return {**manifest, "parts": parts_of(workshop, edition), "nesting": nesting, "merged": merged}


def part_by_state(made: Made) -> Iterator[Made]:
    """Part the national edition: each State has its own numbers and those of all, and no other State's."""
    if made.name != "national":
        yield made
        return
    answered = _answered(made.common)
    for code in delegations(made.common.manifest["nesting"]):
        if code in answered:
            yield replace(made, name=f"national/{code}", release=for_state(made.common, code))


def _answered(release: Release) -> set[str]:
    """Name the countries of which a number of needs, themes or questions is shown: how many came is no edition."""
    shown = release.estimates[release.estimates["by"].eq("country") & release.estimates["value"].notna()]
    return set(shown.loc[~shown["measure"].isin(PEOPLE), "group"].dropna())


def _refuse_given_away(workshop: Workshop, releases: Sequence[Release]) -> None:
    """Hold the releases of open editions against everything that may be in somebody's hands."""
    kept = standing_copies(read_ledger(workshop.releases))
    earlier = [read_release(kept_copy(workshop.releases, name)) for name in kept]
    for release in releases:
        others = [each for each in earlier if each.manifest["id"] != release.manifest["id"]]
        try:
            refuse_differences(release, others)
        except ReleaseError as error:
            first, *further = error.problems
            begun = replace(first, what=f"{say_difference(release, others)} {first.what}")
            raise ReleaseError([begun, *further]) from error
