"""The parent of all children: it makes ready what chapters use, once, and forks a child whenever it is asked for one.

It is a process of its own, in which no thread ever runs: whoever asks may have threads, and those cannot be forked.
A child does what it is sent, and ends with the one who sends it.
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
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from needs_analysis.reporting.notebooks import notebook_format

MOST_AT_ONCE = 65_536
SHOWS = ("chart_", "state_", "table_")  # the words with which chapters show a release


def main(descriptor: int, profile: str) -> None:
    """Fork a child for each socket that arrives, until nobody is left who could send one; then end them all."""
    shell, more = _make_ready(profile), _make_more_ready()
    children: set[int] = set()
    with socket.socket(fileno=descriptor) as asked:
        asked.send(b"ready")
        while True:
            # Whoever works on one chapter alone wants no page.
            if len(children) > 1 and not select.select([asked], [], [], 0)[0] and next(more, None):
                continue
            message, sockets, _, _ = socket.recv_fds(asked, MOST_AT_ONCE, 1)
            if not message:
                break
            if not sockets:
                _read_ahead(message)
                continue
            child = os.fork()
            if not child:
                asked.close()
                _live(sockets[0], shell)
            os.close(sockets[0])
            children = {one for one in children if not os.waitpid(one, os.WNOHANG)[0]} | {child}
    for child in children:  # one that has just ended is no reason to spare the others
        with suppress(ProcessLookupError, ChildProcessError):
            if not os.waitpid(child, os.WNOHANG)[0]:
                os.killpg(child, signal.SIGKILL)


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
    gc.freeze()
    gc.enable()
    return shell


def _make_more_ready() -> Iterator[bool]:
    """Make ready what pages use, a piece at a time, while children are busy with chapters."""
    from needs_analysis.reporting.rendering import prepare_rendering

    for _ in prepare_rendering():
        gc.freeze()
        yield True


def _read_ahead(folder: bytes) -> None:
    """Read a release that children will ask for; one that cannot be read is told by them."""
    from needs_analysis.errors import ReleaseError
    from needs_analysis.release import remember_release

    with suppress(ReleaseError):
        remember_release(os.fsdecode(folder))


def _live(descriptor: int, shell: Any) -> None:
    """Do what arrives until nothing does; never return into the parent's program."""
    os.setsid()
    try:
        with socket.socket(fileno=descriptor) as talk, talk.makefile("rwb") as lines:
            _say(lines, {"process": os.getpid()})
            _do_all(lines, shell)
    finally:
        os.killpg(0, signal.SIGKILL)


def _do_all(lines: Any, shell: Any) -> None:
    """Run the cells, or call the functions, that arrive as lines; answer each with a line."""
    from needs_analysis.release import forget_releases
    from needs_analysis.reporting.warm.inside import Here

    first = json.loads(lines.readline())
    sys.modules["numpy"].random.seed()
    os.chdir(first["folder"])
    forget_releases(but=first["release"])
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
    main(int(sys.argv[1]), sys.argv[2])
