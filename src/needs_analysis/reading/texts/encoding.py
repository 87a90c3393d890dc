"""Which letters the bytes of a text file stand for: told by its mark, by strict UTF-8, else by how its words look."""

from __future__ import annotations

import codecs
import mmap
import re
from dataclasses import dataclass

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say

MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
BLOCK = 1 << 22
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
SMALL_FIRST, CAPITAL_FIRST = re.compile("[а-я][А-Я]"), re.compile("[А-Я][а-я]")
FIRST_SIGN, FIRST_LETTER = 0x80, 0xC0
SIGNS, ABOVE_ASCII = bytes(range(FIRST_SIGN, FIRST_LETTER)), bytes(range(FIRST_SIGN, 0x100))
CERTAINLY_A_WORD = 4
MOST_WORDS = 100_000


@dataclass(frozen=True)
class Text:
    """The text of a file as UTF-8 without a mark, and what was assumed to get there."""

    utf8: bytes
    notes: tuple[Problem, ...] = ()


def decode(content: bytes, shown: str, *, encoding: str = "") -> Text:
    r"""Bring a text file to UTF-8.

    Args:
        content: the file.
        shown: how messages name it.
        encoding: the encoding that the settings name; blank means to look.

    Raises:
        InputError: the encoding named is unknown or does not fit, the text is damaged, or it holds NUL characters.

    >>> decode("Узбекистан".encode("cp1251"), "a.csv").utf8.decode()
    'Узбекистан'
    >>> decode("São Tomé".encode("cp1252"), "a.csv").utf8.decode()
    'São Tomé'
    """
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    body = content[len(mark) :] if mark else content
    notes: tuple[Problem, ...] = ()
    if encoding or mark:
        utf8 = _as_utf8(body, MARKS[mark] if mark else encoding, shown)
    elif first_wrong_byte(body) is None:
        utf8 = body
    else:
        utf8, notes = _guessed(body, shown)
    refuse_nul(utf8, shown)
    return Text(utf8, notes)


def _as_utf8(body: bytes, encoding: str, shown: str) -> bytes:
    try:
        return body.decode(encoding).encode("utf-8")
    except LookupError as error:
        what = say("There is no encoding «{encoding}».", encoding=encoding)
        remedy = say("Name one of: utf-8, utf-16, cp1251, cp1252, koi8-r, cp866, kz1048.")
        raise InputError(Problem(what, file=shown, remedy=remedy)) from error
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        what = say("The text is not {encoding}.", encoding=encoding.upper())
        raise InputError(Problem(what, file=shown, row=_row(body, at), remedy=say("Save it as CSV UTF-8."))) from error


def first_wrong_byte(body: bytes | mmap.mmap) -> int | None:
    """Give the place of the first byte that is not UTF-8, if any; the text is looked at in blocks."""
    decoder, at = codecs.getincrementaldecoder("utf-8")(), 0
    try:
        for at in range(0, len(body), BLOCK):
            decoder.decode(body[at : at + BLOCK], final=at + BLOCK >= len(body))
    except UnicodeDecodeError as error:
        return at + error.start
    return None


def _guessed(body: bytes, shown: str) -> tuple[bytes, tuple[Problem, ...]]:
    encoding, note = judge_encoding(body, shown)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(_unknown(shown, row=_row(body, error.start))) from error
    return text.encode("utf-8"), (note,)


def judge_encoding(body: bytes, shown: str) -> tuple[str, Problem]:
    """Decide between the two one-byte encodings in use: in Cyrillic text whole words are letters above ASCII.

    Args:
        body: what is not UTF-8, or enough of its beginning.
        shown: how messages name the file.

    Raises:
        InputError: it is damaged UTF-8, or in yet another encoding.

    >>> judge_encoding("Узбекистан".encode("cp1251"), "a.csv")[0]
    'cp1251'
    """
    _refuse_damaged_utf8(body, shown)
    found = WORD.findall(body)[:MOST_WORDS]
    words = [word.strip(SIGNS) for word in found]
    cyrillic = [word for word in words if len(word) > 1 and min(word) >= FIRST_LETTER]
    latin = [word for word in words if word and min(word) < FIRST_SIGN and max(word) >= FIRST_LETTER]
    neither = [word for word in found if min(word) >= FIRST_SIGN and len(word.translate(None, SIGNS)) * 2 < len(word)]
    encoding, shows = ("cp1251", cyrillic) if len(cyrillic) > len(latin) else ("cp1252", latin)
    if _upside_down(cyrillic) or sum(len(word) >= CERTAINLY_A_WORD for word in neither) > len(shows):
        raise InputError(_unknown(shown))
    example = (shows or found)[0].decode(encoding, "replace")
    what = say("The text was read as {encoding}, for example «{word}».", encoding=encoding, word=example)
    remedy = say('If that is wrong, name the encoding in workshop.toml: encoding = "cp1251".')
    return encoding, Problem(what, file=shown, remedy=remedy)


def _refuse_damaged_utf8(body: bytes, shown: str) -> None:
    """Refuse a text that is UTF-8 but for a few bytes: another encoding would turn all its words into nonsense."""
    text = body.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    right = len(text) - wrong - len(body.translate(None, ABOVE_ASCII))
    if right > wrong:
        row = _row(body, first_wrong_byte(body) or 0)
        what = say("The text is not {encoding}.", encoding="UTF-8")
        raise InputError(Problem(what, file=shown, row=row, remedy=say("Save it as CSV UTF-8.")))


def _upside_down(words: list[bytes]) -> bool:
    """Whether words begin small and go on in capitals: then they are Cyrillic in yet another encoding."""
    texts = [word.decode("cp1251") for word in words]
    return sum(bool(SMALL_FIRST.match(text)) for text in texts) > sum(bool(CAPITAL_FIRST.match(text)) for text in texts)


def _unknown(shown: str, row: int | None = None) -> Problem:
    what = say("The encoding of the text cannot be told.")
    remedy = say('Save it as CSV UTF-8, or name the encoding in workshop.toml, for example: encoding = "koi8-r".')
    return Problem(what, file=shown, row=row, remedy=remedy)


def refuse_nul(utf8: bytes | mmap.mmap, shown: str) -> None:
    """Refuse a text with NUL characters.

    Raises:
        InputError: it holds one; with its row.
    """
    at = utf8.find(b"\0")
    if at >= 0:
        what = say("The text holds a NUL character: it is damaged, or no text.")
        raise InputError(Problem(what, file=shown, row=_row(utf8[:at], at), remedy=say("Save it as CSV UTF-8.")))


def _row(body: bytes, at: int) -> int:
    return body.count(b"\n", 0, at) + 1
