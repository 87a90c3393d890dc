"""What goes wrong, said so that a person can mend it.

A `Problem` says what is wrong, where (file, sheet, row, column) and what to do. Problems of one kind are
raised together, worst first, inside one `NeedsAnalysisError`; the command line prints them and exits with 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, its place and its remedy.

    >>> print(Problem("Unknown country «Atlantis».", file="list.xlsx", sheet="Day 1", row=7, column="Country"))
    list.xlsx, sheet Day 1, row 7, column Country: Unknown country «Atlantis».
    """

    what: str
    file: str = ""
    sheet: str = ""
    row: int | str | None = None
    column: str = ""
    remedy: str = ""

    @property
    def place(self) -> str:
        """File, sheet, row and column, as far as they are known."""
        parts = [self.file]
        parts += [f"{word} {value}" for word, value in self._named_parts() if value not in ("", None)]
        return ", ".join(part for part in parts if part)

    def _named_parts(self) -> list[tuple[str, object]]:
        from needs_analysis.language import say

        return [(say("sheet"), self.sheet), (say("row"), self.row), (say("column"), self.column)]

    def __str__(self) -> str:
        text = f"{self.place}: {self.what}" if self.place else self.what
        return f"{text}\n    → {self.remedy}" if self.remedy else text


class NeedsAnalysisError(Exception):
    """Something the user can mend; carries every problem of its kind, worst first."""

    def __init__(self, problems: Iterable[Problem] | Problem | str) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SettingsError(NeedsAnalysisError):
    """`workshop.toml` is missing, malformed, or asks for what is not there."""


class InputError(NeedsAnalysisError):
    """A received file, sheet, column or cell cannot be used as it is."""


class LogError(NeedsAnalysisError):
    """A row of the cleaning log does not fit the data it is meant for."""


class EstimateError(NeedsAnalysisError):
    """Nothing, or not enough, to estimate from."""


class ReleaseError(NeedsAnalysisError):
    """A release is missing, malformed, or would say more than its edition may."""


class ChapterError(NeedsAnalysisError):
    """A notebook failed, or was given parameters that it does not declare."""


class OutputError(NeedsAnalysisError):
    """A result could not be written; what stood there before still stands."""


class WorkerError(NeedsAnalysisError):
    """Processes or machines that were to do the work died, or are not there."""
