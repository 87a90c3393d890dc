"""Releases read back from their folders; some of them ahead, for processes that will be forked from this one."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.columns import Table, unguarded
from needs_analysis.errors import NeedsAnalysisError, ReleaseError
from needs_analysis.language import say
from needs_analysis.release.content import FRAMES, ORIGIN, Release, is_origin, release_id

FORMERLY = ("made",)  # what ids of earlier versions left out
_remembered: dict[str, Release] = {}


def read_release(folder: str | Path) -> Release:
    """Read a release from its folder, refusing any table with other columns than declared.

    Raises:
        ReleaseError: the folder holds no release, or one that was changed by hand.

    >>> read_release("reports/no-such-edition/release")
    Traceback (most recent call last):
    needs_analysis.errors.ReleaseError: There is no release in reports/no-such-edition/release. Make it with: ...
    """
    folder = Path(folder)
    known = _remembered and _remembered.get(_bytes_of(folder))
    return known.copied() if known else _read_release(folder)


def remember_release(folder: str | Path) -> None:
    """Read a release ahead, so that `read_release` finds it wherever the same bytes lie.

    Raises:
        ReleaseError: as `read_release`.
    """
    found = _read_release(Path(folder))
    found.put_in_order()
    _remembered[_bytes_of(Path(folder))] = found


def _bytes_of(folder: Path) -> str:
    """Name the bytes of all files of a release; those of a folder that holds none name nothing."""
    digest = hashlib.sha256()
    for name in ("manifest.json", *(f"{name}.csv" for name in FRAMES)):
        try:
            content = (folder / name).read_bytes()
        except OSError:
            return ""
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()


def _read_release(folder: Path) -> Release:
    if not (folder / "manifest.json").is_file():
        raise ReleaseError(
            say("There is no release in {folder}. Make it with: needs-analysis run", folder=folder.as_posix())
        )
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        frames = {name: _read_frame(folder / f"{name}.csv", table) for name, table in FRAMES.items()}
    except (OSError, ValueError, NeedsAnalysisError) as error:
        raise ReleaseError(
            say("The release in {folder} is damaged: {error}", folder=folder.as_posix(), error=error)
        ) from error
    if not (_is_named(manifest, frames) and is_origin(manifest.get("made"), manifest.get("inputs", {}))):
        raise ReleaseError(
            say("The release in {folder} was changed after it was made. Make it anew.", folder=folder.as_posix())
        )
    return Release(manifest, **frames)


def _is_named(manifest: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a release bears the id of what it says, or the one that an earlier version gave it."""
    return any(manifest.get("id") == release_id(manifest, frames, apart=apart) for apart in (ORIGIN, FORMERLY))


def _read_frame(path: Path, table: Table) -> pd.DataFrame:
    content = path.read_bytes()
    raw = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    raw = unguarded(raw) if b"'" in content else raw  # an apostrophe is what guards
    undeclared = sorted(set(raw.columns) ^ set(table.names))
    if undeclared:
        raise ReleaseError(
            say("{file} has other columns than declared: {names}", file=path.name, names=", ".join(undeclared))
        )
    return table.frame(raw)
