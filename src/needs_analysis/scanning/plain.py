"""Texts without their disguises: escapes undone, unseen characters taken out, look-alike letters put right."""

from __future__ import annotations

import quopri
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from urllib.parse import unquote

ROUNDS = 3
SHORT = 200  # letters of a text whose versions are remembered
_UNSEEN = ("Cf", "Mn", "Me")
_ALIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορυχϲѕЅԁԛԝ", "ABEZHIKMNOPTYXaeiknopyxcsSdqw")
_LATIN, _CYRILLIC = "aceopxykmthbiACEOPXYKMTHBI", "асеорхукмтнвіАСЕОРХУКМТНВІ"
_AS_CYRILLIC, _AS_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ")
_ELSEWHERE = str.maketrans("ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏁᏢᎡᏚᎢᏙᎳᎩᏃՕՍՏօսհցզոյ", "ABCDEGHIJKLMNPRSTVWYZOUSouhgqnj")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_THREE_APART = re.compile(r"[^\S\n][^\W\d_][^\S\n]{1,2}[^\W\d_][^\S\n]")
_APART = re.compile(r"(?<!\w)[^\W\d_](?:[^\S\n]{1,2}[^\W\d_]){3,}(?!\w)")
_CODE = re.compile(
    r"\\+(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))|_x([0-9a-fA-F]{4})_"
)
_CONTROL = re.compile(r"\\+[nrt]")
_SLASH = re.compile(r"\\+(?=[/\"'])")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
LINE_END = "\v"  # of a line within a paragraph, where files count no line
# Begins with a character, so that it is looked for where that stands, and not everywhere.
_BROKEN = re.compile(r"[-\u2010\u2011\u00ad](?<=\w.)(?:(?<=\u00ad)\s*[-\u2010\u2011])?\s*[\n\v]\s*(?=\w)")
_USUAL, _HIGHEST = 0xFFFF, 0x10FFFF


def plain(text: str) -> str:
    r"""Write a text as it is seen: one form a letter, and no character that nobody sees.

    >>> plain("A\N{SOFT HYPHEN}n\N{ZERO WIDTH SPACE}na\N{NO-BREAK SPACE}К"), plain("Ｂｅｒｇ")
    ('Anna К', 'Berg')
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_table()) if _disguised().search(text) else text


def versions(text: str) -> list[str]:
    r"""Give a text as it is written and, where it has escapes or words broken at the end of a line, as it is meant.

    >>> versions("Anna &#66;erg"), versions(r"\u0410nna"), versions("%41nna"), versions("Anna")
    (['Anna &#66;erg', 'Anna Berg'], ['\\u0410nna', 'Аnna'], ['%41nna', 'Anna'], ['Anna'])
    """
    return list(_versions_of_short(text)) if len(text) <= SHORT else _versions(text)


@lru_cache(maxsize=100_000)
def _versions_of_short(text: str) -> tuple[str, ...]:
    """Give the versions of a short text; most of those in a file stand in it many times."""
    return tuple(_versions(text))


def _versions(text: str) -> list[str]:
    found = [text]
    for _ in range(ROUNDS):
        meant = found[-1]
        for undo in _UNDONE:
            meant = undo(meant)
        if meant == found[-1]:
            break
        found.append(meant)
    for undo in (_broken, _apart, _tags):
        if (meant := undo(found[-1])) != found[-1]:
            found.append(meant)
    return [plain(each) for each in found]


def readings(word: str) -> tuple[str, ...]:
    """Give a word and, where each of its letters looks like one of the other script, the word in that script.

    >>> readings("Capa"), readings("Anna")
    (('Capa', 'Сара'), ('Anna',))
    """
    if all(letter in _LATIN for letter in word):
        return word, word.translate(_AS_CYRILLIC)
    return (word, word.translate(_AS_LATIN)) if all(letter in _CYRILLIC for letter in word) else (word,)


def _entities(text: str) -> str:
    return unescape(text) if "&" in text else text


def _codes(text: str) -> str:
    if "\\" in text:
        text = _SLASH.sub("", _CONTROL.sub("\n", _CODE.sub(_letter, text)))
    return _CODE.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    number = int(next(filter(None, found.groups())), 16)
    return chr(number) if number <= _HIGHEST and not 0xD800 <= number < 0xE000 else found[0]


def _percents(text: str) -> str:
    return unquote(text, errors="replace") if "%" in text and _PERCENT.search(text) else text


def _broken(text: str) -> str:
    return _BROKEN.sub("", text) if "\n" in text or LINE_END in text else text


def _apart(text: str) -> str:
    """Join letters that stand apart, as in «K a r i m o v»."""
    return _APART.sub(lambda found: "".join(found[0].split()), text) if _THREE_APART.search(text) else text


def _tags(text: str) -> str:
    """Write the letters of Unicode's unseen tags as they would be read."""
    if text.isascii():
        return text
    return _TAGS.sub(lambda found: "".join(chr(ord(letter) - 0xE0000) for letter in found[0]), text)


def _quoted(text: str) -> str:
    if "=" not in text or not _QUOTED.search(text):
        return text
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


_UNDONE: tuple[Callable[[str], str], ...] = (_entities, _codes, _percents, _quoted)


@cache
def _table() -> dict[int, int | str | None]:
    """Say which characters are taken out, and which look like another."""
    unseen = (
        code for code in (*range(0x80, 0x20000), *range(0xE0000, 0xE01F0)) if unicodedata.category(chr(code)) in _UNSEEN
    )
    digits = {code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x20000) if chr(code).isdecimal()}
    return {**dict.fromkeys([*unseen, *map(ord, _BLANK)]), **digits, **_ALIKE, **_SMALL_CAPITALS, **_ELSEWHERE}


@cache
def _disguised() -> re.Pattern[str]:
    """Find a character that the table changes, or one so rare that the table may as well be asked."""
    usual = (re.escape(chr(code)) for code in sorted(_table()) if code <= _USUAL)
    return re.compile(f"[{''.join(usual)}{chr(_USUAL + 1)}-{chr(_HIGHEST)}]")
