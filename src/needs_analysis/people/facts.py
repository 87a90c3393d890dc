"""What is known of a person, by kind of fact: which columns hold it, and how its text is reduced before comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from needs_analysis.people.names import read_name
from needs_analysis.registers.letters import to_latin
from needs_analysis.registers.spelling import normal

Kind = Literal["name", "patronymic", "email", "phone", "date", "number", "code", "text"]
Items = tuple[str, ...]
DIGITS_OF_A_PHONE = 9
FEWEST_DIGITS_OF_A_PHONE = 6
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_YEAR_FIRST = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")


@dataclass(frozen=True)
class Fact:
    """Columns that hold one kind of fact; several hold it together, in any order, as given name and surname do.

    What follows from another fact says nothing more where that agrees: a country beside the same agency, or an e-mail
    that is near, as it is made of the name, beside a name that is.
    """

    kind: Kind
    fields: tuple[str, ...]
    follows: str = ""

    @property
    def name(self) -> str:
        """What the fact is called: its kind for a name, else its first column."""
        return self.kind if self.kind in ("name", "patronymic") else self.fields[0]


USUAL = (
    Fact("name", ("given_name", "surname", "name")),
    Fact("patronymic", ("given_name", "surname", "name")),
    Fact("email", ("email",), follows="name"),
    Fact("phone", ("phone",)),
    Fact("date", ("birth_date",)),
    Fact("code", ("agency",)),
    Fact("code", ("country",), follows="agency"),
)


def usual_facts(columns: Sequence[str]) -> tuple[Fact, ...]:
    """Give the facts that a list of people usually holds, for the columns that are there.

    >>> [fact.name for fact in usual_facts(["name", "country"])]
    ['name', 'patronymic', 'country']
    """
    known = [(fact, tuple(field for field in fact.fields if field in columns)) for fact in USUAL]
    return tuple(Fact(fact.kind, fields, fact.follows) for fact, fields in known if fields)


def items_of(people: pd.DataFrame, fact: Fact) -> list[Items]:
    """Reduce a fact of each person to items without order; none where the columns are blank.

    >>> people = pd.DataFrame({"name": ["Aziz KARIMOV", None], "phone": ["+998 (90) 123-45-67", "-"]})
    >>> items_of(people, Fact("name", ("name",))), items_of(people, Fact("phone", ("phone",)))
    ([('aziz', 'karimov'), ()], [('901234567',), ()])
    """
    texts = people[list(fact.fields)].fillna("").astype("str")
    if fact.kind in ("name", "patronymic"):
        whole = texts.agg(" ".join, axis=1) if len(fact.fields) > 1 else texts.iloc[:, 0]
        return [_of_a_name(text, fact.kind) for text in whole]
    reduce = REDUCED[fact.kind]
    known = {text: reduce(text) for field in fact.fields for text in texts[field].unique()}
    columns = [texts[field].map(known) for field in fact.fields]
    return [tuple(sorted(item for item in row if item)) for row in zip(*columns, strict=True)]


def _of_a_name(text: str, kind: Kind) -> Items:
    name = read_name(text)
    if kind == "name":
        return name.words
    return (f"{name.patronymic}/{name.gender}",) if name.patronymic else ()


def _phone(text: str) -> str:
    """Keep the last nine digits: the code of the country and the zeros before it are written in many ways."""
    digits = "".join(re.findall(r"\d", text))
    return digits[-DIGITS_OF_A_PHONE:] if len(digits) >= FEWEST_DIGITS_OF_A_PHONE else ""


def _date(text: str) -> str:
    """Write a date as year, month, day; another writing is left to its letters and digits."""
    if found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    else:
        return re.sub(r"\W", "", text.casefold())
    return f"{year}{int(month):02}{int(day):02}"


def _email(text: str) -> str:
    found = normal(text).removeprefix("mailto:").replace(" ", "")
    return found if "@" in found else ""


def _number(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _text(text: str) -> str:
    return re.sub(r"[\W_]+", " ", to_latin(normal(text))).strip()


REDUCED: dict[str, Callable[[str], str]] = {
    "email": _email,
    "phone": _phone,
    "date": _date,
    "number": _number,
    "code": normal,
    "text": _text,
}
