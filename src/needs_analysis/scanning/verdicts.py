"""Which files were searched before and held nothing, so that the same bytes need not be searched for the same again.

A line of the record can be worked out only by whoever knows everything that was looked for, all of it together: a name
cannot be guessed from it, nor a line be added for a file that nobody searched. What was found is not written down.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from pathlib import Path

from needs_analysis.errors import OutputError
from needs_analysis.scanning.search import search_for
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.writing import write_text


@dataclass
class Verdicts:
    """The files that hold nothing, each by its name, its bytes, what was looked for, and the programs that looked.

    A line of the record has two sums of a file: with all that was given to look for and to excuse, and with what was in
    effect looked for. The first is told at once; the second still holds where a released text has changed that excuses
    nothing.

    Attributes:
        record: the file that tells of earlier searches; one that cannot be read tells of none.
        programs: names all programs that take part in a search.
        anew: whether to search everything, whatever was searched before.
    """

    record: Path
    programs: str
    anew: bool = False
    found: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.before = {} if self.anew else _read(self.record)
        self.in_effect = frozenset(self.before.values())

    def take_over(self, file: str, secrets: Secrets) -> bool:
        """Take over for the next search that a file, as `named` calls it, was searched before for the same, if it was.

        >>> verdicts, secrets = Verdicts(Path("searched.txt"), "3.11"), Secrets(names=("Anna Berg",))
        >>> verdicts.take_over(named(b"", "a"), secrets)
        False
        """
        given = _line(file, _key_as_given(secrets, self.programs))
        if given in self.before:
            self.found[given] = self.before[given]
        elif self.before and (effective := _line(file, _key_in_effect(secrets, self.programs))) in self.in_effect:
            self.found[given] = effective
        return given in self.found

    def held_nothing(self, file: str, secrets: Secrets) -> None:
        """Write down that a file was searched and that nothing was found.

        >>> verdicts, secrets = Verdicts(Path("searched.txt"), "3.11"), Secrets(names=("Anna Berg",))
        >>> verdicts.held_nothing(named(b"", "a"), secrets)
        >>> len(verdicts.found)
        1
        """
        given = _line(file, _key_as_given(secrets, self.programs))
        self.found[given] = _line(file, _key_in_effect(secrets, self.programs))

    def keep(self) -> None:
        """Write down which files held nothing, and forget all others; where that cannot be, they are searched again."""
        lines = (f"{given} {effective}\n" for given, effective in sorted(self.found.items()))
        with suppress(OutputError):
            write_text(self.record, "".join(lines))


def named(content: bytes, name: str) -> str:
    """Name a file by its name and its bytes.

    >>> named(b"", "a") == named(b"", "b")
    False
    """
    return json.dumps([name, hashlib.sha256(content).hexdigest()])


def _read(record: Path) -> dict[str, str]:
    try:
        lines = [line.split() for line in record.read_text(encoding="ascii").splitlines()]
    except (OSError, ValueError):
        return {}
    return {line[0]: line[1] for line in lines if len(line) == 2}


def _line(file: str, key: bytes) -> str:
    return hmac.new(key, file.encode(), "sha256").hexdigest()


@lru_cache(maxsize=16)
def _key_as_given(secrets: Secrets, programs: str) -> bytes:
    return _key(programs, astuple(secrets))


@lru_cache(maxsize=16)
def _key_in_effect(secrets: Secrets, programs: str) -> bytes:
    return _key(programs, search_for(secrets).sought)


def _key(*told: object) -> bytes:
    """Sum up what is told; sets are sorted, as their order is another in each process."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=sorted).encode()).digest()
