"""What a release holds, and how tables and charts ask for it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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
)

T = TypeVar("T")
ORIGIN = ("made", "inputs")  # of what a manifest says: when the release was made, and from which files
SHA256 = re.compile("[0-9a-f]{64}")
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
    (each with its reason), state (code and name, in a national edition), parts (chapters), made (the
    day), inputs (file → SHA-256), versions, command.
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
        return list(self._codes.get(kind, ()))

    def groups(self, by: str, language: str) -> dict[str, bool]:
        """Groups of a disaggregation that rated needs, by name; and whether any need or theme of theirs is reported.

        >>> release.groups("country", "en")
        {'KAZ': True, 'KGZ': True, 'TJK': False}
        """
        return dict(self.once(_groups, by, language))

    def select(self, **wanted: str) -> pd.DataFrame:
        """Estimates whose columns have these values; a blank selects blanks.

        >>> list(release.select(statistic="mean", measure="gap", by="country")["group"].unique())
        ['KAZ', 'KGZ', 'TJK']
        """
        asked = tuple(sorted(wanted.items()))
        if asked not in self._selected:
            chosen = np.ones(len(self.estimates), dtype=bool)
            for column, value in asked:
                chosen &= self._which(column, value)
            self._selected[asked] = self.estimates[chosen]
        return self._selected[asked].copy(deep=False)

    def once(self, make: Callable[..., T], *given: str) -> T:
        """Give what a function makes of this release and some codes, made once however often it is asked for."""
        if (make, given) not in self._made:
            self._made[make, given] = make(self, *given)
        made: T = self._made[make, given]
        return made

    def _which(self, column: str, value: str) -> npt.NDArray[np.bool_]:
        """Mark the rows of estimates that have a value in a column; each column is turned into numbers once."""
        if column not in self._columns:
            numbers, known = pd.factorize(self.estimates[column].fillna("").to_numpy(dtype=object))
            self._columns[column] = numbers, {code: place for place, code in enumerate(known)}
        numbers, places = self._columns[column]
        return np.asarray(numbers == places.get(value, -1))

    def copied(self) -> Release:
        """Give a release of its own: what is done to one of the two is not seen in the other."""
        frames = {name: getattr(self, name).copy(deep=False) for name in FRAMES}
        own = Release(deepcopy(self.manifest), **frames)
        # None of these is ever changed.
        own.__dict__.update(_words=self._words, _codes=self._codes, _columns=dict(self._columns))
        return own

    def put_in_order(self) -> None:
        """Do once, for all copies that will be made, what each would do when it is first asked for anything."""
        self.label("", "", "en")
        self.codes("")
        self.select(**dict.fromkeys(ESTIMATES.key, ""))

    # A release never changes, so what was found in it stays found.
    @cached_property
    def _selected(self) -> dict[tuple[tuple[str, str], ...], pd.DataFrame]:
        return {}

    @cached_property
    def _columns(self) -> dict[str, tuple[npt.NDArray[np.intp], dict[str, int]]]:
        return {}

    @cached_property
    def _made(self) -> dict[tuple[Callable[..., Any], tuple[str, ...]], Any]:
        return {}

    @cached_property
    def _codes(self) -> dict[str, dict[str, None]]:
        """Codes by kind, in the order of the labels."""
        codes: dict[str, dict[str, None]] = {}
        for kind, code in zip(self.labels["kind"], self.labels["code"], strict=True):
            codes.setdefault(kind, {})[code] = None
        return codes

    @cached_property
    def _words(self) -> dict[tuple[str, str | None, str, str], str]:
        """Labels by kind, parent, code and language; and once more without the parent."""
        rows = self.labels[["kind", "parent", "code", "language", "label"]].fillna("").itertuples(index=False)
        words: dict[tuple[str, str | None, str, str], str] = {}
        for kind, parent, code, language, label in rows:
            words[kind, parent, code, language] = label
            words.setdefault((kind, None, code, language), label)
        return words


def _groups(release: Release, by: str, language: str) -> dict[str, bool]:
    means = release.select(statistic="mean", measure=str(release.manifest["order"]), by=by).dropna(subset=["group"])
    means = means[means["item"].isin([*release.codes("need"), *release.codes("theme")])]
    shown = set(means.loc[means["value"].notna(), "group"])
    named = sorted(set(means["group"]), key=lambda code: (release.label(by, code, language).casefold(), code))
    return {code: code in shown for code in named}


def release_id(
    manifest: Mapping[str, Any], frames: Mapping[str, pd.DataFrame], *, apart: Collection[str] = ORIGIN
) -> str:
    """Name a release after what it says: neither the day nor the files that it was made from are part of that.

    Args:
        manifest: what it says of itself.
        frames: its tables.
        apart: what of the manifest is no part of the id; earlier versions left out the day alone.
    """
    digest = hashlib.sha256()
    for name in sorted(frames):
        digest.update(frames[name].to_csv(index=False, lineterminator="\n").encode())
    content = {key: value for key, value in manifest.items() if key not in ("id", *apart)}
    digest.update(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())
    state = manifest.get("state", {}).get("code")
    names = [manifest["workshop"]["id"], manifest["edition"], state, digest.hexdigest()[:10]]
    return "-".join(name for name in names if name)


def is_origin(made: object, inputs: object) -> bool:
    """Whether a day is one, if it is told, and files are told by their SHA-256: the id of a release says of neither.

    >>> is_origin("2026-06-01", {"data/raw/answers.csv": "ab" * 32}), is_origin("soon", {}), is_origin("2026-06-01", [])
    (True, False, False)
    """
    if not isinstance(inputs, dict):
        return False
    try:
        "".join(inputs).encode("utf-8")
        is_day = made is None or date.fromisoformat(str(made)).isoformat() == made
    except (TypeError, ValueError):
        return False
    return is_day and all(isinstance(told, str) and SHA256.fullmatch(told) for told in inputs.values())
