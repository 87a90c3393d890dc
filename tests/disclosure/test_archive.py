"""The encrypted archive: AES-256 by the letter of its specification, opened by other programs, whole or not there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from needs_analysis.disclosure.sharing.archive import open_archive, sealed_archive
from needs_analysis.errors import OutputError, ReleaseError
from tests.disclosure.winzip import AES_METHOD, read_entries

HORSE = "correct horse battery staple"
FILES = {"a/README.txt": b"Hello " * 100, "a/table.csv": b"country,n\nKAZ,8\n", "a/empty.txt": b""}
DAY = date(2026, 6, 1)
# Each opens WinZip's AES; those that are on this machine are asked.
PROGRAMS = {
    "7z": ["7z", "x", "-p{passphrase}", "-o{folder}", "{archive}"],
    "7zz": ["7zz", "x", "-p{passphrase}", "-o{folder}", "{archive}"],
    "bsdtar": ["bsdtar", "--passphrase", "{passphrase}", "-x", "-C", "{folder}", "-f", "{archive}"],
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "for-eu.zip"
    with sealed_archive(path, FILES, HORSE, on=DAY):
        assert not path.exists()
    return path


def test_every_file_is_encrypted_with_aes_256_as_the_specification_says(archive: Path) -> None:
    """Method 99, vendor AE, version 2, strength 3, no CRC of the plain content; and it decrypts by hand."""
    entries = read_entries(archive)
    assert {entry.name: entry.read(HORSE.encode()) for entry in entries} == FILES
    for entry in entries:
        assert (entry.flags & 1, entry.method, entry.crc) == (1, AES_METHOD, 0)
        assert (entry.ae_version, entry.vendor, entry.strength) == (2, b"AE", 3)


def test_no_two_files_share_a_salt(archive: Path) -> None:
    """Equal passphrases make unequal keys."""
    assert len({entry.data[:16] for entry in read_entries(archive)}) == len(FILES)


def test_other_programs_open_it(archive: Path, tmp_path: Path) -> None:
    """Whichever of 7-Zip and libarchive is on this machine reads the same content, and refuses a wrong passphrase."""
    assert open_archive(archive, HORSE) == FILES
    for program, command in PROGRAMS.items():
        if shutil.which(program):
            folder = tmp_path / program
            folder.mkdir()
            given = {"folder": folder, "archive": archive}
            subprocess.run([part.format(passphrase=HORSE, **given) for part in command], check=True)
            assert {name: (folder / name).read_bytes() for name in FILES} == FILES
            wrong = [part.format(passphrase=HORSE.upper(), **given) for part in command]
            assert subprocess.run(wrong, input="", text=True, capture_output=True).returncode != 0


def test_without_the_passphrase_nothing_is_read(archive: Path) -> None:
    """The standard library lists the names, which are not secret, and no content."""
    with zipfile.ZipFile(archive) as plain:
        assert plain.namelist() == list(FILES)
        with pytest.raises(RuntimeError):
            plain.read("a/README.txt")
    assert b"Hello" not in archive.read_bytes()


def test_a_wrong_passphrase_is_named(archive: Path) -> None:
    with pytest.raises(ReleaseError, match="does not open this archive"):
        open_archive(archive, HORSE + "!")


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:-50], lambda content: content.replace(b"PK\x03\x04", b"PK", 1)]
)
def test_a_damaged_archive_is_named(archive: Path, spoil) -> None:
    archive.write_bytes(spoil(archive.read_bytes()))
    with pytest.raises(ReleaseError, match="damaged"):
        open_archive(archive, HORSE)


def test_one_changed_byte_is_found_out(archive: Path) -> None:
    """The authentication code of the file no longer fits."""
    content = bytearray(archive.read_bytes())
    place = content.index(read_entries(archive)[0].data) + 30
    content[place] ^= 1
    archive.write_bytes(bytes(content))
    with pytest.raises(ReleaseError, match="damaged"):
        open_archive(archive, HORSE)


def test_nothing_is_there_if_the_block_fails(tmp_path: Path) -> None:
    """Where the ledger refuses, no archive is left, not even a hidden one."""
    with pytest.raises(ReleaseError), sealed_archive(tmp_path / "x.zip", FILES, HORSE, on=DAY):
        raise ReleaseError("the ledger was edited")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system cannot keep what was written, the block is never entered."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    entered = []
    with (
        pytest.raises(OutputError, match="The disk is full"),
        sealed_archive(tmp_path / "x.zip", FILES, HORSE, on=DAY),
    ):
        entered.append(True)
    assert entered == []
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_reads_back_otherwise_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "needs_analysis.disclosure.sharing.archive.open_archive", lambda *_: {**FILES, "a/empty.txt": b"!"}
    )
    with pytest.raises(OutputError, match="read back"), sealed_archive(tmp_path / "x.zip", FILES, HORSE, on=DAY):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    """A hidden archive of an earlier run goes when the same archive is made again."""
    (tmp_path / ".x.zip.abc").write_bytes(b"half")
    with sealed_archive(tmp_path / "x.zip", FILES, HORSE, on=DAY):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]
