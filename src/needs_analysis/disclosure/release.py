"""A release made and written: one edition's estimates after suppression, with what explains them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.columns import CHANGES, ISSUES, LABELS
from needs_analysis.disclosure.subtraction import Nesting
from needs_analysis.disclosure.suppression import suppress_small
from needs_analysis.release import FRAMES, Release, release_id
from needs_analysis.writing import replaced_folder, write_csv, write_text

ORGANISER_ONLY = {"issues": ISSUES}


def make_release(
    estimates: pd.DataFrame,
    explained: dict[str, pd.DataFrame],
    manifest: dict[str, Any],
    *,
    edition: str,
    limit: int,
    nesting: Nesting | None = None,
) -> Release:
    """Make the release of one edition.

    Args:
        estimates: all estimates, before suppression.
        explained: labels, activities, sources, account, changes and issues.
        manifest: what the release says of itself; edition, limit, id and the number suppressed are added.
        edition: organiser or donor.
        limit: the smallest group that is shown.
        nesting: which groups add up to which, so that none is given back by subtraction.
    """
    shown = suppress_small(
        estimates,
        limit=limit,
        edition=edition,
        nesting=nesting,
        themes=_themes(explained["labels"]),
        weighting=str(manifest.get("weighting", "")),
    )
    frames = {**explained, "estimates": shown}
    if edition != "organiser":
        frames |= {name: table.frame([]) for name, table in ORGANISER_ONLY.items()}
        frames["changes"] = CHANGES.frame(_without_fields(frames["changes"]))
    frames["labels"] = LABELS.frame(frames["labels"])
    suppressed = int(shown["note"].eq("too_few").sum())
    known = {**manifest, "edition": edition, "limit": limit, "suppressed": suppressed}
    return Release({**known, "id": release_id(known, frames)}, **frames)


def _themes(labels: pd.DataFrame) -> dict[str, str]:
    needs = labels[labels["kind"].eq("need") & labels["parent"].notna()]
    return dict(zip(needs["code"], needs["parent"], strict=True))


def write_release(folder: Path, release: Release) -> Path:
    """Write a release to a folder, in the place of what it held."""
    with replaced_folder(folder) as new:
        for name in FRAMES:
            write_csv(new / f"{name}.csv", getattr(release, name))
        write_text(
            new / "manifest.json", json.dumps(release.manifest, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        )
    return folder


def _without_fields(changes: pd.DataFrame) -> pd.DataFrame:
    """Fold the fields together: what was changed in which question is the organiser's business."""
    keys = ["table", "rule", "action", "status"]
    folded = changes.groupby(keys, sort=True)["count"].sum().reset_index()
    return folded.assign(field="")
