"""What may stand in no file of a release: names, e-mails, phones, codes, ids of rows and comments of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal

Kind = Literal["name", "email", "phone", "code", "id", "comment", "unsearchable"]


@dataclass(frozen=True)
class Secrets:
    """The texts that are looked for, as received and clean; `repr` tells none of them.

    `released` holds comments that a person released: what they say is no secret as a comment, but a name in them is.
    `quoted` are those of them that people wrote by hand: in these a surname by itself is a name.
    `public` holds texts that were written for every reader: titles, questions, answers to choose from. What stands in
    them, word for word, is no secret at all.
    """

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    public: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Secrets({', '.join(f'{each.name}: {len(getattr(self, each.name))}' for each in fields(self))})"

    def excusing(self, texts: Iterable[str]) -> Secrets:
        """Take further texts for public, such as the cells that an organiser's list of issues shows.

        >>> Secrets(ids=("KAZ-01",)).excusing(["KAZ-01"])
        Secrets(names: 0, emails: 0, phones: 0, codes: 0, ids: 1, comments: 0, released: 0, quoted: 0, public: 1)
        """
        return replace(self, public=(*self.public, *texts))
