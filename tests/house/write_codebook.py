"""Write docs/codebook.md from the declared tables. Run with `make docs`."""

from __future__ import annotations

from needs_analysis.columns import TABLES, Column, Table
from tests.house.sources import ROOT

CODEBOOK = ROOT / "docs" / "codebook.md"
HEAD = """\
# Codebook

The declared tables: everything that crosses between rooms. Made from `needs_analysis.columns` with `make docs`;
change it there. Blank cells are missing values. A column in bold is never blank; the key names a row.
"""


def codebook() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *map(section, TABLES)])


def section(table: Table) -> str:
    """Return a table's part: its meaning, its key, and a line a column."""
    key = f"\n\nKey: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    rows = "\n".join(map(line, table.columns))
    return f"""\
## {table.name}

{table.meaning[:1].upper()}{table.meaning[1:]}.{key}

| column | kind | meaning | values |
| --- | --- | --- | --- |
{rows}
"""


def line(column: Column) -> str:
    """Return a column's line."""
    name = f"`{column.name}`" if column.blank else f"**`{column.name}`**"
    values = ", ".join(f"`{value}`" for value in column.allowed if value)
    return f"| {name} | {column.kind} | {column.meaning} | {values} |"


if __name__ == "__main__":
    CODEBOOK.write_text(codebook(), encoding="utf-8", newline="\n")
