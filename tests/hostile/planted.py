"""A release in which every text is hostile: labels, activities, issues, files, titles, objectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pandas as pd

from needs_analysis.release import Release
from tests.hostile.corpus import shares
from tests.small_release import make_release, named

TEXTS = {
    "activities": ["funder", "title", "for_whom"],
    "issues": ["value", "evidence", "suggestion", "file", "sheet", "column"],
    "sources": ["file", "sheet"],
}


def planted(texts: list[str], *, marked: bool = True) -> Release:
    """Put every text into every kind of field: the fields of a kind share the texts out among them.

    Where `marked`, each field begins with a mark that tells it from all others.
    """
    release, marks = make_release(), count(1)

    def fields(n: int) -> Iterator[str]:
        for share in shares(texts, n):
            yield (f"⟦{next(marks)}⟧" if marked else "") + " ".join(share)

    labels = release.labels.copy()
    for _, rows in labels.groupby(["kind", "language", "parent"], dropna=False):
        labels.loc[rows.index, "label"] = list(fields(len(rows)))
    frames = {name: getattr(release, name).copy() for name in TEXTS}
    for name, columns in TEXTS.items():
        for column in columns:
            frames[name][column] = _filled(frames[name][column], fields)
    return _renamed(replace(release, labels=labels, **frames), fields)


def one_each(texts: list[str]) -> Release:
    """Put one text into each field, as it is, the next one into the next field."""
    following = iter(texts * 9)
    release = planted([""], marked=False)

    def fields(n: int) -> Iterator[str]:
        return (next(following) for _ in range(n))

    labels = release.labels.assign(label=list(fields(len(release.labels))))
    frames = {name: getattr(release, name).copy() for name in TEXTS}
    for name, columns in TEXTS.items():
        for column in columns:
            frames[name][column] = list(fields(len(frames[name])))
    return _renamed(replace(release, labels=labels, **frames), fields)


def _filled(column: pd.Series, fields: Any) -> list[str]:
    return list(fields(len(column)))


def _renamed(release: Release, fields: Any) -> Release:
    manifest, (title, title_ru, place, place_ru, notice, notice_ru) = release.manifest, fields(6)
    workshop = manifest["workshop"] | {
        "title": {"en": title, "ru": title_ru},
        "place": {"en": place, "ru": place_ru},
        "notice": {"en": notice, "ru": notice_ru},
    }
    about = {
        "workshop": workshop,
        "objectives": [{"id": "needs", "text": dict(zip(("en", "ru"), fields(2), strict=True))}],
        "inputs": {next(fields(1)): "ab" * 32},
    }
    frames = {name: getattr(release, name) for name in ("estimates", "account", "changes", *TEXTS, "labels")}
    return named({**manifest, **about}, frames)
