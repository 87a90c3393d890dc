"""What is wrong with an expression, and where in it."""

from __future__ import annotations

from needs_analysis.errors import NeedsAnalysisError, Problem
from needs_analysis.language import say

SHOWN = 60


class ExpressionError(NeedsAnalysisError):
    """An expression that cannot be read, or names what is not there."""


def refuse(what: str, text: str, position: int, *, remedy: str = "") -> ExpressionError:
    """Make the error for a place in an expression; the caller raises it."""
    start = max(0, position - SHOWN // 2)
    place = say("at character {n}, near «{part}»", n=position + 1, part=text[start : start + SHOWN])
    return ExpressionError(Problem(f"{what} ({place})", remedy=remedy))
