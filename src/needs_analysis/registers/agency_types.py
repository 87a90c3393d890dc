"""Agency types: the register's labels, the spellings that a workshop adds, and what a type too small counts with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from needs_analysis.columns import records
from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import LANGUAGES, say
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal


def agency_type_spellings(own: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Give every spelling, reduced, with its code; the workshop's own win.

    >>> agency_type_spellings({"academia": ["Academia/ Research institution"]})["academia/ research institution"]
    'academia'
    """
    known = {row["code"]: [row["code"], *(row[f"label_{language}"] for language in LANGUAGES)] for row in _register()}
    return {normal(word): code for code, words in {**known, **(own or {})}.items() for word in words}


def merging_targets(own: Mapping[str, str | None] | None = None, *, file: str = "") -> dict[str, str]:
    """Say which type each agency type may be merged into where too few people are of it; others are never merged.

    Args:
        own: a workshop's types → what they merge into; blank for never, None for what the register says.
        file: where the workshop names them, for messages.

    Raises:
        SettingsError: a type merges into one that is not known, or into itself by way of others.

    >>> targets = merging_targets({"academia": None, "transport": "other_government"})
    >>> targets["transport"], targets["regional_org"], "academia" in targets
    ('other_government', 'international_org', False)
    """
    stated = {row["code"]: row["merges_into"] for row in _register()}
    stated |= {code: target for code, target in (own or {}).items() if target is not None}
    targets = {code: target for code, target in stated.items() if target}
    known = [*stated, *(code for code in own or {} if code not in stated)]
    whats = [
        say("[agency_types.{code}] merges into «{target}», which is no agency type.", code=code, target=target)
        for code, target in targets.items()
        if target not in known
    ]
    circular = [code for code in targets if code in _ways(targets, code)]
    whats += [say("[agency_types.{code}] merges into itself by way of others.", code=code) for code in circular]
    if whats:
        remedy = say("Known are: {names}.", names=", ".join(known))
        raise SettingsError([Problem(what, file=file, remedy=remedy) for what in whats])
    return targets


def _ways(targets: Mapping[str, str], code: str) -> list[str]:
    """List the types that a type merges into, one after the other, until one comes again."""
    passed: list[str] = []
    while (code := targets.get(code, "")) and code not in passed:
        passed.append(code)
    return passed


def _register() -> list[dict[str, str]]:
    return records(read_register("agency_types"))
