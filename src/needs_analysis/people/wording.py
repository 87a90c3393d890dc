"""Why two rows may be one person, in words."""

from __future__ import annotations

from needs_analysis.language import say


def explain_evidence(evidence: str, language: str | None = None) -> str:
    """Say the evidence of a pair in words, what speaks for one person first.

    >>> explain_evidence("name=same +15.7; agency=different -3.3", "en")
    'the same: name; different: agency'
    """
    found: dict[str, list[str]] = {"same": [], "near": [], "initial": [], "partly": [], "different": []}
    for part in evidence.split("; "):
        name, _, rest = part.partition("=")
        if (level := rest.partition(" ")[0]) in found:
            found[level].append(_fact(name, language))
    words = _levels(language)
    return "; ".join(f"{words[level]}: {', '.join(names)}" for level, names in found.items() if names)


def _levels(language: str | None) -> dict[str, str]:
    return {
        "same": say("the same", language),
        "near": say("nearly the same", language),
        "initial": say("an initial fits", language),
        "partly": say("partly the same", language),
        "different": say("different", language),
    }


def _fact(name: str, language: str | None) -> str:
    """Call a fact of the usual lists by its word; another column by its own name."""
    known = {
        "name": say("name", language),
        "patronymic": say("patronymic", language),
        "email": say("e-mail", language),
        "phone": say("phone", language),
        "birth_date": say("date of birth", language),
        "agency": say("agency", language),
        "country": say("country", language),
    }
    return known.get(name, name)
