"""What a check returns: proposed rows of the cleaning log, and issues with their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
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
    """One field of one received table, with the heading it had, so that findings can name their place.

    `meanings` has what a questionnaire says of the codes that may stand there: code → its labels.
    """

    table: str
    name: str
    frame: pd.DataFrame
    heading: str = ""
    meanings: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
        differs = values.isna() | (codes != values)
        rows = {"row_id": self.frame["row_id"].loc[codes.index], "old_value": values, "new_value": codes}
        changes = pd.DataFrame({"table": self.table, "field": self.name, "action": "set", **rows})[differs]
        return LOG.frame(changes.assign(rule=rule, status=status, comment=comment))

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
        told = {"check": check, "severity": severity, "suggestion": suggestions, "evidence": evidence}
        at = np.flatnonzero(where)
        rows = {name: self.frame[name].take(at) for name in ("row_id", "file", "sheet", "row")}
        held = {"table": self.table, "field": self.name, "column": self.heading, "value": self.values.take(at)}
        return ISSUES.frame(pd.DataFrame(rows | held).assign(**told))


def gathered(frame: pd.DataFrame, parts: Sequence[Mapping[str, Any]], *, places: Sequence[str]) -> pd.DataFrame:
    """Put cells of several fields into one table: a part gives their positions `at`, and what is said of them.

    Args:
        frame: the table that the cells stand in.
        parts: for each field `at`, and by name one value for all its cells or one for each.
        places: columns of the frame that say which row a cell stands in.

    >>> frame = pd.DataFrame({"row_id": ["r1", "r2", "r3"]})
    >>> parts = [{"at": [2], "field": "a", "value": ["5"]}, {"at": [0, 2], "field": "b", "value": ["x", "y"]}]
    >>> gathered(frame, parts, places=["row_id"]).values.tolist()
    [['r3', 'a', '5'], ['r1', 'b', 'x'], ['r3', 'b', 'y']]
    """
    at = np.concatenate([part["at"] for part in parts])
    told = {
        name: [np.broadcast_to(np.asarray(part[name], dtype=object), len(part["at"])) for part in parts]
        for name in parts[0]
        if name != "at"
    }
    rows = {name: frame[name].array.take(at) for name in places}
    return pd.DataFrame({**rows, **{name: np.concatenate(values) for name, values in told.items()}})


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
