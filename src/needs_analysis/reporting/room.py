"""The room in which a chapter is executed: its release at the place where it expects it, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from needs_analysis.passing import passing_folder

NOTEBOOKS = "notebooks"


@contextmanager
def room_with(release: Path, *, at: str) -> Iterator[Path]:
    """Make a folder for a kernel to work in, with a copy of a release at a relative place; no other file is near.

    Args:
        release: folder of the release.
        at: the place as the chapter is told it, relative to the folder of notebooks: ../reports/donor/release.
    """
    with passing_folder() as own:
        folder = own.resolve() / NOTEBOOKS
        folder.mkdir()
        place = (folder / at).resolve()
        if not place.is_relative_to(folder.parent):
            raise ValueError(f"{at} lies outside the room")
        place.mkdir(parents=True)
        for file in release.iterdir():
            shutil.copyfile(file, place / file.name)
        yield folder
