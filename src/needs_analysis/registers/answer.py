"""What a resolver answers: a code, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["found", "unknown", "ambiguous", "never"]


@dataclass(frozen=True)
class Answer:
    """A code and how it was found; or no code, and whether the name is unknown, ambiguous, or never to be resolved."""

    code: str | None
    why: Why
    by: str = ""
    candidates: tuple[str, ...] = ()
