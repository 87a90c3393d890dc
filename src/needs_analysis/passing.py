"""Folders outside of the workspace, there for as long as a process works in them, however it ends."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

PREFIX = "needs_analysis.passing."
SETTLED = 60  # seconds after which whoever makes a folder has locked it


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards; if this process is killed in it, with the next `sweep_passing`.

    >>> with passing_folder() as folder:
    ...     _ = (folder / "a.txt").write_text("a")
    >>> folder.exists()
    False
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name, _locked(Path(name)):
        yield Path(name)


def sweep_passing() -> None:
    """Take away folders of this user in which no process works any more. On Windows, which cannot tell, they stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError), _locked(folder, mine=True):
            shutil.rmtree(folder, ignore_errors=True)


if sys.platform == "win32":

    @contextmanager
    def _locked(folder: Path, *, mine: bool = False) -> Iterator[None]:
        if mine:
            raise PermissionError
        yield

else:
    import fcntl

    @contextmanager
    def _locked(folder: Path, *, mine: bool = False) -> Iterator[None]:
        """Hold a folder until the process ends, at the latest.

        Args:
            folder: no link.
            mine: whether it has to be an old one of this user.

        Raises:
            OSError: another process holds it, or it is none of these.
        """
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            found = os.fstat(handle)
            if mine and (found.st_uid != os.getuid() or time.time() - found.st_mtime < SETTLED):
                raise PermissionError
            with nullcontext() if mine else suppress(OSError):  # where nothing can be locked, nothing is swept either
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(handle)
