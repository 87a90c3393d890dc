"""The father's name within a name: -ovich, -ovna, uulu, kyzy, o‘g‘li, -zoda; by root and gender of the bearer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

FEWEST_WORDS = 3
_SON, _DAUGHTER = r"ulu|uli|ogli|oglu|ugli|zoda|zada|zade", r"kizi|gizi"
_PARTICLE = re.compile(rf"{_SON}|{_DAUGHTER}")
_SHORT_FATHERS = r"(?<=^il)|(?<=^fom)|(?<=^luk)|(?<=^kuzm)|(?<=^sav)|(?<=^nikit)"
_RUSSIAN = re.compile(
    rf"(?P<root>\w{{2,}}?)(?:(?P<son>[oe]vi[ck]|(?:{_SHORT_FATHERS})i[ck])|(?P<daughter>[oe]vna|ini[ck]na|i[ck]na))$"
)
_JOINED = re.compile(rf"(?P<root>\w+)\+(?:(?P<son>{_SON})|(?P<daughter>{_DAUGHTER}))$")
# Names such as Gurbanguly and Aliquli end in «servant», not in «son of».
_ATTACHED = re.compile(rf"(?P<root>\w{{3,}})(?:(?P<son>(?<![gk])uli|ulu)|(?P<daughter>{_DAUGHTER}))$")
# In Turkey and Tajikistan these two end surnames, so they are patronymics only beside another surname.
_AS_SURNAME = re.compile(r"(?P<root>\w{3,})(?P<son>ogl[iu]|ugli|zod[ae]|zad[ae])(?P<daughter>)$")
_SURNAME = re.compile(r"(?:[oe]va?|ina?|ski|skaia)$")


class Patronymic(NamedTuple):
    """The root of a patronymic and the gender of who bears it."""

    root: str
    gender: Literal["", "m", "f"]


def is_particle(word: str) -> bool:
    """Say whether a sound is a particle that makes a father's name of the word before it: uulu, kyzy, o‘g‘li."""
    return bool(_PARTICLE.fullmatch(word))


def join_particles(words: Sequence[str]) -> list[str]:
    """Join a particle that stands alone to the father's name before it.

    >>> join_particles(["karim", "ulu", "asan"])
    ['karim+ulu', 'asan']
    """
    joined: list[str] = []
    for word in words:
        if joined and _PARTICLE.fullmatch(word) and not joined[-1].endswith("."):
            joined[-1] += f"+{word}"
        else:
            joined.append(word)
    return joined


def patronymic_of(words: Sequence[str]) -> tuple[int, Patronymic]:
    """Find the patronymic among the sounds of a name's words: its place, root and gender; -1 where there is none.

    In a name of fewer than three words such a word may as well be the surname (Roman Abramovich), and stays a word.
    Of two such words the patronymic is the one behind a given name.

    >>> patronymic_of(["karimova", "asel", "bolotovna"])
    (2, Patronymic(root='bolot', gender='f'))
    >>> patronymic_of(["roman", "arkadevik", "abramovik"])[0], patronymic_of(["roman", "abramovik"])[0]
    (1, -1)
    """
    forms = [_RUSSIAN, _JOINED, _ATTACHED, *([_AS_SURNAME] if any(map(_SURNAME.search, words)) else [])]
    for pattern in forms if len(words) >= FEWEST_WORDS else []:
        found = {place: match for place, word in enumerate(words) if (match := pattern.match(word))}
        behind = [place for place in found if place > 0 and place - 1 not in found]
        for place in (behind or list(found))[:1]:
            return place, Patronymic(_root(found[place]["root"]), "m" if found[place]["son"] else "f")
    return -1, Patronymic("", "")


def _root(root: str) -> str:
    """Bring the roots of Sergeyevich and of Sergey uly together."""
    return re.sub(r"(?<=\w{2})[aeiou]+$", "", root)
