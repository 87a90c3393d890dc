"""A small workspace for tests: three countries, two needs, importance and capacity, a CSV without a form."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from needs_analysis.columns import LOG

SETTINGS = """
[workshop]
id = "small"
title = { en = "A small workshop", ru = "Малый семинар" }
start = 2026-05-12
end = 2026-05-13
attribution = "open"
languages = ["en"]

[[objectives]]
id = "needs"
text = { en = "Identify needs.", ru = "Выявить потребности." }

[sources.responses]
file = "data/raw/answers.csv"
id = "id"
[sources.responses.columns]
country = "Country"
agency_type = "Type"

[registers]
needs = "needs.csv"

[scales.importance]
"Low" = 1
"Middle" = 2
"High" = 3
[scales.capacity]
"Low" = 1
"Middle" = 2
"High" = 3

[editions.organiser]
smallest_group = 3

[[report]]
id = "final_report"
editions = ["organiser"]
[[report.part]]
[[report.part.chapter]]
notebook = "03_needs"
objectives = ["needs"]
editions = ["organiser"]
"""
HEADER = ["id", "Country", "Type", "Radios matter", "Radios work", "Dogs matter", "Dogs work"]
ROWS = [
    ["1", "Kazakhstan", "customs", "High", "Low", "Low", "Low"],
    ["2", "Kazakhstan", "customs", "Middle", "Low", "Low", "Middle"],
    ["3", "Kazakhstan", "border_service", "High", "Middle", "Middle", "Low"],
    ["4", "Uzbekistan", "customs", "High", "Low", "Low", ""],
    ["5", "Uzbekistan", "customs", "High", "Middle", "Low", "Low"],
    ["6", "Узбекистан", "border_service", "Middle", "Low", "Middle", "High"],
    ["7", "TJK", "border_service", "High", "Low", "Don't know", "Low"],
]
NEEDS = [
    ["need_id", "theme_id", "theme_en", "label_en", "importance", "capacity"],
    ["N1", "T1", "Means", "Radios", "Radios matter", "Radios work"],
    ["N2", "T1", "Means", "Dogs", "Dogs matter", "Dogs work"],
]


@dataclass
class SmallWorkspace:
    """Parts of the workspace that a test may spoil before it is written."""

    settings: str = SETTINGS
    header: list[str] = field(default_factory=lambda: list(HEADER))
    rows: list[list[str]] = field(default_factory=lambda: [list(row) for row in ROWS])
    needs: list[list[str]] = field(default_factory=lambda: [list(row) for row in NEEDS])
    corrections: list[list[str]] = field(default_factory=list)

    def write(self, root: Path) -> Path:
        """Write the workspace, and answer its folder."""
        (root / "workshop.toml").parent.mkdir(parents=True, exist_ok=True)
        (root / "workshop.toml").write_text(self.settings, encoding="utf-8")
        log = LOG.names
        _write(root / "data" / "raw" / "answers.csv", [self.header, *self.rows])
        _write(root / "needs.csv", self.needs)
        _write(root / "data" / "corrections" / "corrections.csv", [log, *self.corrections])
        return root


def _write(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
