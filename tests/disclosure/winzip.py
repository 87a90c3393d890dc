"""A reader of encrypted ZIP files from their specifications alone, to judge what another program wrote.

PKWARE, APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.12; WinZip, AES Encryption Information, AE-1 and AE-2, version 1.04. Only the
cipher's single block comes from a library.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from Cryptodome.Cipher import AES

LOCAL, CENTRAL = "<4s5H3I2H", "<4s6H3I5H2I"
AES_METHOD, AES_FIELD = 99, 0x9901
SALT, VERIFIER, CODE = 16, 2, 10


@dataclass(frozen=True)
class Entry:
    """A file of an archive, as its local header and its extra field state it."""

    name: str
    flags: int
    method: int
    crc: int
    ae_version: int
    vendor: bytes
    strength: int
    real_method: int
    data: bytes

    def read(self, passphrase: bytes) -> bytes:
        """Decrypt; ValueError where the passphrase is wrong or the content was changed."""
        salt, verifier = self.data[:SALT], self.data[SALT : SALT + VERIFIER]
        sealed, code = self.data[SALT + VERIFIER : -CODE], self.data[-CODE:]
        keys = hashlib.pbkdf2_hmac("sha1", passphrase, salt, 1000, 66)
        if keys[64:] != verifier:
            raise ValueError("wrong passphrase")
        if hmac.new(keys[32:64], sealed, "sha1").digest()[:CODE] != code:
            raise ValueError("changed")
        plain = _counter_mode(keys[:32], sealed)
        return zlib.decompress(plain, -15) if self.real_method == 8 else plain


def read_entries(path: Path) -> list[Entry]:
    """Read every file that the central directory lists."""
    content = path.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    count, _, place = struct.unpack("<HII", content[end + 10 : end + 20])
    entries = []
    for _ in range(count):
        head = struct.unpack(CENTRAL, content[place : place + 46])
        size, name, extra, comment, start = head[8], head[10], head[11], head[12], head[16]
        entries.append(_entry(content, start, size))
        place += 46 + name + extra + comment
    return entries


def _entry(content: bytes, start: int, size: int) -> Entry:
    mark, _, flags, method, _, _, crc, _, _, name, extra = struct.unpack(LOCAL, content[start : start + 30])
    assert mark == b"PK\x03\x04"
    at = start + 30 + name
    field, length, version, vendor, strength, real = struct.unpack("<3H2sBH", content[at : at + 11])
    assert (field, length) == (AES_FIELD, 7)
    data = content[at + extra : at + extra + size]
    return Entry(content[start + 30 : at].decode(), flags, method, crc, version, vendor, strength, real, data)


def _counter_mode(key: bytes, sealed: bytes) -> bytes:
    """AES in counter mode, the counter little-endian and beginning at 1."""
    blocks = -(-len(sealed) // 16)
    stream = AES.new(key, AES.MODE_ECB).encrypt(b"".join(n.to_bytes(16, "little") for n in range(1, blocks + 1)))
    return bytes(a ^ b for a, b in zip(sealed, stream, strict=False))
