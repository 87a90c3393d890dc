"""Where something stands in the files that were received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from needs_analysis.language import say
from needs_analysis.tables.label import tame


def say_place(line: Mapping[str, Any], language: str) -> str:
    """Name file, sheet, row and column, as far as they are known.

    >>> say_place({"file": "list.xlsx", "sheet": "", "row": 7, "column": "Agency"}, "en")
    'list.xlsx, row 7, column Agency'
    """
    known = {name: tame(value) if isinstance(value := line[name], str) else "" for name in ("file", "sheet", "column")}
    row = line["row"]
    parts = [
        known["file"],
        say("sheet {sheet}", language=language, sheet=known["sheet"]) if known["sheet"] else "",
        say("row {row}", language=language, row=row) if isinstance(row, int) else "",
        say("column {column}", language=language, column=known["column"]) if known["column"] else "",
    ]
    return ", ".join(part for part in parts if part)
