"""Codes in `workshop.toml`: short names that may become names of files, and the languages of reports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from needs_analysis.language import say

# Names that Windows keeps for itself, whatever their ending.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))


def _no_device(code: str) -> str:
    if code.casefold() in DEVICES:
        raise ValueError(say("«{name}» is a name that Windows keeps for itself", name=code))
    return code


Language = Literal["en", "ru"]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$"), AfterValidator(_no_device)]
