"""The parent of all children: it makes ready what chapters use, once, and forks a child whenever it is asked for one.

It is a process of its own, in which no thread ever runs: whoever asks may have threads, and those cannot be forked.
A child does what it is sent, and ends with the one who sends it. One that may see a release comes from a process that
has read it and no other: a reader, which is forked for the first of them and then is the parent of them all.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import pickle
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from needs_analysis.reporting.notebooks import notebook_format
from needs_analysis.reporting.warm.child import CHILD, END, READ, READY

MOST_AT_ONCE = 65_536
MOMENT = 0.02  # seconds in which whoever waits for this process asks it for something
SHOWS = ("chart_", "state_", "table_")  # the words with which chapters show a release


def main(descriptor: int, profile: str, *, many: bool) -> None:
    """Fork a child for each socket that arrives, until nobody is left who could send one; then end them all."""
    shell = _make_ready(profile)
    with socket.socket(fileno=descriptor) as asked:
        asked.send(READY)
        parent = _Parent(asked, shell, later=[_make_ready_for_pages] if many else [])
        parent.serve()
        parent.end()


class _Parent:
    """Forks children for one who asks over a socket; they may see the one release that this process has read, if any.

    Those that may see another one are left to its reader. What is left for `later` is done when nobody asks: before the
    first reader is forked, for all of them, or else by each, while its first children work.
    """

    def __init__(
        self, asked: socket.socket, shell: Any, release: bytes = b"", later: Sequence[Callable[[], None]] = ()
    ) -> None:
        self._asked, self._shell, self._release, self._later = asked, shell, release, list(later)
        self._children: set[int] = set()
        self._readers: dict[bytes, tuple[int, socket.socket]] = {}

    def serve(self) -> None:
        """Fork a child for each socket that arrives, until the other side is closed, or asks for the end of all."""
        while True:
            self._use_the_time()
            message, sockets, _, _ = socket.recv_fds(self._asked, MOST_AT_ONCE, 1)
            what, _, release = message.partition(b" ")
            if what == READ:
                self._reader(release)
                continue
            if what == END:
                self.end()
            if what != CHILD or not sockets:  # the other side is closed, or asks for the end of all
                return
            with socket.socket(fileno=sockets[0]) as talk:
                if release == self._release:
                    self._fork(talk)
                else:
                    self._leave_to_reader(release, message, talk)

    def _use_the_time(self) -> None:
        """Do what was left for later, unless somebody asks for something, or others do it."""
        while self._later and not self._readers and not select.select([self._asked], [], [], MOMENT)[0]:
            self._later.pop(0)()

    def end(self) -> None:
        """End all children, and all readers with theirs."""
        for process, asks in self._readers.values():
            with suppress(OSError):  # it has died
                asks.send(END)
            os.waitpid(process, 0)
        for child in self._children:  # one that has just ended is no reason to spare the others
            with suppress(ProcessLookupError, ChildProcessError):
                if not os.waitpid(child, os.WNOHANG)[0]:
                    os.killpg(child, signal.SIGKILL)

    def _fork(self, talk: socket.socket) -> None:
        child = os.fork()
        if not child:
            self._asked.close()
            _live(talk, self._shell)
        self._children = {one for one in self._children if not os.waitpid(one, os.WNOHANG)[0]} | {child}

    def _leave_to_reader(self, release: bytes, message: bytes, talk: socket.socket) -> None:
        """Pass on what is asked of a reader; where it has died, another takes its place."""
        with suppress(OSError):
            socket.send_fds(self._reader(release, talk), [message], [talk.fileno()])
            return
        process, asks = self._readers.pop(release)
        asks.close()
        os.waitpid(process, 0)
        socket.send_fds(self._reader(release, talk), [message], [talk.fileno()])

    def _reader(self, release: bytes, *open_here: socket.socket) -> socket.socket:
        """Give the socket over which the reader of a release is asked, which is started if there is none."""
        if release not in self._readers:
            self._readers[release] = self._start_reader(release, open_here)
        return self._readers[release][1]

    def _start_reader(self, release: bytes, open_here: Sequence[socket.socket]) -> tuple[int, socket.socket]:
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = os.fork()
        if not process:
            for other in (mine, *open_here, self._asked, *(asks for _, asks in self._readers.values())):
                other.close()
            _read(_Parent(theirs, self._shell, release, self._later), release)
        theirs.close()
        return process, mine


def _read(reader: _Parent, release: bytes) -> None:
    """Be a reader; never return into the parent's program. Should the parent die unasked, the children go on."""
    try:
        _read_ahead(release)
        gc.freeze()
        reader.serve()
    finally:
        os._exit(0)


