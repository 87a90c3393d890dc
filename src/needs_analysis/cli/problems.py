"""Problems told on the error stream, each with its place and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from needs_analysis.errors import Problem
from needs_analysis.language import say_count

MOST_PROBLEMS = 100


def tell_problems(problems: Sequence[Problem]) -> None:
    """Write every problem to the error stream, worst first, up to a readable number."""
    head = say_count("{n} problem:", "{n} problems:", len(problems))
    lines = [head, *(f"  {problem}" for problem in problems[:MOST_PROBLEMS])]
    left = len(problems) - MOST_PROBLEMS
    if left > 0:
        lines.append(say_count("… and {n} more.", "… and {n} more.", left))
    print("\n".join(lines), file=sys.stderr)
