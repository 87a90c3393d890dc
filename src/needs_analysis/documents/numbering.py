"""The numbers that tables bear in every document of a report, so that one document can point to another."""

from __future__ import annotations

from needs_analysis.documents.document import Document, Picture, Table


def number_tables(document: Document) -> dict[Table, int]:
    """Number the tables that have rows: those of the text as they come, then those that only a picture has.

    A table that is shown again, or stands behind a picture as well, keeps its number.

    >>> from needs_analysis.documents.document import Cell, Chapter, Cover, Heading
    >>> one, two = (Table(name, ("n",), ((Cell("1"),), (Cell("2"),))) for name in ("One", "Two"))
    >>> blocks = (Heading(1, "A"), Picture("P", "", "", {}, two), one, Picture("Q", "", "", {}, one))
    >>> document = Document("en", "r1", "donor", Cover("Report", "T", ()), (Chapter("a", "", blocks),))
    >>> [(table.caption, number) for table, number in number_tables(document).items()]
    [('One', 1), ('Two', 2)]
    """
    blocks = list(document.blocks())
    said = [block for block in blocks if isinstance(block, Table)]
    drawn = [block.table for block in blocks if isinstance(block, Picture)]
    kept = dict.fromkeys(table for table in [*said, *drawn] if table.rows)
    return {table: number for number, table in enumerate(kept, start=1)}


def tables_behind(document: Document) -> list[Table]:
    """Give the tables that stand behind pictures and nowhere else."""
    said = {block for block in document.blocks() if isinstance(block, Table)}
    return [table for table in number_tables(document) if table not in said]