def _make_ready(profile: str) -> Any:
    """Import what chapters use, and do once what each of them would do first; give the shell that they run in."""
    gc.disable()  # what is imported stays
    notebook_format()
    import plotly.graph_objects
    import plotly.io  # noqa: F401
    from IPython.core.profiledir import ProfileDir

    import needs_analysis
    from needs_analysis.reporting.executing import prepare_execution
    from needs_analysis.reporting.warm.shell import make_shell

    for name in dir(needs_analysis):
        if name.startswith(SHOWS):
            getattr(needs_analysis, name)
    ProfileDir.create_profile_dir_by_name(profile, "default")
    shell = make_shell(profile)
    prepare_execution()
    import needs_analysis.reporting.chapter  # what children are asked to call

    gc.freeze()
    gc.enable()
    return shell


def _make_ready_for_pages() -> None:
    """Import, and do once, what the pages need in which many chapters are to stand."""
    import needs_analysis.reporting.pages  # noqa: F401 - what children are asked to call
    from needs_analysis.reporting.rendering import prepare_rendering

    prepare_rendering()
    gc.freeze()


def _read_ahead(folder: bytes) -> None:
    """Read a release that children will ask for; one that cannot be read is told by them."""
    from needs_analysis.errors import ReleaseError
    from needs_analysis.release import remember_release

    with suppress(ReleaseError):
        remember_release(os.fsdecode(folder))


def _live(talk: socket.socket, shell: Any) -> None:
    """Do what arrives until nothing does; never return into the parent's program."""
    os.setsid()
    try:
        with talk, talk.makefile("rwb") as lines:
            _say(lines, {"process": os.getpid()})
            _do_all(lines, shell)
    finally:
        os.killpg(0, signal.SIGKILL)


def _do_all(lines: Any, shell: Any) -> None:
    """Run the cells, or call the functions, that arrive as lines; answer each with a line."""
    from needs_analysis.reporting.warm.inside import Here

    first = json.loads(lines.readline())
    sys.modules["numpy"].random.seed()
    os.chdir(first["folder"])
    _look_in_the_folder()
    here = Here(shell)
    for line in iter(lines.readline, b""):
        asked = json.loads(line)
        if "source" in asked:
            _say(lines, here.run(asked["place"], asked["source"], None))
        else:
            _say(lines, _called(asked["call"], partial(_say, lines)))


def _called(asked: str, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Call a function with what it is given; what it raises is told whole, and ends the child."""
    try:
        function, given = pickle.loads(base64.b64decode(asked))  # noqa: S301 - from the one who started us
        return {"made": function(*given, tell)}
    finally:
        if error := sys.exception():
            tell({"failed": "".join(traceback.format_exception(error))})


def _look_in_the_folder() -> None:
    """Let modules beside a notebook be found where a kernel finds them: behind Python's own."""
    del sys.path[0]
    places = [place for place, path in enumerate(sys.path) if path.endswith(("site-packages", "dist-packages"))]
    sys.path.insert(min(places, default=len(sys.path)), "")


def _say(lines: Any, told: dict[str, Any]) -> None:
    lines.write(json.dumps(told, allow_nan=False).encode() + b"\n")
    lines.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], many=bool(sys.argv[3:]))
    os._exit(0)  # somebody waits, and there is nothing to tidy up
