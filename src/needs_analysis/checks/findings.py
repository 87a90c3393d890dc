"""What a check returns: proposed rows of the cleaning log, and issues with their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from needs_analysis.columns import ISSUES, LOG

Severity = Literal["stop", "review", "note"]
Status = Literal["applied", "needs_review"]
MOST_SUGGESTED = 100


@dataclass(frozen=True)
class Findings:
    """Proposals (rows of the cleaning log) and issues."""

    log: pd.DataFrame
    issues: pd.DataFrame


@dataclass(frozen=True)
class Field:
    """One field of one received table, with the heading it had, so that findings can name their place."""

    table: str
    name: str
    frame: pd.DataFrame
    heading: str = ""

    @property
    def values(self) -> pd.Series:
        """The field's cells; all blank where the table has no such field."""
        there = self.name in self.frame
        return self.frame[self.name] if there else pd.Series(pd.NA, index=self.frame.index, dtype="str")

    def proposals(self, codes: pd.Series, *, rule: str, comment: str = "", status: Status = "applied") -> pd.DataFrame:
        """Log rows that set each cell to its code, where there is a code and it is not what stands there.

        Args:
            codes: the code for each row of the table, or for some of them; missing where none is proposed.
            rule: the rule that proposes it.
            comment: why, for the reader of the log.
            status: needs_review where a person has to agree first.
        """
        codes = codes.dropna()
        values = self.values.loc[codes.index]
        changed = values.isna() | (codes != values)
        rows = pd.DataFrame({"row_id": self.frame["row_id"].loc[codes.index], "old_value": values, "new_value": codes})
        fixed = {"table": self.table, "field": self.name, "action": "set", "rule": rule, "status": status}
        return LOG.frame(rows[changed].assign(**fixed, comment=comment))

    def issues(
        self,
        where: pd.Series,
        *,
        check: str,
        severity: Severity,
        suggestions: pd.Series | str = "",
        evidence: pd.Series | str = "",
    ) -> pd.DataFrame:
        """Issues for the rows `where` is true; evidence is what was measured, as name=value; name=value."""
        rows = self.frame.loc[where, ["row_id", "file", "sheet", "row"]].assign(
            table=self.table,
            field=self.name,
            value=self.values[where],
            check=check,
            severity=severity,
            column=self.heading,
        )
        return ISSUES.frame(rows.assign(suggestion=suggestions, evidence=evidence))


def map_unique(values: pd.Series, function: Callable[[str], str | None]) -> pd.Series:
    """Apply a function of a text to each distinct value once; blanks and answers of None stay blank."""
    distinct = values.dropna().unique()
    answers = {value: function(value) for value in distinct}
    return values.map({value: answer for value, answer in answers.items() if answer is not None}).astype("str")


def together(parts: Sequence[Findings]) -> Findings:
    """Join the findings of several checks."""
    return Findings(
        LOG.stack(part.log for part in parts),
        ISSUES.stack(part.issues for part in parts),
    )


def near(values: pd.Series, suggest: Callable[[str], list[tuple[str, int]]]) -> pd.Series:
    """Write the near misses of each value; past the first hundred different values none are looked for."""
    distinct = values.dropna().unique()[:MOST_SUGGESTED]
    return values.map({value: shown(suggest(value)) for value in distinct}).astype("str")


def shown(suggestions: list[tuple[str, int]]) -> str:
    """Write near misses for a reader: the spelling and its score out of 100.

    >>> shown([("Luxembourg", 95)])
    'Luxembourg (95)'
    """
    return "; ".join(f"{name} ({score})" for name, score in suggestions)
