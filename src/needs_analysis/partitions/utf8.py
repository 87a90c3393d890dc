"""A large text file as UTF-8: as it stands where it is UTF-8 already, else written anew, block by block."""

from __future__ import annotations

import codecs
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.place import Place
from needs_analysis.reading.texts.encoding import MARKS, first_wrong_byte, judge_encoding

BLOCK = 1 << 22
SAMPLE = 1 << 26
LONGEST_MARK = 4


@dataclass(frozen=True)
class Utf8:
    """A file of UTF-8, where its text begins in it, and what was assumed to get there."""

    path: Path
    start: int
    notes: tuple[Problem, ...] = ()


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Give a file as bytes of which only those that are looked at are read."""
    with path.open("rb") as file:
        yield mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def as_utf8(place: Place, scratch: Path) -> Utf8:
    """Find out which letters the bytes of a file stand for, and see to it that they are UTF-8.

    Args:
        place: the file, and the encoding that the settings name, if any.
        scratch: where a file of another encoding is written as UTF-8.

    Raises:
        InputError: the file is empty; the encoding is unknown or does not fit; the text holds NUL characters.
    """
    if not place.path.stat().st_size:
        raise InputError(Problem(say("The file is empty."), file=place.shown))
    with mapped(place.path) as content:
        mark = next((mark for mark in MARKS if content[:LONGEST_MARK].startswith(mark)), b"")
        encoding, notes = MARKS[mark] if mark else place.encoding, tuple[Problem, ...]()
        if not encoding and first_wrong_byte(content) is not None:
            encoding, note = judge_encoding(_beginning(content), place.shown)
            notes = (note,)
    if encoding and codecs.lookup(encoding).name != "utf-8":
        _write_anew(place, encoding, scratch, start=len(mark))
        return Utf8(scratch, 0, notes)
    return Utf8(place.path, len(mark), notes)


def _beginning(content: mmap.mmap) -> bytes:
    """Give enough of a text to judge it by, cut behind a line."""
    sample = content[:SAMPLE]
    return sample if len(content) <= SAMPLE else sample[: sample.rfind(b"\n") + 1]


def _write_anew(place: Place, encoding: str, scratch: Path, *, start: int) -> None:
    decoder, row = codecs.getincrementaldecoder(encoding)(), 1
    with place.path.open("rb") as source, scratch.open("wb") as target:
        source.seek(start)
        try:
            while block := source.read(BLOCK):
                text = decoder.decode(block)
                row += text.count("\n")
                target.write(text.encode("utf-8"))
            target.write(decoder.decode(b"", final=True).encode("utf-8"))
        except UnicodeDecodeError as error:
            what = say("The text is not {encoding}.", encoding=encoding.upper())
            at = row + block[: error.start].count(b"\n")
            raise InputError(Problem(what, file=place.shown, row=at, remedy=say("Save it as CSV UTF-8."))) from error
