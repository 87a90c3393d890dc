"""Numbers of documents, bank accounts and cards in a text; where a number has a check digit, it must be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_PASSPORT = re.compile(
    r"(?<!\w)(?:[A-ZА-Я]{2} ?№? ?(?!00)\d{7}|[NН] ?(?!00)\d{8}|[A-Z](?!00)\d{7,8}|I-[A-ZÄŞÝ]{2} ?№? ?\d{6}"
    r"|\d{2} \d{2} \d{6}|\d{4} (?!0000)\d{6})(?!\w)"
)
_AFTER_CUE = re.compile(
    r"(?:passport|паспорт\w{0,3}|удостоверени\w{1,3}|id card)[ ,:№#.-]{0,5}"
    r"(?:(?:no|number|номер|серия|series)[ ,:№#.-]{0,5})?[a-zа-я]{0,3}[ №-]{0,3}\d[\d -]{4,12}\d",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\d.,+-])\d{12,16}(?![\d]|[.,]\d*[1-9])")
_CARD = re.compile(r"(?<![\d-])(?:\d{4}[ -]){3}\d{4}(?![\d-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")


def document_numbers(text: str) -> Iterator[str]:
    """Yield passports of the region, and the personal numbers of Kazakhstan, Kyrgyzstan and Uzbekistan.

    >>> list(document_numbers("паспорт AN1234567, ИИН 900101300017"))
    ['AN1234567', 'паспорт AN1234567', '900101300017']
    >>> list(document_numbers("form 70412028, 20260512091140"))
    []
    """
    yield from (found[0] for found in _PASSPORT.finditer(text))
    yield from (found[0] for found in _AFTER_CUE.finditer(text))
    yield from (found[0] for found in _DIGITS.finditer(text) if _is_personal(found[0]))


def bank_numbers(text: str) -> Iterator[str]:
    """Yield international account numbers and bank cards.

    >>> list(bank_numbers("GB82 WEST 1234 5698 7654 32, GB83 WEST 1234 5698 7654 32, 4111 1111 1111 1111"))
    ['GB82 WEST 1234 5698 7654 32', '4111 1111 1111 1111']
    """
    yield from (found[0] for found in _IBAN.finditer(text) if _is_account(found[0].replace(" ", "")))
    for pattern in (_CARD, _DIGITS):
        yield from (found[0] for found in pattern.finditer(text) if _is_card(re.sub(r"\D", "", found[0])))


def _is_personal(digits: str) -> bool:
    if len(digits) == 12:
        return _is_day(digits[4:6], digits[2:4], "20" + digits[:2]) and digits[6] in "0123456" and _has_check(digits)
    if len(digits) != 14 or _is_moment(digits):
        return False
    kyrgyz = digits[0] in "012" and digits[5:7] in ("19", "20") and _is_day(digits[1:3], digits[3:5], digits[5:9])
    return kyrgyz or (digits[0] in "123456" and _is_day(digits[1:3], digits[3:5], "20" + digits[5:7]))


def _is_day(day: str, month: str, year: str) -> bool:
    """Say whether this is a day; 29 February counts in every year, since the century may be another."""
    leap = (day, month) == ("29", "02")
    try:
        date(2000 if leap else int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_moment(digits: str) -> bool:
    times = digits[8:10] < "24" and digits[10:12] < "60" and digits[12:] < "60"
    return times and digits[:2] in ("19", "20") and _is_day(digits[6:8], digits[4:6], digits[:4])


def _has_check(digits: str) -> bool:
    """Check the last digit of a Kazakh personal number: weights 1 to 11, else 3 to 11, 1, 2; modulo 11."""
    numbers = [int(digit) for digit in digits]
    for weights in (range(1, 12), (*range(3, 12), 1, 2)):
        rest = sum(number * weight for number, weight in zip(numbers[:11], weights, strict=True)) % 11
        if rest < 10:
            return bool(rest == numbers[11])
    return False


def _is_account(text: str) -> bool:
    """Check an IBAN by ISO 7064: the number it stands for is 1 modulo 97."""
    moved = text[4:] + text[:4]
    return 15 <= len(text) <= 34 and int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def _is_card(digits: str) -> bool:
    """Check a card number by Luhn's digit; cards begin with 2, 4, 5, 6, 8600 or 9860."""
    if len(digits) != 16 or not digits.startswith(("2", "4", "5", "6", "8600", "9860")):
        return False
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    total = sum(number - 9 * (number > 9) for number in doubled)
    return total % 10 == 0
