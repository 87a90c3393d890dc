"""The encrypted archive: a ZIP with WinZip's AES-256, which 7-Zip, WinZip, WinRAR and Keka open."""

from __future__ import annotations

import io
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from needs_analysis.errors import OutputError, Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.writing import file_hash, output_errors

BITS = 256
# AE-2: no checksum of the plain content stands beside the encrypted one.
VERSION = 2
PLAIN_FILE = 0o644 << 16


@contextmanager
def sealed_archive(path: Path, files: Mapping[str, bytes], passphrase: str, *, on: date) -> Iterator[str]:
    """Write an archive, open it again, compare every file, and give its SHA-256.

    It lies under a hidden name until the block ends without an error; only then it is put at `path`. On any failure, a
    full disk among them, nothing is left.

    Args:
        path: where the archive is to lie.
        files: what it is to hold, by name.
        passphrase: that opens it.
        on: the day that its files bear.

    Raises:
        OutputError: it cannot be written, or does not read back as it was written.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(f".{path.name}.*"):
            left.unlink()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    hidden = Path(name)
    try:
        with output_errors(path), os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(io.BytesIO(_sealed(files, passphrase, on)), file)
            file.flush()
            os.fsync(file.fileno())
        if open_archive(hidden, passphrase) != dict(files):
            raise OutputError(Problem(say("The archive does not read back as it was written."), file=path.name))
        yield file_hash(hidden)
        with output_errors(path):
            hidden.replace(path)
    finally:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)


def open_archive(path: Path, passphrase: str) -> dict[str, bytes]:
    """Open an archive: the content of each of its files, by name.

    Raises:
        ReleaseError: the passphrase is not the one it was closed with, or the archive is damaged.
    """
    import pyzipper

    content = io.BytesIO(path.read_bytes())
    try:
        with pyzipper.AESZipFile(content) as archive:
            archive.setpassword(passphrase.encode("utf-8"))
            return {name: archive.read(name) for name in archive.namelist()}
    except (RuntimeError, ValueError, EOFError, struct.error, zlib.error, pyzipper.BadZipFile) as error:
        what = say("The passphrase does not open this archive, or the archive is damaged.")
        remedy = say("Type it again, with the same spaces and capital letters; or have the archive sent again.")
        raise ReleaseError(Problem(what, file=path.name, remedy=remedy)) from error


def _sealed(files: Mapping[str, bytes], passphrase: str, on: date) -> bytes:
    import pyzipper

    made = io.BytesIO()
    strength = {"nbits": BITS, "force_wz_aes_version": VERSION}
    with pyzipper.AESZipFile(
        made, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES, encryption_kwargs=strength
    ) as archive:
        archive.setpassword(passphrase.encode("ascii"))
        for name, content in files.items():
            entry = archive.zipinfo_cls(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.external_attr = PLAIN_FILE
            archive.writestr(entry, content, pyzipper.ZIP_DEFLATED)
    return made.getvalue()
