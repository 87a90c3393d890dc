"""Telephone numbers in a text, as they are written between Moscow and Bishkek and with an international prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from needs_analysis.registers.files import read_register

_NO_PHONES = re.compile(
    r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?:[+-]\d{2}:?\d{2}(?!\d))?"
    r"|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
_CANDIDATE = re.compile(r"(?<![\w.,+/-])(?:\+ ?)?\(?\d[\d() -]{5,24}\d(?!\w)", re.ASCII)
_SHAPES = ((3, 3, 2, 2), (2, 3, 2, 2), (1, 2, 2, 2, 2))
INTERNATIONAL = range(9, 16)
LOCAL = range(9, 12)
SECOND_DIGITS = "034679"


def phone_numbers(text: str) -> Iterator[str]:
    """Yield what reads as a telephone number; plain ids, dates, years and amounts do not.

    >>> list(phone_numbers("call +996 555 123-456 or 8 (701) 123-45-67 by 12.05.2026"))
    ['+996 555 123-456', '8 (701) 123-45-67']
    >>> list(phone_numbers("form 70412028 of 2026-05-12, 1 200 000 000 people"))
    []
    """
    for found in _CANDIDATE.finditer(_NO_PHONES.sub("\n", text)):
        if _is_phone(found[0]):
            yield found[0]


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        return len(digits) in INTERNATIONAL and digits[0] != "0"
    if digits.startswith("00"):
        return len(digits) - 2 in INTERNATIONAL and digits[2] != "0"
    groups = re.findall(r"\d+", written)
    return _of_region(digits) or (_is_local(digits) if len(groups) == 1 else _is_grouped(written, digits, groups))


def _of_region(digits: str) -> bool:
    """Say whether the digits begin with a code of the region and are as many as its numbers have."""
    if digits[0] in "78" and len(digits) == _codes()["7"]:
        return digits[1] in SECOND_DIGITS
    return any(len(code) > 1 and digits.startswith(code) and len(digits) == n for code, n in _codes().items())


def _is_local(digits: str) -> bool:
    return len(digits) == LOCAL[1] and digits[0] == "0" and digits[1] in "579"


def _is_grouped(written: str, digits: str, groups: list[str]) -> bool:
    lengths = tuple(map(len, groups))
    if lengths in _SHAPES or (lengths == (3, 3, 4) and "-" in written):
        return True
    if "(" in written:
        return len(digits) in range(9, 13)
    if digits[0] != "0" or len(digits) not in LOCAL:
        return False
    return lengths[0] in (3, 4, 5) or (groups[0] == "0" and len(groups) > 3)


@cache
def _codes() -> dict[str, int]:
    rows = read_register("dialling_codes")
    return dict(zip(rows["code"], rows["digits"].astype(int), strict=True))
