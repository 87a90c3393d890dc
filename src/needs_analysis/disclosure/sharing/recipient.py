"""For whom an archive is prepared, and on which day: what each of its files is marked with."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say, say_date

LONGEST_NAME = 100
LONGEST_SLUG = 40
# Joiners belong to the spelling of Persian and other names; every other format character can only mislead.
JOINERS = "\u200c\u200d"
NOT_A_LETTER = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Recipient:
    """For whom something was prepared and when; `slug` is the name in letters that every file system takes."""

    name: str
    slug: str
    on: date

    @property
    def tag(self) -> str:
        """The mark of a file that can be marked in its name alone.

        >>> Recipient("EU Delegation", "eu-delegation", date(2026, 6, 1)).tag
        'for-eu-delegation-2026-06-01'
        """
        return f"for-{self.slug}-{self.on.isoformat()}"

    @property
    def facts(self) -> dict[str, str]:
        """The mark of a file that programs read."""
        return {"prepared_for": self.name, "prepared_on": self.on.isoformat()}

    def words(self, language: str, name: str = "") -> str:
        """The mark in words; `name` is the name as it is to be written there.

        >>> Recipient("EU Delegation", "eu-delegation", date(2026, 6, 1)).words("en")
        'Prepared for EU Delegation on 1 June 2026.'
        """
        day = say_date(self.on, language)
        return say("Prepared for {name} on {day}.", language, name=name or self.name, day=day)


def read_recipient(name: str, *, latin: str, on: date) -> Recipient:
    """Check the name of a recipient.

    Args:
        name: as it is to be read in the files.
        latin: the same in Latin letters, for the names of files.
        on: the day.

    Raises:
        ReleaseError: the name is empty, too long, or holds what cannot be seen.

    >>> read_recipient("  AC/DC  Programme ", latin="ac/dc programme", on=date(2026, 6, 1)).slug
    'ac-dc-programme'
    """
    tidy = re.sub(" +", " ", unicodedata.normalize("NFC", name)).strip()
    if problem := _wrong(tidy):
        raise ReleaseError(Problem(problem, remedy=say('Name the recipient, for example: --to "EU Delegation"')))
    return Recipient(tidy, _slug(latin), on)


def _wrong(name: str) -> str:
    unseen = [letter for letter in name if unicodedata.category(letter) in NOT_A_LETTER and letter not in JOINERS]
    if unseen:
        codes = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in unseen))
        return say("The recipient's name holds characters that cannot be seen: {codes}.", codes=codes)
    if not any(letter.isalnum() for letter in name):
        return say("The recipient has no name.")
    if len(name) > LONGEST_NAME:
        return say(
            "The recipient's name has {n} characters; {most} are the most.", n=str(len(name)), most=str(LONGEST_NAME)
        )
    return ""


def _slug(latin: str) -> str:
    """Keep the letters and digits that every system and program takes in a file's name; in small letters."""
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "recipient"
