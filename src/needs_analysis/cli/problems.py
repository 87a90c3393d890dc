"""Problems told on the error stream, each with its place and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from needs_analysis.cli.visible import on_one_line, visible
from needs_analysis.errors import Problem
from needs_analysis.language import say_count

MOST_PROBLEMS = 100
FURTHER = "    | "


def tell_problems(problems: Sequence[Problem]) -> None:
    """Write every problem to the error stream, worst first, up to a readable number."""
    head = say_count("{n} problem:", "{n} problems:", len(problems))
    lines = [head, *(f"  {_told(problem)}" for problem in problems[:MOST_PROBLEMS])]
    left = len(problems) - MOST_PROBLEMS
    if left > 0:
        lines.append(say_count("… and {n} more.", "… and {n} more.", left))
    print("\n".join(lines), file=sys.stderr)


def _told(problem: Problem) -> str:
    """Tell a problem; what a cell puts on further lines stays behind a bar, so that it cannot speak for the program."""
    place = f"{on_one_line(problem.place)}: " if problem.place else ""
    first, *further = visible(problem.what).split("\n")
    lines = [place + first, *(line if line.startswith(FURTHER) else FURTHER + line for line in further)]
    remedy = [f"    → {on_one_line(problem.remedy)}"] if problem.remedy else []
    return "\n".join(lines + remedy)
