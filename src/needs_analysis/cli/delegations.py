"""The national delegations, and which of them have no edition of their own: none goes without a word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from needs_analysis.cli.telling import Teller
from needs_analysis.language import interface, say
from needs_analysis.registers.countries import country_label
from needs_analysis.workshop import Workshop

Nesting = Mapping[str, Mapping[str, Sequence[str]]]
NATIONAL = "national"


def delegations(nesting: Nesting) -> list[str]:
    """Name the countries that sent a national delegation and nobody else.

    >>> delegations({"country": {"UZB": ["national"], "KAZ": ["national"], "DEU": ["observer"]}})
    ['KAZ', 'UZB']
    """
    return sorted(code for code, kinds in nesting["country"].items() if list(kinds) == [NATIONAL])


def tell_missing(workshop: Workshop, nesting: Nesting, made: Collection[str], teller: Teller) -> None:
    """Tell which delegations have no national edition, why, and whose edition of an earlier run goes.

    Args:
        workshop: the workspace.
        nesting: of the estimates.
        made: names of the editions: national/KAZ.
        teller: speaks.
    """
    if NATIONAL not in workshop.editions:
        return
    if missing := [code for code in delegations(nesting) if f"{NATIONAL}/{code}" not in made]:
        teller.say(say("No national edition for {names}: {reason}", names=_named(missing), reason=say_why_none()))
    stood = sorted(path.parent.name for path in (workshop.reports / NATIONAL).glob("*/release"))
    if gone := [code for code in stood if f"{NATIONAL}/{code}" not in made]:
        teller.say(
            say(
                "Removed, as this run makes it no more: the national edition of {names}. What was shared stands in "
                "the release ledger.",
                names=_named(gone),
            )
        )


def say_why_none() -> str:
    """Say why a delegation has no edition of its own."""
    return say("too few answered, or every number of theirs is withheld to protect a smaller group.")


def say_why_not(country: str, nesting: Nesting) -> str:
    """Say why there is no national edition of a country."""
    if country in delegations(nesting):
        return say("There is no national edition for {name}: {reason}", name=_named([country]), reason=say_why_none())
    if nesting["country"].get(country):
        return say("There is no national edition for {name}: it is no national delegation.", name=_named([country]))
    return say("There is no national edition of the country «{country}».", country=country)


def _named(codes: Sequence[str]) -> str:
    return ", ".join(f"{country_label(code, interface())} ({code})" for code in codes)
