"""The words of a name by their sound, in every way that systems of transliteration may have left them."""

from __future__ import annotations

import re
from functools import lru_cache

from needs_analysis.people.names import read_name
from needs_analysis.people.sounds import sound
from needs_analysis.registers.letters import one_script, to_latin
from needs_analysis.scanning.plain import plain, readings

_WORD = re.compile(r"[^\W\d_]+(?:['’‘`ʻʼ´′][^\W\d_]+)*\.?")
_APOSTROPHE = re.compile(r"['’‘`ʻʼ´′]")


def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name as they are written, the patronymic among them; no titles and no initials.

    >>> words_of("Dr. Karimov Aziz Bakhodirovich"), words_of("A. Karimov")
    (('Karimov', 'Aziz', 'Bakhodirovich'), ('Karimov',))
    """
    text = plain(name)
    known = read_name(text)
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _is_told(word, known.words, known.patronymic)))


def _is_told(word: str, words: tuple[str, ...], patronymic: str) -> bool:
    heard = _heard(word)
    return len(heard) > 1 and (heard in words or bool(patronymic and heard.startswith(patronymic)))


@lru_cache(maxsize=200_000)
def sounds_of(word: str) -> frozenset[str]:
    """Give the ways in which a word may sound: o and a are one, o‘ is u or o, j may be y; letters may look like others.

    >>> bool(sounds_of("Xo‘jayev") & sounds_of("Ходжаев")), bool(sounds_of("Jānis") & sounds_of("Янис"))
    (True, True)
    >>> bool(sounds_of("Toshmatov") & sounds_of("Ташматов")), bool(sounds_of("Capa") & sounds_of("Сара"))
    (True, True)
    """
    heard = {_heard(reading) for reading in readings(word)}
    heard |= {sound(one_script(_APOSTROPHE.sub("", word)))} if _APOSTROPHE.search(word) else set()
    heard |= {each.replace("j", "i") for each in heard if "j" in each}
    return frozenset(each.replace("o", "a") for each in heard if each)


@lru_cache(maxsize=20_000)
def initials_of(word: str) -> frozenset[str]:
    """Give the letters by which a word, or an initial, may begin.

    >>> bool(initials_of("Ч.") & initials_of("Чынгыз")), bool(initials_of("D.") & initials_of("Джамшед"))
    (True, True)
    """
    first = word[0].casefold()
    return frozenset({first, to_latin(first)[:1], *(each[:1] for each in sounds_of(word))} - {""})


def _heard(word: str) -> str:
    bare = word.rstrip(".")
    if _APOSTROPHE.search(bare):
        return "".join(read_name(bare).words[:1]).rstrip(".")
    return sound(one_script(bare))
