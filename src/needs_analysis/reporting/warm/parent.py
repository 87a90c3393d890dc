"""The parent of all children: it imports what chapters use, once, and forks a child whenever it is asked for one.

It is a process of its own, in which no thread ever runs: whoever asks may have threads, and those cannot be forked.
A child runs the cells that it is sent, and ends with the one who sends them.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from needs_analysis.reporting.notebooks import notebook_format

MOST_AT_ONCE = 65_536


def main(descriptor: int, profile: str) -> None:
    """Fork a child for each socket that arrives, until nobody is left who could send one; then end them all."""
    _import_all(profile)
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    with socket.socket(fileno=descriptor) as asked:
        asked.send(b"ready")
        while True:
            message, sockets, _, _ = socket.recv_fds(asked, MOST_AT_ONCE, 1)
            if not message:
                break
            child = os.fork()
            if not child:
                asked.close()
                _live(sockets[0], profile)
            os.close(sockets[0])
            children = {one for one in children if not os.waitpid(one, os.WNOHANG)[0]} | {child}
    for child in children:  # one that has just ended is no reason to spare the others
        with suppress(ProcessLookupError, ChildProcessError):
            if not os.waitpid(child, os.WNOHANG)[0]:
                os.killpg(child, signal.SIGKILL)


def _import_all(profile: str) -> None:
    """Import what chapters use."""
    notebook_format()
    import plotly.graph_objects
    import plotly.io  # noqa: F401
    from IPython.core.profiledir import ProfileDir

    import needs_analysis
    from needs_analysis.reporting.warm import shell  # noqa: F401

    for name in dir(needs_analysis):
        getattr(needs_analysis, name)
    ProfileDir.create_profile_dir_by_name(profile, "default")


def _live(descriptor: int, profile: str) -> None:
    """Run what arrives until nothing does; never return into the parent's program."""
    os.setsid()
    try:
        with socket.socket(fileno=descriptor) as talk, talk.makefile("rw", encoding="utf-8", newline="\n") as lines:
            _say(lines, {"process": os.getpid()})
            _run_all(lines, profile)
    finally:
        os.killpg(0, signal.SIGKILL)


def _run_all(lines: Any, profile: str) -> None:
    from needs_analysis.reporting.warm.shell import Heard, make_shell, run_cell

    sys.modules["numpy"].random.seed()
    os.chdir(json.loads(lines.readline())["folder"])
    _look_in_the_folder()
    heard, shell = Heard(), make_shell(profile)
    for line in iter(lines.readline, ""):
        asked = json.loads(line)
        _say(lines, run_cell(shell, asked["place"], asked["source"], heard))


def _look_in_the_folder() -> None:
    """Let modules beside a notebook be found where a kernel finds them: behind Python's own."""
    del sys.path[0]
    places = [place for place, path in enumerate(sys.path) if path.endswith(("site-packages", "dist-packages"))]
    sys.path.insert(min(places, default=len(sys.path)), "")


def _say(lines: Any, told: dict[str, Any]) -> None:
    lines.write(json.dumps(told, allow_nan=False) + "\n")
    lines.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
