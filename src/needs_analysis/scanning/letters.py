"""Bytes as text: by their mark, as UTF-8, as UTF-16, or in each old encoding; nothing where they are no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
FEW = 0.01
WIDE = ("utf-16-le", "utf-16-be")
OLD = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "koi8-t", "kz1048", "ptcp154")
OLD_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")


def texts_of(content: bytes, *, modern: bool = False) -> list[str]:
    r"""Return what bytes say, in each way in which they may be meant; nothing where they are no text.

    Nearly any bytes could be of an old encoding, and nothing tells which, so all are tried; `modern` asks for none of
    these. A text holds few control characters.

    >>> [texts_of("Анна".encode(encoding))[0] for encoding in ("utf-8", "utf-16", "cp1251")], texts_of(b"\0\0\1")
    (['Анна', 'Анна', 'Анна'], [])
    >>> ["Анна Берг" in texts_of("Анна Берг".encode(encoding)) for encoding in ("koi8-r", "cp866", "utf-16-be")]
    [True, True, True]
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _read(content, (encoding,))
    if b"\x00" in content:
        return _read(content, (*WIDE, "utf-32-le", "utf-32-be")) or _read(content, ("utf-8",))
    if (text := _as(content, "utf-8")) is not None:
        return [text]
    return [] if modern else _old(content)


def _read(content: bytes, encodings: Iterable[str]) -> list[str]:
    """Give the different texts that bytes are in some encodings."""
    return [*dict.fromkeys(text for encoding in encodings if (text := _as(content, encoding)) is not None)]


def _old(content: bytes) -> list[str]:
    """Read bytes in each of the old encodings; what is good UTF-8 but for a few bytes is read as that too."""
    found = _read(content, (*OLD, *OLD_LATIN))
    return [*found, content.decode("utf-8", "replace")] if found else []


def texts_within(content: bytes) -> str:
    r"""Give what bytes of an unknown encoding could say, in each of the usual ones, one below the other.

    >>> "Анна" in texts_within(b"\x01\x02" + "Анна".encode("utf-16-le"))
    True
    """
    said = (
        part.decode(encoding, "replace")
        for encoding in ("utf-8", *WIDE, *OLD, *OLD_LATIN)
        for part in _aligned(content, encoding)
    )
    return "\n".join(dict.fromkeys(_CONTROLS.sub(" ", text) for text in said))


def _aligned(content: bytes, encoding: str) -> list[bytes]:
    return [content, content[1:]] if encoding.startswith("utf-16") else [content]


def _as(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = _CONTROLS.findall(text)
    if not controls:
        return text
    few = encoding.startswith("utf-8") and len(controls) < FEW * len(text)
    return _CONTROLS.sub(" ", text) if few else None
