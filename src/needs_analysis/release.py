"""A release: what one edition may say, read by tables, charts and notebooks, which see nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from needs_analysis.columns import (
    ACCOUNT,
    ACTIVITIES,
    BACKGROUND,
    CHANGES,
    COMMENTS,
    ESTIMATES,
    ISSUES,
    LABELS,
    RECOMMENDATIONS,
    SOURCES,
    Table,
    unguarded,
)
from needs_analysis.errors import NeedsAnalysisError, ReleaseError
from needs_analysis.language import say

T = TypeVar("T")
FRAMES: dict[str, Table] = {
    "estimates": ESTIMATES,
    "activities": ACTIVITIES,
    "labels": LABELS,
    "sources": SOURCES,
    "account": ACCOUNT,
    "changes": CHANGES,
    "issues": ISSUES,
    "comments": COMMENTS,
    "background": BACKGROUND,
    "recommendations": RECOMMENDATIONS,
}


@dataclass(frozen=True)
class Release:
    """One edition's estimates with the labels and the account that explain them.

    `issues` is empty but in the organiser's edition. `manifest` holds: id, edition, limit (smallest group shown),
    workshop (id, title, start, end, place: titles by language), objectives, weighting, order (the measure that orders
    needs: gap or importance), floor (mean importance below which a need has no place), nesting (country and agency type
    → kinds of delegation they occur in), merged (agency type of too few people → the one it counts with), scales
    (measure → [lowest, highest]), evaluation (design, scale, items), as_of (day of the list of activities), sampled
    (whether respondents were drawn as a sample), untabulated and several (questions), comments (how many answers in
    words are released, how many withheld), audit (how many suppressed numbers were looked at), limits
    (each with its reason), state (code and name, in a national edition), parts (chapters), inputs
    (file → sha256), versions, command.
    """

    manifest: dict[str, Any]
    estimates: pd.DataFrame
    activities: pd.DataFrame
    labels: pd.DataFrame
    sources: pd.DataFrame
    account: pd.DataFrame
    changes: pd.DataFrame
    issues: pd.DataFrame
    comments: pd.DataFrame
    background: pd.DataFrame
    recommendations: pd.DataFrame

    @property
    def edition(self) -> str:
        """Organiser, national or donor."""
        return str(self.manifest["edition"])

    def label(self, kind: str, code: str, language: str, parent: str | None = None) -> str:
        """Words for a code; in English where the language has none, and the code itself as a last resort.

        Args:
            kind: need, country, answer, …
            code: the code.
            language: of the words.
            parent: the question of an answer; not needed where codes are unique within their kind.
        """
        for wanted in (language, "en"):
            found = self._words.get((kind, parent, code, wanted))
            if found is not None:
                return found
        return code

    def codes(self, kind: str) -> list[str]:
        """All codes of a kind, in the register's order."""
        return list(dict.fromkeys(self.labels.loc[self.labels["kind"] == kind, "code"]))

    def groups(self, by: str, language: str) -> dict[str, bool]:
        """Groups of a disaggregation that rated needs, by name; and whether any need or theme of theirs is reported.

        >>> release.groups("country", "en")
        {'KAZ': True, 'KGZ': True, 'TJK': False}
        """
        means = self.select(statistic="mean", measure=str(self.manifest["order"]), by=by).dropna(subset=["group"])
        means = means[means["item"].isin([*self.codes("need"), *self.codes("theme")])]
        shown = set(means.loc[means["value"].notna(), "group"])
        named = sorted(set(means["group"]), key=lambda code: (self.label(by, code, language).casefold(), code))
        return {code: code in shown for code in named}

    def select(self, **wanted: str) -> pd.DataFrame:
        """Estimates whose columns have these values; a blank selects blanks.

        >>> list(release.select(statistic="mean", measure="gap", by="country")["group"].unique())
        ['KAZ', 'KGZ', 'TJK']
        """
        asked = tuple(sorted(wanted.items()))
        if asked not in self._selected:
            chosen = np.ones(len(self.estimates), dtype=bool)
            for column, value in asked:
                chosen &= self._values(column) == value
            self._selected[asked] = self.estimates[chosen]
        return self._selected[asked].copy(deep=False)

    def once(self, make: Callable[..., T], *given: str) -> T:
        """Give what a function makes of this release and some codes, made once however often it is asked for."""
        if (make, given) not in self._made:
            self._made[make, given] = make(self, *given)
        made: T = self._made[make, given]
        return made

    def _values(self, column: str) -> npt.NDArray[np.object_]:
        if column not in self._columns:
            self._columns[column] = self.estimates[column].fillna("").to_numpy(dtype=object)
        return self._columns[column]

    # A release never changes, so what was found in it stays found.
    @cached_property
    def _selected(self) -> dict[tuple[tuple[str, str], ...], pd.DataFrame]:
        return {}

    @cached_property
    def _columns(self) -> dict[str, npt.NDArray[np.object_]]:
        return {}

    @cached_property
    def _made(self) -> dict[tuple[Callable[..., Any], tuple[str, ...]], Any]:
        return {}

    @cached_property
    def _words(self) -> dict[tuple[str, str | None, str, str], str]:
        """Labels by kind, parent, code and language; and once more without the parent."""
        rows = self.labels[["kind", "parent", "code", "language", "label"]].fillna("").itertuples(index=False)
        words: dict[tuple[str, str | None, str, str], str] = {}
        for kind, parent, code, language, label in rows:
            words[kind, parent, code, language] = label
            words.setdefault((kind, None, code, language), label)
        return words


def read_release(folder: str | Path) -> Release:
    """Read a release from its folder, refusing any table with other columns than declared.

    Raises:
        ReleaseError: the folder holds no release, or one that was changed by hand.

    >>> read_release("reports/no-such-edition/release")
    Traceback (most recent call last):
    needs_analysis.errors.ReleaseError: There is no release in reports/no-such-edition/release. Make it with: ...
    """
    folder = Path(folder)
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
    if manifest.get("id") != release_id(manifest, frames) or not _is_day(manifest.get("made")):
        raise ReleaseError(
            say("The release in {folder} was changed after it was made. Make it anew.", folder=folder.as_posix())
        )
    return Release(manifest, **frames)


def release_id(manifest: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> str:
    """Name a release after its content, so that the same content has the same name; the date is no content."""
    digest = hashlib.sha256()
    for name in sorted(frames):
        digest.update(frames[name].to_csv(index=False, lineterminator="\n").encode())
    content = {key: value for key, value in manifest.items() if key not in ("id", "made")}
    digest.update(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())
    state = manifest.get("state", {}).get("code")
    names = [manifest["workshop"]["id"], manifest["edition"], state, digest.hexdigest()[:10]]
    return "-".join(name for name in names if name)


def _is_day(made: object) -> bool:
    """Whether the day that a release was made is one: it is no part of the id, so anything could stand there."""
    try:
        return made is None or date.fromisoformat(str(made)).isoformat() == made
    except ValueError:
        return False


def _read_frame(path: Path, table: Table) -> pd.DataFrame:
    raw = unguarded(pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8"))
    undeclared = sorted(set(raw.columns) ^ set(table.names))
    if undeclared:
        raise ReleaseError(
            say("{file} has other columns than declared: {names}", file=path.name, names=", ".join(undeclared))
        )
    return table.frame(raw)
