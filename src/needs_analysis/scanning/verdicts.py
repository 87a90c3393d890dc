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
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.writing import write_text


@dataclass
class Verdicts:
    """The files that hold nothing, each by its name, its bytes, what was looked for, and the programs that looked.

    Attributes:
        record: the file that tells of earlier searches; one that cannot be read tells of none.
        programs: names all programs that take part in a search.
        anew: whether to search everything, whatever was searched before.
    """

    record: Path
    programs: str
    anew: bool = False
    found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.before = frozenset[str]() if self.anew else _read(self.record)

    def line_of(self, content: bytes, name: str, secrets: Secrets) -> str:
        """Name a file and all that its verdict depends on.

        >>> verdicts, secrets = Verdicts(Path("searched.txt"), "3.11"), Secrets(names=("Anna Berg",))
        >>> verdicts.line_of(b"", "a", secrets) == verdicts.line_of(b"", "b", secrets)
        False
        """
        told = json.dumps([name, hashlib.sha256(content).hexdigest()])
        return hmac.new(_key(secrets, self.programs), told.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def holds_nothing(self, line: str) -> bool:
        """Whether a file was searched before; then this holds for the next search too."""
        if line in self.before:
            self.found.add(line)
        return line in self.before

    def keep(self) -> None:
        """Write down which files held nothing, and forget all others; where that cannot be, they are searched again."""
        with suppress(OutputError):
            write_text(self.record, "".join(f"{line}\n" for line in sorted(self.found)))


def _read(record: Path) -> frozenset[str]:
    try:
        return frozenset(record.read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


@lru_cache(maxsize=16)
def _key(secrets: Secrets, programs: str) -> bytes:
    told = json.dumps([programs, astuple(secrets)])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
