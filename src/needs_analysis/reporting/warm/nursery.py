"""Where children are asked for: the parent is started once, and ended with whoever started it."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path

from needs_analysis.passing import passing_folder
from needs_analysis.reporting.warm.child import CHILD, PATIENCE, READ, READY, Child

ENGINE = "needs-analysis"  # what papermill knows our engine as
INSIDE = "needs-analysis-inside"  # and the one that runs cells in the process that it is in itself
GOODBYE = 10  # seconds for the parent to end by itself
_lock = threading.RLock()
_running: list[Nursery] = []


def can_fork() -> bool:
    """Whether this system forks processes safely: not on Windows, which cannot, nor on macOS, whose libraries fail."""
    return sys.platform not in ("win32", "darwin")


class Nursery:
    """A parent that is started by `start` or for the first child, and again should it die.

    Its environment is that of the process that starts it, unless another one is given.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = environment
        self._parent = ExitStack()
        self._closed = False
        self._asks: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self._many: list[str] = []

    @property
    def is_warm(self) -> bool:
        """Whether the parent was started."""
        return self._asks is not None

    def start(self, *, many: bool = False) -> None:
        """Start the parent without waiting for it; for `many` chapters, and so pages, more is made ready."""
        with _lock:
            self._many = ["many"] if many else []
            self._asks = self._asks or self._start()

    def read_ahead(self, releases: Iterable[Path]) -> None:
        """Have releases read side by side before anybody asks; what fails here fails once more when somebody does."""
        with _lock, suppress(OSError, RuntimeError):
            parent = self._when_ready(self._asks or self._start())
            for release in releases:
                parent.send(READ + b" " + os.fsencode(release))

    def close(self) -> None:
        """End the parent, and with it all children; there will be no other. One that is not ready yet has none."""
        if self._process and not self._is_ready:
            self._process.kill()
        self._closed = True
        self._parent.close()

    @contextmanager
    def child(self, folder: Path, release: Path | None = None) -> Iterator[Child]:
        """Give a child that works in a folder; it is gone afterwards, and whatever it has started with it.

        Args:
            folder: that it works in.
            release: that is read ahead once for all of its children, which then find it wherever a copy of it lies.

        Raises:
            RuntimeError: there is none: the parent or the child died.
        """
        mine, theirs = socket.socketpair()
        with mine, theirs:
            with _lock:
                try:
                    self._ask(self._asks or self._start(), theirs, release)
                except (OSError, RuntimeError):  # it died, perhaps before it was ready
                    self._ask(self._start(), theirs, release)
            theirs.close()
            with Child(mine, folder) as child:
                yield child

    def _start(self) -> socket.socket:
        if self._closed:
            raise RuntimeError("Kernel died")
        self._parent.close()
        self._is_ready = False
        self._asks, self._process = self._parent.enter_context(_started(self._environment, self._many))
        return self._asks

    def _when_ready(self, parent: socket.socket) -> socket.socket:
        if not self._is_ready and parent.recv(16) != READY:
            self._asks = None
            raise RuntimeError("Kernel died")
        self._is_ready = True
        return parent

    def _ask(self, parent: socket.socket, theirs: socket.socket, release: Path | None) -> None:
        seeing = b" " + os.fsencode(release) if release else b""
        socket.send_fds(self._when_ready(parent), [CHILD + seeing], [theirs.fileno()])


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Give the parent that there is already, or one that is ended afterwards.

    What children inherit of the environment is what it is when the parent starts.
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


def stay_warm(environment: Mapping[str, str]) -> None:
    """Have one parent for as long as this process lives, for one that executes chapters for others."""
    with _lock:
        if not _running:
            _running.append(Nursery(environment))
            atexit.register(_running[-1].close)


@contextmanager
def warm_if(wanted: bool) -> Iterator[None]:
    """Keep one parent for all notebooks that are executed meanwhile, where it is wanted and the system can fork."""
    with nursery() if wanted and can_fork() else nullcontext():
        yield


def start_if_kept() -> None:
    """Start the parent that somebody keeps for many chapters, if anybody does."""
    with _lock:
        for kept in _running:
            kept.start(many=True)


@contextmanager
def _started(
    environment: Mapping[str, str] | None, many: list[str]
) -> Iterator[tuple[socket.socket, subprocess.Popen[bytes]]]:
    """Start a parent, and give the socket over which it is asked for children, and the process."""
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with passing_folder() as profile, mine, theirs:
        given = [str(theirs.fileno()), str(profile), *many]
        command = [sys.executable, "-m", "needs_analysis.reporting.warm.parent", *given]
        parent = subprocess.Popen(  # noqa: S603 - our own program
            command,
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        try:
            mine.settimeout(PATIENCE)
            yield mine, parent
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
