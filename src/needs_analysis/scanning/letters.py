"""Bytes as text: by their mark, as UTF-8, UTF-16, or the old Cyrillic encoding; nothing where they are no text."""

from __future__ import annotations

import codecs
import re

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
FEW = 0.01
GUESSED = ("utf-8", "cp1251", "utf-16-le", "utf-16-be")


def text_of(content: bytes, *, modern: bool = False) -> str | None:
    r"""Return the text that bytes are; None where they are none.

    Nearly any bytes could be of an old encoding; `modern` asks for none of these. A text holds few control characters.

    >>> [text_of("Анна".encode(encoding)) for encoding in ("utf-8", "utf-16", "cp1251")], text_of(b"\0\0\1")
    (['Анна', 'Анна', 'Анна'], None)
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _as(content, encoding)
    if b"\x00" in content:
        return next(filter(None, (_as(content, encoding) for encoding in (*GUESSED[2:], "utf-8"))), None)
    return next(
        (text for encoding in GUESSED[: 1 if modern else 2] if (text := _as(content, encoding)) is not None), None
    )


def texts_within(content: bytes) -> str:
    r"""Give what bytes of an unknown encoding could say, in each of the usual ones, one below the other.

    >>> "Анна" in texts_within(b"\x01\x02" + "Анна".encode("utf-16-le"))
    True
    """
    said = (part.decode(encoding, "replace") for encoding in GUESSED for part in _aligned(content, encoding))
    return "\n".join(_CONTROLS.sub(" ", text) for text in said)


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
