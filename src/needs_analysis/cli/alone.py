"""One command at a time in a workspace: what two of them wrote at once would be neither's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from needs_analysis.language import say

LOCK = ".workshop.lock"
PATIENCE = 1.0


@contextmanager
def alone(root: Path, command: str) -> Iterator[None]:
    """Run a block while no other command writes in a workspace; where there is no workspace, nothing is locked.

    Raises:
        OutputError: another command is writing, with its name, process and since when.
    """
    from needs_analysis.locking import locked
    from needs_analysis.workshop import SETTINGS

    if not (root / SETTINGS).is_file():
        yield
        return
    since = datetime.now().strftime("%H:%M:%S")
    named = f"needs-analysis {command}"
    holder = say("{command}, process {process}, since {time}", command=named, process=os.getpid(), time=since)
    with locked(root / LOCK, holder, wait=PATIENCE):
        yield
