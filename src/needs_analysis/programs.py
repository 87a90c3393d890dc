"""The programs that take part in a result: what other ones make may differ, so it is neither kept nor mixed in."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path


@cache
def programs() -> str:
    """Name Python, every package installed with its version, and every file of this one, by one sum.

    >>> len(programs())
    64
    """
    packages = sorted(f"{each.name}=={each.version}" for each in distributions())
    own = Path(__file__).parent
    files = sorted(path for path in own.rglob("*") if path.is_file() and path.suffix != ".pyc")
    sums = [(path.relative_to(own).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return hashlib.sha256(json.dumps([sys.version, packages, sums]).encode()).hexdigest()
