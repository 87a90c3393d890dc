"""A release made and written: one edition's estimates after suppression, with what explains them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.columns import CHANGES, ISSUES, LABELS, SOURCES
from needs_analysis.disclosure.audit import audit_release, refuse_failed, summary_of
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.families import families_of
from needs_analysis.disclosure.recommendations import recommended_for
from needs_analysis.disclosure.rounding import round_as_shown
from needs_analysis.disclosure.suppression import OWN, Limits, known_in, rows_of, suppress_small
from needs_analysis.language import LANGUAGES
from needs_analysis.release import FRAMES, Release, release_id
from needs_analysis.writing import replaced_folder, write_bytes, write_csv, write_text

ORGANISER_ONLY = {"issues": ISSUES}


@dataclass(frozen=True)
class Judged:
    """What an edition may show of the estimates, and the audit of what it withholds."""

    shown: pd.DataFrame
    audit: pd.DataFrame


def judge_estimates(
    estimates: pd.DataFrame,
    manifest: dict[str, Any],
    *,
    edition: str,
    limits: Limits,
    themes: Mapping[str, str],
    before: pd.DataFrame | None = None,
) -> Judged:
    """Suppress what an edition may not show, and audit the rest.

    Args:
        estimates: all estimates.
        manifest: with the nesting of groups, scales and the main weighting.
        edition: organiser, national or donor.
        limits: what it must not fall below.
        themes: need → its theme.
        before: what a more open edition shows.

    Raises:
        ReleaseError: a suppressed number can be worked out.
    """
    known = Known(
        nesting=manifest["nesting"],
        themes=themes,
        scales=manifest["scales"],
        weighting=str(manifest["weighting"]),
    )
    rows, used = rows_of(estimates, edition), known_in(edition, known, limits)
    families = families_of(rows, used)
    shown = suppress_small(estimates, limits=limits, edition=edition, known=known, before=before, families=families)
    # The organisers hold the answers: none of them would be an insider.
    attacked = limits if edition != OWN else replace(limits, alone=0)
    audit = audit_release(rows, shown, used, attacked, families=families)
    refuse_failed(audit, edition)
    return Judged(shown, audit)


def make_release(
    judged: Judged, explained: dict[str, pd.DataFrame], manifest: dict[str, Any], *, edition: str, limits: Limits
) -> Release:
    """Make the release of one edition.

    Args:
        judged: what it may show.
        explained: labels, activities, sources, account, changes, issues, comments, background and what is recommended.
        manifest: what the release says of itself; edition, limit, id, the number suppressed and what the audit found
            are added.
        edition: organiser, national or donor.
        limits: what it does not fall below.
    """
    frames = {**explained, "estimates": judged.shown}
    frames["recommendations"] = recommended_for(edition, explained["recommendations"])
    if edition != OWN:
        frames["estimates"] = round_as_shown(judged.shown)
        frames |= {name: table.frame([]) for name, table in ORGANISER_ONLY.items()}
        frames["changes"] = CHANGES.frame(_without_fields(frames["changes"]))
        manifest = {**manifest, "inputs": _together(manifest["inputs"], frames["sources"])}
        frames["sources"] = SOURCES.frame(_without_files(frames["sources"]))
    frames["labels"] = LABELS.frame(frames["labels"])
    said = {
        "edition": edition,
        "limit": limits.smallest_group,
        "suppressed": int(judged.shown["note"].eq("too_few").sum()),
        "audit": summary_of(judged.audit) if edition == OWN else {"failed": summary_of(judged.audit)["failed"]},
    }
    return Release({**manifest, **said, "id": release_id({**manifest, **said}, frames)}, **frames)


def themes_of(labels: pd.DataFrame) -> dict[str, str]:
    """Say which theme each need belongs to."""
    needs = labels[labels["kind"].eq("need") & labels["parent"].notna()]
    return dict(zip(needs["code"], needs["parent"], strict=True))


def for_state(release: Release, code: str) -> Release:
    """Leave of a national edition what one State may have: its own numbers and those of all, and no other State's.

    Args:
        release: the national edition of all States.
        code: of the country.
    """
    estimates, activities, recommended = release.estimates, release.activities, release.recommendations
    own = estimates["by"].fillna("").ne("country") | estimates["group"].eq(code)
    near, mine = (each["country"].isna() | each["country"].eq(code) for each in (activities, recommended))
    frames = {name: getattr(release, name) for name in FRAMES}
    frames |= {
        "estimates": estimates[own].reset_index(drop=True),
        "activities": activities[near].reset_index(drop=True),
        "recommendations": recommended[mine].reset_index(drop=True),
    }
    names = {language: release.label("country", code, language) for language in LANGUAGES}
    suppressed = int(frames["estimates"]["note"].eq("too_few").sum())
    manifest = {**release.manifest, "state": {"code": code, "name": names}, "suppressed": suppressed}
    return Release({**manifest, "id": release_id(manifest, frames)}, **frames)


def write_release(folder: Path, release: Release, *, audit: pd.DataFrame | None = None) -> Path:
    """Write a release to a folder, and its audit where it is given, in the place of what the folder held."""
    with replaced_folder(folder) as new:
        for name in FRAMES:
            write_csv(new / f"{name}.csv", getattr(release, name))
        if audit is not None:
            write_csv(new / "audit.csv", audit)
        write_bytes(new / "estimates.parquet", release.estimates.to_parquet(index=False))
        write_text(
            new / "manifest.json", json.dumps(release.manifest, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        )
    return folder


def _without_files(sources: pd.DataFrame) -> pd.DataFrame:
    """Fold the files of a table together: where each delegation sent its own, its rows would be its forms."""
    folded = sources.groupby("table", sort=False).agg({"rows": "sum", "columns": "max"}).reset_index()
    return folded.assign(file="", sheet="")


def _together(inputs: Mapping[str, str], sources: pd.DataFrame) -> dict[str, str]:
    """Give one hash for all files of a table that came in several: names and number tell who sent them.

    >>> sources = pd.DataFrame({"table": ["responses", "responses"], "file": ["kaz.csv", "uzb.csv"]})
    >>> list(_together({"kaz.csv": "1", "uzb.csv": "2", "form.xlsx": "3"}, sources))
    ['form.xlsx', 'responses']
    """
    files = {str(table): set(rows["file"].dropna()) for table, rows in sources.groupby("table")}
    several = {name: table for table, found in files.items() if len(found) > 1 for name in inputs if name in found}
    kept = {name: sha for name, sha in inputs.items() if name not in several}
    for table in sorted(set(several.values())):
        hashes = "".join(sorted(inputs[name] for name, of in several.items() if of == table))
        kept[table] = hashlib.sha256(hashes.encode()).hexdigest()
    return kept


def _without_fields(changes: pd.DataFrame) -> pd.DataFrame:
    """Fold the fields together: what was changed in which question is the organiser's business."""
    keys = ["table", "rule", "action", "status"]
    folded = changes.groupby(keys, sort=True)["count"].sum().reset_index()
    return folded.assign(field="")
