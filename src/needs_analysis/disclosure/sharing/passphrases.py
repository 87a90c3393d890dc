"""What a passphrase must be, so that it protects an archive and every program takes it."""

from __future__ import annotations

from collections.abc import Iterable

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say

# NIST SP 800-63B-4 (2025), 3.1.1.2: 15 characters where nothing but the password protects; no rules on which ones.
SHORTEST = 15
# 7-Zip takes no more for a ZIP (CPP/7zip/Crypto/WzAes.h, kPasswordSizeMax).
LONGEST = 99
FEWEST_DIFFERENT = 6


def refuse_weak(passphrase: str, *, known: Iterable[str] = ()) -> None:
    """Refuse a passphrase that can be guessed, or that not every program reads alike.

    Args:
        passphrase: what was chosen; it is in no message.
        known: names that everybody knows who sees the archive.

    Raises:
        ReleaseError: it is too short or too long, repeats itself, is a known name, or has letters that programs write
            differently.

    >>> refuse_weak("four words nobody joined")
    >>> refuse_weak("too short")
    Traceback (most recent call last):
    needs_analysis.errors.ReleaseError: The passphrase has fewer than 15 characters. ...
    """
    if problem := _wrong(passphrase, {_squashed(name) for name in known}):
        remedy = say("Take four or more words at random, or let a password manager make one.")
        raise ReleaseError(Problem(problem, remedy=remedy))


def _wrong(passphrase: str, known: set[str]) -> str:
    if not (passphrase.isascii() and passphrase.isprintable()):
        return say(
            "The passphrase has characters that programs write differently: use Latin letters, digits, signs, spaces."
        )
    if passphrase != passphrase.strip():
        return say("The passphrase begins or ends with a space.")
    if len(passphrase) < SHORTEST:
        return say("The passphrase has fewer than {least} characters.", least=str(SHORTEST))
    if len(passphrase) > LONGEST:
        return say("The passphrase has more than {most} characters, which 7-Zip does not take.", most=str(LONGEST))
    if len(set(passphrase)) < FEWEST_DIFFERENT:
        return say("The passphrase repeats a few characters.")
    if _squashed(passphrase) in known:
        return say("The passphrase is a name that stands on the archive.")
    return ""


def _squashed(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
