"""What in a text tells who a person is or how to reach one: kinds only, so that no finding repeats it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from needs_analysis.checks.identity_numbers import bank_numbers, document_numbers
from needs_analysis.checks.phone_numbers import phone_numbers

WHOLE = 0.8
FEWEST_DIGITS = 7
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]"
_CUES = "born|birth|dob|рожд|родил|г\\. ?р\\.|туған|туулган|таваллуд|ilgan|doglan"
_SUSPECT = re.compile(
    rf"@|t\.me/|{_DIGIT}(?:[^0-9\n]{{0,3}}{_DIGIT}){{{FEWEST_DIGITS - 1}}}"
    rf"|[0-9]\.[0-9]{{1,3}}\.[0-9]|:[0-9a-f]{{0,4}}:|{_CUES}",
    re.IGNORECASE,
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | dict.fromkeys(map(ord, "‐‑‒–−"), "-")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_ACCOUNT = re.compile(r"(?<![\w.@+-])@[A-Za-z]\w{4,31}(?![\w.@])|\bt\.me/\w{4,32}", re.ASCII | re.IGNORECASE)
_GPS = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{4,20})[ ,;]{1,3}(-?\d{1,3}\.\d{4,20})(?!\d)")
_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_IPV6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){4,7}(?![\w:])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?")
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2})"
_CUE = rf"(?:\b(?:born|birth\w{{0,4}}|dob)\b|(?:{_CUES.partition('dob|')[2]})\w{{0,8}})"
_BIRTH = re.compile(rf"{_CUE}\D{{0,20}}{_DAY}|(?<!\d){_DAY}[^\d\n]{{0,12}}{_CUE}", re.IGNORECASE)


def kinds_of_texts(texts: Sequence[str]) -> list[dict[str, bool]]:
    """Give what `personal_kinds` says of each text; those that cannot hold any are told at a glance.

    >>> kinds_of_texts(["70412028", "a@example.org"])
    [{}, {'email': True}]
    """
    return [personal_kinds(text) if _is_suspect(text) else {} for text in texts]


def _is_suspect(text: str) -> bool:
    if len(text) < FEWEST_DIGITS and text.isdecimal():
        return False
    return not _MOMENT.fullmatch(text) and bool(_SUSPECT.search(text))


def personal_kinds(text: str) -> dict[str, bool]:
    """Give the kinds of personal data in a text, and whether the text is little else.

    >>> personal_kinds("ask anna@example.org or +996 555 123456"), personal_kinds("+996 555 123456")
    ({'email': False, 'phone': False}, {'phone': True})
    >>> personal_kinds("70412028"), personal_kinds("2026-05-12 10:30"), personal_kinds("4.5")
    ({}, {}, {})
    """
    plain = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    length = max(1, len(plain.strip()))
    longest = {kind: max(map(len, find(plain)), default=0) for kind, find in _FINDERS.items()}
    return {kind: found / length >= WHOLE for kind, found in longest.items() if found}


def _all(pattern: re.Pattern[str]) -> Callable[[str], Iterator[str]]:
    return lambda text: (found[0] for found in pattern.finditer(text))


def _places(text: str) -> Iterator[str]:
    for found in _GPS.finditer(text):
        if abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
            yield found[0]


def _addresses(text: str) -> Iterator[str]:
    """Yield IP addresses; in a sentence, 4.2.1.10 is rather a section of a document."""
    for found in _IPV4.finditer(text):
        parts = [int(part) for part in found[0].split(".")]
        if max(parts) in range(10, 256) and (parts[0] >= 10 or found[0] == text.strip()):
            yield found[0]
    if text.count(":") > 3:
        yield from (found[0] for found in _IPV6.finditer(text) if re.search(r"[0-9A-Fa-f]{3}", found[0]))


_FINDERS: dict[str, Callable[[str], Iterable[str]]] = {
    "email": _all(_EMAIL),
    "phone": phone_numbers,
    "document": document_numbers,
    "bank": bank_numbers,
    "account": _all(_ACCOUNT),
    "gps": _places,
    "ip": _addresses,
    "birth_date": _all(_BIRTH),
}
