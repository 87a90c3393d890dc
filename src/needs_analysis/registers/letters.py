"""Letters of two scripts: look-alikes put right within a word, and Cyrillic written in one Latin way."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = "aceopxykmthbi"
_CYRILLIC = "асеорхукмтнві"
_TO_CYRILLIC = str.maketrans(_LATIN + _LATIN.upper() + "03", _CYRILLIC + _CYRILLIC.upper() + "оз")
_TO_LATIN_LOOK = str.maketrans(_CYRILLIC + _CYRILLIC.upper() + "01", _LATIN + _LATIN.upper() + "ol")
_LATIN_ALIKE = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())
_MIXED = re.compile(r"(?=\w*[a-zA-Z])(?=\w*[\u0400-\u04ff])\w+|(?=\w*[^\W\d])(?=\w*\d)\w+")
_LATIN_OR_DIGIT, _NOT_ASCII_OR_DIGIT = re.compile("[a-zA-Z0-9]"), re.compile("[0-9\u0400-\u04ff]")
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўәғқңөұүһӣӯҷҳјљњћђџѓќ"
_SOUNDS = (
    "a b v g d e e j z i i k l m n o p r s t u f h ts c s s * y * e iu ia "
    "i i e g u a g k n o u u h i u j h j l n c j j g k"
)
_TO_SOUND = str.maketrans(
    {letter: sound.replace("*", "") for letter, sound in zip(_LETTERS, _SOUNDS.split(), strict=True)}
    | {"ž": "j", "š": "s", "č": "c", "ş": "s", "ç": "c", "ý": "i", "ň": "n", "ӊ": "n"}
)
_HARD_C = re.compile(r"c(?=[aoubdfgklmnprtz]|\b)")
_DOUBLED = re.compile(r"(.)\1+")
_SYSTEMS = (
    ("shch", "s"),
    ("sch", "s"),
    ("dzh", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("sh", "s"),
    ("ch", "c"),
    ("gh", "g"),
    ("tz", "ts"),
    ("x", "h"),
    ("w", "v"),
    ("y", "i"),
    ("q", "k"),
    ("dj", "j"),
)


def one_script(text: str) -> str:
    """Give each word the letters of its main script, where letters of the other only look like them.

    >>> one_script("Кaзахcтан"), one_script("Ка3ахстан"), one_script("Тurkey")
    ('Казахстан', 'Казахстан', 'Turkey')
    """
    if not (_LATIN_OR_DIGIT.search(text) and _NOT_ASCII_OR_DIGIT.search(text)):
        return text
    return _MIXED.sub(lambda found: _one_script(found.group()), text)


def _one_script(word: str) -> str:
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in word)
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    if cyrillic >= 2 and cyrillic >= latin:
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN_LOOK) if latin >= 2 else word


def look_latin(text: str) -> str:
    """Write letters of Cyrillic that look like Latin ones as those; all others stay, and so do digits.

    >>> look_latin("КМ48") == "KM48", look_latin("Ж0")
    (True, 'Ж0')
    """
    return text.translate(_LATIN_ALIKE)


@lru_cache(maxsize=100_000)
def to_latin(text: str) -> str:
    """Write a text in small Latin letters so that the usual systems of transliteration meet.

    >>> to_latin("Таджикистан") == to_latin("Tadzhikistan") == to_latin("Tadjikistan")
    True
    """
    latin = without_accents(text.casefold().translate(_TO_SOUND))
    for digraph, sound in _SYSTEMS:
        latin = latin.replace(digraph, sound)
    return _DOUBLED.sub(r"\1", _HARD_C.sub("k", latin))


def without_accents(text: str) -> str:
    """Take the accents off Latin letters; й and ё lose theirs too.

    >>> without_accents("Côte d'Ivoire")
    "Cote d'Ivoire"
    """
    if text.isascii():
        return text
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return plain.translate(_WITHOUT_STROKE)


_WITHOUT_STROKE = str.maketrans("øđłıßæœðþ", "odlisaodt")
