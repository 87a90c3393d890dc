"""A lock that one process holds at a time, and that the system takes away when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say
from needs_analysis.writing import output_errors

EVERY = 0.05
# Windows lets nobody read bytes that are locked: the locked one lies far behind those that say who holds it.
FAR = 1 << 30
MOST_LETTERS = 200


@contextmanager
def locked(path: Path, holder: str, *, wait: float) -> Iterator[None]:
    """Hold a lock while the block runs; its file is there as long.

    Args:
        path: of the lock's file; its folder exists.
        holder: what others are told of who holds it.
        wait: seconds to wait while another process holds it.

    Raises:
        OutputError: another process still holds it, with what it said of itself.
    """
    ends = time.monotonic() + wait
    with output_errors(path):
        while (handle := _taken(path)) is None:
            if time.monotonic() > ends:
                raise OutputError(_held(path))
            time.sleep(EVERY)
    try:
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, holder.encode("utf-8"))
        yield
    finally:
        _leave(path, handle)


def _taken(path: Path) -> int | None:
    """Open the file and lock it; nothing where another holds it, or has just taken its file away."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if sys.platform == "win32" and path.exists():
            return None
        raise
    if _lock(handle):
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
    os.close(handle)
    return None


def _leave(path: Path, handle: int) -> None:
    """Take the file away while it is still locked; Windows does so only once it is closed."""
    try:
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _held(path: Path) -> Problem:
    with suppress(OSError):
        holder = path.read_bytes()[:MOST_LETTERS].decode("utf-8", "replace")
        what = say("Another command is writing here: {holder}.", holder=holder)
        return Problem(what, file=path.name, remedy=say("Wait until it has ended, then run this again."))
    return Problem(say("Another command was writing here."), file=path.name, remedy=say("Run this again."))


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
