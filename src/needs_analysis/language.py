"""Words, numbers and dates in the reader's language.

English text in the code is the key; `messages/<language>.po` holds the translations. A further language needs
a catalogue, the label columns of the registers, and its way of writing numbers here.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

CATALOGUES = Path(__file__).parent / "messages"
LANGUAGES = ("en", *sorted(path.stem for path in CATALOGUES.glob("*.po")))

_interface: ContextVar[str] = ContextVar("interface_language", default="en")


def say(message: str, /, language: str | None = None, **values: object) -> str:
    """Give a message in a language, with the values put in; without a language, in the interface's.

    >>> say("{n} rows", language="en", n=3)
    '3 rows'
    """
    return _catalogue(language or _interface.get()).gettext(message).format(**values)


def say_count(one: str, many: str, n: int, /, language: str | None = None, **values: object) -> str:
    """Give the form of a message that agrees with the number `n`.

    >>> say_count("{n} person", "{n} people", 1, language="en")
    '1 person'
    """
    spoken = language or _interface.get()
    shown = say_number(n, spoken, digits=0)
    return _catalogue(spoken).ngettext(one, many, n).format(n=shown, **values)


def translate(text: str, language: str) -> str:
    """Look a whole text up, such as a notebook's cell; braces in it are text. English where there is no translation.

    >>> translate("# Who asks {this}?", "en")
    '# Who asks {this}?'
    """
    return _catalogue(language).gettext(text)


def say_number(value: float, language: str, *, digits: int = 1, signed: bool = False) -> str:
    """Write a number as the language does, with a fixed number of digits after its decimal sign; halves go up.

    >>> say_number(-0.25, "ru", digits=2)
    '−0,25'
    >>> say_number(12.5, "en", digits=0)
    '13'
    """
    text = f"{_rounded(abs(value), digits):,f}"
    sign = "" if float(text.replace(",", "")) == 0 else "−" if value < 0 else "+" if signed else ""
    if language == "ru":
        text = text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    return sign + text


def shown_value(value: float, *, digits: int = 1) -> float:
    """Give the number that is read where `say_number` wrote one.

    >>> shown_value(2.25), shown_value(-0.04)
    (2.3, 0.0)
    """
    rounded = float(_rounded(abs(value), digits))
    return -rounded if value < 0 < rounded else rounded


@lru_cache(maxsize=65_536)  # a number that one chart shows stands in tables as well
def _rounded(size: float, digits: int) -> Decimal:
    return Decimal(repr(float(size))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def say_date(day: date, language: str) -> str:
    """Write a date in words.

    >>> say_date(date(2026, 5, 12), "en")
    '12 May 2026'
    """
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=language)


def name_language(code: str, language: str) -> str:
    """Name a language in words; its code where it has no name.

    >>> name_language("ru", "en"), name_language("tg", "ru")
    ('Russian', 'таджикский')
    """
    from babel import Locale

    return str(Locale(language).languages.get(code, code))


def is_language(code: str) -> bool:
    """Say whether this is the code of a language that has a name.

    >>> is_language("fa"), is_language("russian")
    (True, False)
    """
    return code.isalpha() and name_language(code, "en") != code


@contextmanager
def interface_language(language: str) -> Iterator[None]:
    """Speak this language where none is given (messages and errors of the command line)."""
    token = _interface.set(language)
    try:
        yield
    finally:
        _interface.reset(token)


def interface() -> str:
    """Return the language that is spoken where none is given.

    >>> interface()
    'en'
    """
    return _interface.get()


def language_of_environment() -> str:
    """Return the first language that the environment asks for and a catalogue exists for, else English."""
    asked = (os.environ.get(name, "") for name in ("NEEDS_ANALYSIS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next((code[:2] for code in asked if code[:2] in LANGUAGES), "en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
