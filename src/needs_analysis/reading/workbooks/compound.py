"""A compound file (MS-CFB), the small file system that an .xls is: one of its streams, made of its sectors."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SECTOR_SHIFT_AT, MINI_SHIFT_AT, FIRST_FOLDER_AT, MINI_CUTOFF_AT, FIRST_MINI_AT, FIRST_DIFAT_AT = 30, 32, 48, 56, 60, 68
DIFAT_AT, HEADER = 76, 512
LAST_SECTOR = 0xFFFFFFFA
ENTRY, NAME_LENGTH_AT, START_AT, SIZE_AT = 128, 64, 116, 120
ROOT = "Root Entry"


def read_stream(content: bytes, *names: str) -> bytes:
    """Put together the first stream that has one of the names; empty where there is none.

    Raises:
        ValueError: the file is damaged: a chain of sectors leads out of the file or in a circle.
    """
    try:
        return _Compound(content).stream(names)
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


class _Compound:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << self._number("<H", SECTOR_SHIFT_AT)
        self.mini_size = 1 << self._number("<H", MINI_SHIFT_AT)
        self.next = self._numbers(b"".join(map(self._sector, self._table_sectors())))
        folder = self._chain(self._number("<I", FIRST_FOLDER_AT))
        self.entries = dict(_entries(folder))

    def stream(self, names: tuple[str, ...]) -> bytes:
        start, size = next((self.entries[name] for name in names if name in self.entries), (LAST_SECTOR, 0))
        following = self._numbers(self._chain(self._number("<I", FIRST_MINI_AT)))
        small, step = self._chain(self.entries[ROOT][0]) if ROOT in self.entries else b"", self.mini_size
        if size >= self._number("<I", MINI_CUTOFF_AT):
            return self._chain(start)[:size]
        return b"".join(small[at * step : (at + 1) * step] for at in _follow(following, start))[:size]

    def _table_sectors(self) -> Iterator[int]:
        """Give the sectors that hold the table of what follows what: 109 in the header, the others in a chain."""
        listed, further = self._numbers(self.content[DIFAT_AT:HEADER]), self._number("<I", FIRST_DIFAT_AT)
        for _ in range(len(self.content) // self.size):
            yield from (sector for sector in listed if sector < LAST_SECTOR)
            if further >= LAST_SECTOR:
                return
            *listed, further = self._numbers(self._sector(further))

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(self.next, start)))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        if at >= len(self.content):
            raise IndexError(number)
        return self.content[at : at + self.size]

    def _number(self, kind: str, at: int) -> int:
        return int(struct.unpack_from(kind, self.content, at)[0])

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return [number for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]


def _follow(following: list[int], start: int) -> Iterator[int]:
    for _ in range(len(following) + 1):
        if start >= LAST_SECTOR:
            return
        yield start
        start = following[start]
    raise IndexError(start)


def _entries(folder: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(folder) - ENTRY + 1, ENTRY):
        (length,) = struct.unpack_from("<H", folder, at + NAME_LENGTH_AT)
        name = folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield name, struct.unpack_from("<II", folder, at + START_AT)
