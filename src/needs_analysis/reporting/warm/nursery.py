"""Where children are asked for: the parent is started once, and ended with whoever started it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

ENGINE = "needs-analysis"  # what papermill knows our engine as
READY = 120  # seconds for the parent to import everything, on a machine that is busy with other things
GOODBYE = 10  # seconds for the parent to end by itself
ANSWER = 30  # seconds for a child to be there
_lock = threading.RLock()
_running: list[Nursery] = []


def can_fork() -> bool:
    """Whether this system forks processes safely: not on Windows, which cannot, nor on macOS, whose libraries fail."""
    return sys.platform not in ("win32", "darwin")


class Nursery:
    """A parent that runs, and is started again should it die."""

    def __init__(self) -> None:
        self._parent = ExitStack()
        self._asks = self._parent.enter_context(_started())

    def close(self) -> None:
        """End the parent, and with it all children."""
        self._parent.close()

    @contextmanager
    def child(self, folder: Path) -> Iterator[Child]:
        """Give a child that works in a folder; it is gone afterwards, and whatever it has started with it.

        Raises:
            RuntimeError: there is none: the parent or the child died.
        """
        mine, theirs = socket.socketpair()
        with mine, theirs:
            with _lock:
                try:
                    socket.send_fds(self._asks, [b"child"], [theirs.fileno()])
                except OSError:
                    self._parent.close()
                    self._asks = self._parent.enter_context(_started())
                    socket.send_fds(self._asks, [b"child"], [theirs.fileno()])
            theirs.close()
            with Child(mine, folder) as child:
                yield child


class Child:
    """A forked process that runs the cells of one notebook."""

    def __init__(self, talk: socket.socket, folder: Path) -> None:
        self._talk = talk
        self._lines = talk.makefile("rw", encoding="utf-8", newline="\n")
        self._process = int(self._ask({"folder": str(folder)}, ANSWER)["process"])

    def run(self, place: int, source: str, seconds: float | None) -> dict[str, Any]:
        """Run a cell: its number, and the outputs of every cell that shows something else since.

        Raises:
            TimeoutError: it took longer.
            RuntimeError: the child died of it.
        """
        return self._ask({"place": place, "source": source}, seconds)

    def _ask(self, told: dict[str, Any], seconds: float | None) -> dict[str, Any]:
        self._talk.settimeout(seconds)
        try:
            self._lines.write(json.dumps(told) + "\n")
            self._lines.flush()
            answer = self._lines.readline()
        except TimeoutError as error:
            raise TimeoutError(f"A cell timed out while it was being executed, after {seconds} seconds.") from error
        except OSError as error:
            raise RuntimeError("Kernel died") from error
        if not answer.endswith("\n"):
            raise RuntimeError("Kernel died")
        found: dict[str, Any] = json.loads(answer)
        return found

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        with suppress(OSError):
            self._lines.close()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Give the parent that runs already, or start one that is ended afterwards.

    What children inherit of the environment is what it is when the parent starts.

    Raises:
        RuntimeError: the parent did not start.
    """
    with ExitStack() as stack:
        with _lock:
            own = not _running
            if own:
                _running.append(stack.enter_context(closing(Nursery())))
            given = _running[-1]
        try:
            yield given
        finally:
            if own:
                _running.remove(given)


@contextmanager
def warm_if(wanted: bool) -> Iterator[None]:
    """Keep one parent for all notebooks that are executed meanwhile, where it is wanted and the system can fork."""
    with nursery() if wanted and can_fork() else nullcontext():
        yield


@contextmanager
def _started() -> Iterator[socket.socket]:
    """Start a parent, and give the socket over which it is asked for children."""
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with tempfile.TemporaryDirectory(prefix="needs-", ignore_cleanup_errors=True) as profile, mine, theirs:
        command = [sys.executable, "-m", "needs_analysis.reporting.warm.parent", str(theirs.fileno()), profile]
        parent = subprocess.Popen(  # noqa: S603 - our own program
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        try:
            mine.settimeout(READY)
            if mine.recv(16) != b"ready":
                raise RuntimeError("Kernel died")
            yield mine
        finally:
            mine.close()
            _end(parent)


def _end(parent: subprocess.Popen[bytes]) -> None:
    """Wait for a parent that nobody asks any more; one that hangs is ended."""
    try:
        parent.wait(GOODBYE)
    except subprocess.TimeoutExpired:
        parent.kill()
        parent.wait()
