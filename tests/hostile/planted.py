"""A release in which every text is hostile: labels, activities, issues, files, titles, objectives."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import count, cycle

from needs_analysis.release import FRAMES, Release
from tests.hostile.corpus import shares
from tests.small_release import make_release, named

COLUMNS = {
    "activities": ["funder", "title", "for_whom"],
    "issues": ["value", "evidence", "suggestion", "file", "sheet", "column"],
    "sources": ["file", "sheet"],
    "comments": ["text", "translation_en"],
    "background": ["text"],
    "recommendations": ["recommendation_en", "addressee_en", "time_frame_en"],
}
KIND = ["kind", "language", "parent"]
Fields = Callable[[int], list[str]]


def planted(texts: list[str], *, into: Collection[str] | None = None) -> Release:
    """Put every text into every kind of field: the fields of a kind share the texts out among them.

    Each field begins with a mark of its own, the same whatever the texts are; a field whose mark is not among `into`
    gets no text.
    """
    number = count(1)

    def fields(n: int) -> list[str]:
        marks = [f"⟦{next(number)}⟧" for _ in range(n)]
        open_to = [mark for mark in marks if into is None or mark in into]
        given = dict(zip(open_to, shares(texts, len(open_to)), strict=True)) if open_to else {}
        return [mark + " ".join(given.get(mark, [])) for mark in marks]

    return _filled(fields)


def one_each(texts: list[str]) -> Release:
    """Put one text into each field, alone, the next one into the next field."""
    following = cycle(texts)
    return _filled(lambda n: [next(following) for _ in range(n)])


def _filled(fields: Fields) -> Release:
    release = make_release()
    labels = release.labels.copy()
    for _, rows in labels.groupby(KIND, dropna=False):
        labels.loc[rows.index, "label"] = fields(len(rows))
    frames = {name: getattr(release, name).copy() for name in COLUMNS}
    for name, columns in COLUMNS.items():
        for column in columns:
            frames[name][column] = fields(len(frames[name]))
    about = {**release.manifest, **_about(release, fields)}
    kept = {name: getattr(release, name) for name in FRAMES if name not in frames}
    return named(about, {**kept, **frames, "labels": labels})


def _about(release: Release, fields: Fields) -> dict[str, object]:
    words = [dict(zip(("en", "ru"), fields(2), strict=True)) for _ in range(4)]
    event = release.manifest["workshop"] | dict(zip(("title", "place", "notice"), words, strict=False))
    return {
        "workshop": event,
        "objectives": [{"id": "needs", "text": words[3]}],
        "inputs": dict.fromkeys(fields(1), "ab" * 32),
    }
