"""The passphrase: from the environment or typed twice; in no argument, file, message or child process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from getpass import getpass

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say

VARIABLE = "NEEDS_ANALYSIS_PASSPHRASE"

_given: ContextVar[str] = ContextVar("given_passphrase", default="")


@contextmanager
def passphrase_taken_in() -> Iterator[None]:
    """Take the passphrase out of the environment, so that no kernel or other child process inherits it."""
    token = _given.set(os.environ.pop(VARIABLE, ""))
    try:
        yield
    finally:
        _given.reset(token)


def ask_passphrase() -> str:
    """Return the passphrase that the environment gave, or the one that is typed twice.

    Raises:
        ReleaseError: there is neither, or the two are not the same.
    """
    if given := _given.get():
        return given
    if not sys.stdin.isatty():
        remedy = say("Set {variable} in the environment, or call this in a terminal.", variable=VARIABLE)
        raise ReleaseError(Problem(say("There is no passphrase, and nobody to ask for one."), remedy=remedy))
    first = getpass(f"{say('Passphrase')}: ")
    if getpass(f"{say('Once more')}: ") != first:
        raise ReleaseError(Problem(say("The two passphrases are not the same."), remedy=say("Begin again.")))
    return first
