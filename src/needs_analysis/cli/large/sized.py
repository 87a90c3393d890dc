"""Which surveys are large."""

from __future__ import annotations

from typing import Final

from needs_analysis.workshop import Workshop

FORMS: Final = "responses"
TEXTS = (".csv", ".tsv", ".txt")
MEGABYTE = 1_000_000


def is_large(workshop: Workshop) -> bool:
    """Whether the responses are CSV files of so many megabytes that they are read in parts."""
    paths = [workshop.path(name) for name in workshop.settings.sources[FORMS].all_files]
    texts = all(path.suffix.lower() in TEXTS and path.is_file() for path in paths)
    size = sum(path.stat().st_size for path in paths) if texts else 0
    return texts and size >= workshop.settings.partitions.from_megabytes * MEGABYTE
