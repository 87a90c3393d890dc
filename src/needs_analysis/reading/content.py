"""The bytes of a received file, and what their beginning says about their kind."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_content(path: Path, shown: str) -> bytes:
    """Read a file whole.

    Raises:
        InputError: it is not there, is something else than a file, cannot be opened, or is empty.
    """
    put_it_there = say("Put it there, or correct its name in workshop.toml.")
    try:
        if path.exists() and not path.is_file():  # what never ends must not be read: a pipe, a device
            raise InputError(Problem(say("This is no file."), file=shown, remedy=put_it_there))
        content = path.read_bytes()
    except FileNotFoundError as error:
        there = sorted(other.name for other in path.parent.glob("*") if other.is_file()) if path.parent.is_dir() else []
        what = say("The file does not exist{hint}", hint=nearest(path.name, there) or ".")
        raise InputError(Problem(what, file=shown, remedy=put_it_there)) from error
    except OSError as error:
        raise InputError(
            Problem(say("The file cannot be opened: {reason}", reason=error.strerror), file=shown)
        ) from error
    if not content.strip():
        raise InputError(Problem(say("The file is empty."), file=shown, remedy=say("Export or copy it again.")))
    return content
