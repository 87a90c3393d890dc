"""Functions that workers import by name."""

import os
import signal
import time
from pathlib import Path

from needs_analysis.language import interface


def double(number: int) -> int:
    """Give twice the number."""
    return 2 * number


def double_once_killed(told: tuple[int, str]) -> int:
    """Die in the middle of the third piece of work, unless somebody did before."""
    number, marker = told
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die(number: int) -> int:
    """Die whenever it is the third."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    """Fail as work does, not as workers do."""
    return 1 // (number - 3)


def wait_and_double(number: int) -> int:
    """Take a while."""
    time.sleep(0.2)
    return 2 * number


def spoken(_: int) -> str:
    """Give the language that is spoken."""
    return interface()
