"""What gives somebody away by accident: programs that write numbers anew, old encodings, bytes left behind."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pandas as pd
import pytest

from needs_analysis.scanning.files import scan_content
from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Secrets
from tests.scanning.made_files import chunk, picture

PHONE, NAME = "+998 90 123 45 67", "Азиз Каримов"
SEARCH = Search(Secrets(names=("Aziz Karimov",), phones=(PHONE,)))
GAP = pd.DataFrame({"who": ["one", "two"], "phone": [998901234567, None]})
SAID = f"Ответил {NAME} вчера\r\n"


def kinds(content: bytes) -> set[str]:
    """Say what is found in a content."""
    return {hit.kind for hit in scan_content(content, "r", SEARCH)}


def parquet(frame: pd.DataFrame) -> bytes:
    """Write a frame as a Parquet file."""
    out = io.BytesIO()
    frame.to_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        GAP.to_csv().encode(),
        GAP.to_json().encode(),
        GAP.to_html(float_format=str).encode(),
        GAP.to_csv(float_format="%.11e").encode(),
        parquet(GAP),
    ],
    ids=["CSV", "JSON", "HTML", "powers of ten", "Parquet"],
)
def test_a_gap_in_a_column_hides_no_number(content: bytes) -> None:
    """A column of numbers with an empty cell becomes one of fractions: 998901234567.0."""
    assert kinds(content) == {"phone"}


def test_a_list_with_such_fractions_is_looked_for() -> None:
    """The list itself may have been read that way."""
    assert Search(Secrets(phones=("998901234567.0",))).holds("call 90 123 45 67")


@pytest.mark.parametrize("mark", ["\t", "\n", "\r\n", "_", ":", "·", "|", ", ", ",", ";", "*", "    "])
def test_any_sign_may_part_a_number(mark: str) -> None:
    """Cells of a line, lines below one another, and what a spreadsheet puts between thousands."""
    assert kinds(f"who{mark}{mark.join(['998', '90', '123', '45', '67'])}{mark}x".encode()) == {"phone"}
    assert kinds(f"x {mark.join(['998', '901', '234', '567'])}".encode()) == {"phone"}


def test_other_digits_are_digits() -> None:
    """Arabic-Indic and Persian digits are read as ours are."""
    for zero in ("\N{ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}"):
        digits = "".join(chr(ord(zero) + int(digit)) for digit in "901234567")
        assert kinds(digits.encode()) == {"phone"}


@pytest.mark.parametrize(
    "encoding", ["utf-16-be", "utf-16-le", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "cp1251"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    """Nothing tells which old encoding a file has, so it is read in each."""
    assert kinds(SAID.encode(encoding)) == {"name"}


def test_a_damaged_byte_does_not_hide_the_rest() -> None:
    """A file that is UTF-8 but for one byte is read as UTF-8 too."""
    assert kinds(SAID.encode() + b"\xff") == {"name"}


def archived(*, extra: bytes = b"", note: bytes = b"") -> bytes:
    """Make an archive of one harmless file."""
    out, member = io.BytesIO(), zipfile.ZipInfo("a.txt")
    member.extra, member.comment, member.compress_type = extra, note, zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(member, "hello")
    return out.getvalue()


def hiding(text: str) -> bytes:
    """Make an archive with a member that its list does not name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("hidden.txt", text)
    inner = out.getvalue()
    out = io.BytesIO(inner[: inner.index(b"PK\x01\x02")])
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("a.txt", "hello")
    return out.getvalue()


def packed_with_more(text: str) -> bytes:
    """Make an archive whose member holds bytes behind what is packed in it."""
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(b"hello") + packer.flush() + text.encode()
    head = struct.pack("<HHHHHLLLH", 20, 0, 8, 0, 33, zlib.crc32(b"hello"), len(packed), 5, 5)
    local = b"PK\3\4" + head + struct.pack("<H", 0) + b"a.txt" + packed
    listed = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHHLL", 0, 0, 0, 0, 0, 0) + b"a.txt"
    return local + listed + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(listed), len(local), 0)


def named_gzip(text: str) -> bytes:
    """Make a packed file whose header gives the name of what was packed (RFC 1952)."""
    packed = gzip.compress(b"hello", mtime=0)
    return packed[:3] + b"\x08" + packed[4:10] + text.encode() + b"\0" + packed[10:]


LEFT_BEHIND: dict[str, Callable[[str], bytes]] = {
    "second member of gzip": lambda text: gzip.compress(b"hello") + gzip.compress(text.encode()),
    "behind gzip": lambda text: gzip.compress(b"hello") + text.encode(),
    "header of gzip": named_gzip,
    "behind zlib": lambda text: zlib.compress(b"hello") + text.encode(),
    "behind an archive": lambda text: archived() + text.encode(),
    "fields of a member": lambda text: archived(extra=struct.pack("<HH", 0x9999, len(text.encode())) + text.encode()),
    "comment of a member": lambda text: archived(note=text.encode("cp866")),
    "behind what a member packs": packed_with_more,
    "behind the dots of a picture": lambda text: picture(dots=zlib.compress(b"\0\0") + text.encode()),
    "behind a picture": lambda text: picture() + text.encode(),
    "profile of a picture": lambda text: picture(chunk(b"iCCP", b"x\0\0" + zlib.compress(text.encode()))),
    "packed text of a picture": lambda text: picture(chunk(b"zTXt", b"x\0\0" + zlib.compress(text.encode("koi8-r")))),
}


@pytest.mark.parametrize("place", LEFT_BEHIND)
def test_what_is_left_behind_is_read(place: str) -> None:
    """Bytes that no program shows are in the file all the same; without a secret they are no hit."""
    assert kinds(LEFT_BEHIND[place](f"by {NAME}")) == {"name"}
    assert kinds(LEFT_BEHIND[place]("by nobody")) == set()


def test_what_an_archive_does_not_list_is_refused() -> None:
    """A member that its list leaves out cannot be opened, and is told of."""
    assert kinds(hiding(f"by {NAME}")) == {"unsearchable"}


def test_a_picture_that_moves_or_stops_short_is_refused() -> None:
    """The further pictures of an animation are not read, nor is a file that breaks off."""
    assert kinds(picture(chunk(b"acTL", b"\0" * 8))) == {"unsearchable"}
    assert kinds(picture()[:-12]) == {"unsearchable"}


@pytest.mark.parametrize(
    "text", ["K a r i m o v   A z i z", "by A z i z  K a r i m o v", "ᴀᴢɪᴢ ᴋᴀʀɪᴍᴏᴠ", "Ꭺziz Ꮶarimov", "Aziz Kariмօv"]
)
def test_letters_set_apart_or_drawn_otherwise(text: str) -> None:
    """Letters with blanks between them, small capitals, Cherokee and Armenian letters that look like ours."""
    assert kinds(f"said {text} today".encode()) == {"name"}


@pytest.mark.parametrize("tag", ["div", "td", "text", "span"])
def test_syllables_in_tags_of_their_own(tag: str) -> None:
    """A word that is set part by part is read as the eye reads it."""
    parts = "".join(f"<{tag}>{part}</{tag}>" for part in ("Az", "iz", "Ka", "ri", "mov"))
    assert kinds(f"<p>asked</p>{parts}<p>today</p>".encode()) == {"name"}
