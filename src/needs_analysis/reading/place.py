"""Where the tables of a source lie: its files, the sheet in them, and the rows of the headings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import Source, Workshop


@dataclass(frozen=True)
class Place:
    """A sheet of a file, and the rows of it that hold the headings."""

    path: Path
    shown: str
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    encoding: str = ""

    @property
    def last_header_row(self) -> int:
        """The row that the table lies below."""
        return self.header_row + self.header_rows - 1


def places_of(workshop: Workshop, source: Source) -> list[Place]:
    """Give the place of each file of a source, in the order of `workshop.toml`."""
    return [
        Place(
            workshop.path(file),
            file,
            sheet=source.sheet,
            header_row=source.header_row,
            header_rows=source.header_rows,
            encoding=source.encoding,
        )
        for file in source.all_files
    ]


@dataclass(frozen=True)
class RepeatPlace:
    """Where a repeat group lies, as the settings say.

    Attributes:
        table: its name in the form.
        sheet: its sheet; blank means the one of its name.
        file: a file of its own; blank means the files of the forms.
        key: the heading of the cells that name the parent; blank means the usual ones.
        parent: the heading of those cells in the parent's sheet; blank means the same.
    """

    table: str
    sheet: str = ""
    file: str = ""
    key: str = ""
    parent: str = ""


def repeats_of(source: Source) -> list[RepeatPlace]:
    """Give the repeat groups that the settings name."""
    return [
        RepeatPlace(table, repeat.sheet, repeat.file, squashed(repeat.key), squashed(repeat.parent))
        for table, repeat in source.repeats.items()
    ]
