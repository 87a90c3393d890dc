"""A child of the warm parent, as whoever asks for it sees it: told what to run over a socket, and ended when left."""

from __future__ import annotations

import base64
import json
import os
import pickle
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE = 120  # seconds for the parent to import everything, or a child to be there, on a machine that is busy
READY, CHILD, READ, END = b"ready", b"child", b"read", b"end"  # what the parent, and whoever asks it, say to each other


class ChildError(Exception):
    """A function failed in a child: its traceback."""


OnTold = Callable[[dict[str, Any]], None]


def _ignore(_: dict[str, Any]) -> None:
    pass


class Child:
    """A forked process that runs the cells of one notebook, or calls a function."""

    def __init__(self, talk: socket.socket, folder: Path) -> None:
        self._talk = talk
        self._lines = talk.makefile("rwb")
        try:
            self._process = int(self._hear(PATIENCE)["process"])
        except TimeoutError as error:
            raise RuntimeError(f"Kernel was not there after {PATIENCE} seconds: the machine is too busy") from error
        self._say({"folder": str(folder)})

    def run(self, place: int, source: str, seconds: float | None) -> dict[str, Any]:
        """Run a cell: its number, whether it failed, and the outputs of every cell that shows something else since.

        Raises:
            TimeoutError: it took longer.
            RuntimeError: the child died of it.
        """
        self._say({"place": place, "source": source})
        return self._hear(seconds)

    def call(self, function: Callable[..., Any], *given: Any, seconds: float, on_told: OnTold = _ignore) -> Any:
        """Give what a function of a module makes there; it has to be such as JSON can hold.

        Args:
            function: is given one thing more, by which it tells of something while it works.
            given: to the function.
            seconds: that may pass between two things that it tells.
            on_told: is called with each.

        Raises:
            TimeoutError: nothing was told for longer.
            RuntimeError: the child died of it.
            ChildError: the function failed.
        """
        self._say({"call": base64.b64encode(pickle.dumps((function, given))).decode()})
        while "made" not in (told := self._hear(seconds)):
            if "failed" in told:
                raise ChildError(told["failed"])
            on_told(told)
        return told["made"]

    def _say(self, told: dict[str, Any]) -> None:
        try:
            self._lines.write(json.dumps(told).encode() + b"\n")
            self._lines.flush()
        except OSError as error:
            raise RuntimeError("Kernel died") from error

    def _hear(self, seconds: float | None) -> dict[str, Any]:
        self._talk.settimeout(seconds)
        try:
            answer = self._lines.readline()
        except TimeoutError as error:
            raise TimeoutError(f"A cell timed out while it was being executed, after {seconds} seconds.") from error
        except OSError as error:
            raise RuntimeError("Kernel died") from error
        if not answer.endswith(b"\n"):
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
