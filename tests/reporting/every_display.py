"""A report of every chart, table and sentence there is, about many needs with names longer than any line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from needs_analysis import charts, tables
from needs_analysis.columns import LABELS
from needs_analysis.registers.files import read_register
from needs_analysis.release import Release
from tests.displays import displays
from tests.hostile.pages import page_of
from tests.small_release import MEANS, THEMES, make_release

NEEDS = 33
DISPLAYS = displays(tables, "state_") | displays(tables, "table_") | displays(charts, "chart_")
LONG = {
    ("theme", "RSK"): "Безопасность проездных документов и управление идентификацией личности",
    ("country", "KGZ"): "Соединённое Королевство Великобритании и Северной Ирландии",
}


def long_names() -> dict[str, str]:
    """The longest Russian names of needs in the register, under codes of their own."""
    names = sorted(read_register("needs")["label_ru"], key=len, reverse=True)[:NEEDS]
    return {f"LNG-{place}": name for place, name in enumerate(names, start=1)}


@cache
def long_release() -> Release:
    """The small release with many more needs, from a wide gap to a negative one."""
    codes = list(long_names())
    further = {
        "importance": {code: (4.9 - 0.08 * at, 4.7 - 0.08 * at, 5.0 - 0.08 * at, 18) for at, code in enumerate(codes)},
        "capacity": {code: (1.5 + 0.05 * at, 1.3 + 0.05 * at, 1.7 + 0.05 * at, 18) for at, code in enumerate(codes)},
        "gap": {code: (3.4 - 0.13 * at, 3.0 - 0.13 * at, 3.8 - 0.13 * at, 18) for at, code in enumerate(codes)},
    }
    places = {code: (at, max(1, at - 3), min(NEEDS, at + 3), 1 + at // 9, 18) for at, code in enumerate(codes, start=1)}
    means = {measure: {**found, **further[measure]} for measure, found in MEANS.items()}
    release = make_release(means=means, places=places, words=LONG)
    theme = next(iter(THEMES))
    labels = LABELS.frame(
        [
            {"kind": "need", "code": code, "parent": theme, "language": language, "label": name}
            for code, name in long_names().items()
            for language in ("en", "ru")
        ]
    )
    return replace(release, labels=pd.concat([release.labels, labels], ignore_index=True))


def full_page(folder: Path, language: str) -> Path:
    """Write the report in a language."""
    release = long_release()
    return page_of([make(release, language) for make in DISPLAYS.values()], release, folder, language=language)
