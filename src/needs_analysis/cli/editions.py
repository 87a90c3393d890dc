"""Editions: a release for each, the most open one first, so that none tells what another one hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.assessing import Assessed
from needs_analysis.cli.limits import limits_of
from needs_analysis.cli.quoting import Quoted
from needs_analysis.cli.releasing import describe_release, explain, parts_of
from needs_analysis.disclosure.earlier import refuse_differences
from needs_analysis.disclosure.ledger import read_ledger, standing_releases
from needs_analysis.disclosure.merging import merged_for, merged_nesting
from needs_analysis.disclosure.release import for_state, make_release
from needs_analysis.disclosure.suppression import OWN
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.release import Release, read_release
from needs_analysis.workshop import Edition, Workshop

ORDER: tuple[Edition, ...] = ("donor", "national", "organiser")


@dataclass(frozen=True)
class Made:
    """A release with its audit; `name` is the folder that it belongs in: donor, organiser, national/KAZ."""

    name: str
    release: Release
    audit: pd.DataFrame


def make_editions(workshop: Workshop, data: CleanData, assessed: Assessed) -> list[Made]:
    """Make the release of every edition that `workshop.toml` names, in its order; nothing is written.

    Raises:
        ReleaseError: a suppressed number can be worked out, from a release alone or together with earlier ones.
        SettingsError: a limit without its reason.
    """
    quoted = Quoted.of(workshop, data)
    explained, manifest = explain(workshop, data, assessed, quoted), describe_release(workshop, assessed)
    made: dict[str, list[Made]] = {}
    before: pd.DataFrame | None = None
    for edition in (each for each in ORDER if each in workshop.settings.editions):
        limits, said = limits_of(workshop, edition)
        about = _about(workshop, edition, assessed, manifest) | {"limits": said}
        about["comments"] = quoted.count(limits.smallest_group)
        estimates = assessed.estimates
        if assessed.about["merged"]:
            estimates = merged_for(edition, estimates)
        hidden = before if edition != OWN else None
        release, audit = make_release(estimates, explained, about, edition=edition, limits=limits, before=hidden)
        before = release.estimates if before is None else before
        made[edition] = list(_states(release, audit)) if edition == "national" else [Made(edition, release, audit)]
    editions = [each for edition in workshop.settings.editions for each in made[edition]]
    _refuse_given_away(workshop, editions)
    return editions


def _about(workshop: Workshop, edition: Edition, assessed: Assessed, manifest: dict[str, Any]) -> dict[str, Any]:
    nesting = merged_nesting(edition, assessed.about["nesting"])
    merged = assessed.about["merged"] if edition != OWN else {}
    return {**manifest, "parts": parts_of(workshop, edition), "nesting": nesting, "merged": merged}


def _states(release: Release, audit: pd.DataFrame) -> Iterator[Made]:
    """Part the national edition: each State has its own numbers and those of all, and no other State's."""
    nesting = release.manifest["nesting"]["country"]
    shown = release.estimates
    for code in sorted(code for code, kinds in nesting.items() if list(kinds) == ["national"]):
        if (shown["by"].eq("country") & shown["group"].eq(code) & shown["note"].ne("too_few")).any():
            yield Made(f"national/{code}", for_state(release, code), audit)


def _refuse_given_away(workshop: Workshop, editions: list[Made]) -> None:
    """Hold the open editions against everything that may be in somebody's hands."""
    entries = read_ledger(workshop.releases)
    closed = {str(entry["release"]) for entry in entries if entry.get("edition") == OWN}
    earlier = [_kept(workshop, name) for name in standing_releases(entries) if name not in closed]
    for made in editions:
        others = [
            each for each in earlier if each.edition != OWN and each.manifest["id"] != made.release.manifest["id"]
        ]
        if made.release.edition != OWN:
            refuse_differences(made.release, others)


def _kept(workshop: Workshop, name: str) -> Release:
    folder = workshop.releases / name
    if not folder.is_dir():
        what = say("The copy of an earlier release is missing, so this one cannot be held against it.")
        remedy = say("Put the folder back, or say that it never left: needs-analysis recall {id} --because …", id=name)
        raise ReleaseError(Problem(what, file=Path("data/releases", name).as_posix(), remedy=remedy))
    return read_release(folder)
