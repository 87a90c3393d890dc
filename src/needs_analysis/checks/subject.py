"""What a check looks at: one table, with what was asked in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import Distinct, distinct
from needs_analysis.checks.findings import Field, Findings, Severity
from needs_analysis.columns import CHOICES, LOG, QUESTIONS, RECEIVED
from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.workshop import SETTINGS

PARENT = "parent_row_id"


@dataclass(frozen=True)
class Subject:
    """A table as it stands, the questions and choices behind its fields, and the headings it was received with.

    The rows of a repeat group belong to those of `parent`, the table of the forms or of the group around it; their
    field `parent_row_id` says to which.
    """

    table: str
    frame: pd.DataFrame
    questions: pd.DataFrame = dataclasses.field(default_factory=lambda: QUESTIONS.frame([]))
    choices: pd.DataFrame = dataclasses.field(default_factory=lambda: CHOICES.frame([]))
    headings: Mapping[str, str] = dataclasses.field(default_factory=dict)
    parent: Subject | None = None
    _distinct: dict[str, Distinct] = dataclasses.field(init=False, repr=False, compare=False, default_factory=dict)
    _blank: dict[str, pd.Series] = dataclasses.field(init=False, repr=False, compare=False, default_factory=dict)

    def field(self, name: str) -> Field:
        """Return one field, with the heading it had."""
        return Field(self.table, name, self.frame, self.headings.get(name, name))

    @property
    def names(self) -> list[str]:
        """The table's own fields, without the place each row was received in."""
        return [name for name in self.frame.columns if name not in RECEIVED.names]

    def distinct(self, name: str) -> Distinct:
        """The different texts of one field; they are found once for all checks."""
        if name not in self._distinct:
            self._distinct[name] = distinct(self.frame[name])
        return self._distinct[name]

    def is_blank(self, name: str) -> pd.Series:
        """Mark the cells of a field without any visible letter; found once for all checks."""
        if name not in self._blank:
            self._blank[name] = self.distinct(name).where(lambda text: not text.strip(), blank=True)
        return self._blank[name]

    @property
    def asked(self) -> pd.DataFrame:
        """The questions of this table that it has a field for, in the order of the form."""
        mine = self.questions["table"].eq(self.table) & self.questions["field"].isin(self.frame.columns)
        return self.questions[mine]

    def of_type(self, *types: str) -> list[str]:
        """Name the fields whose question is of one of these types; select_one, integer and so on."""
        return self.asked.loc[self.asked["type"].isin(types), "field"].tolist()

    @property
    def types(self) -> dict[str, str]:
        """Field → question type, as expressions need it; fields of outer tables too."""
        own = dict(zip(self.asked["field"], self.asked["type"].fillna("text"), strict=True))
        return {**(self.parent.types if self.parent else {}), **own}

    @cached_property
    def parent_rows(self) -> np.ndarray:
        """Position of each row's parent in the parent's table; -1 for an orphan."""
        parents = self.parent.frame["row_id"] if self.parent else pd.Series(dtype="str")
        if PARENT not in self.frame:
            return np.full(len(self.frame), -1)
        return np.asarray(pd.Index(parents).get_indexer(pd.Index(self.frame[PARENT].fillna(""))))

    def column(self, name: str) -> pd.Series | None:
        """Return a field's cells, those of the rows' parents where only the outer table has it; None where none has.

        >>> forms = Subject("responses", RECEIVED.frame([{"row_id": "7", "country": "KAZ"}]))
        >>> posts = RECEIVED.frame([{"row_id": "7/1", "parent_row_id": "7"}, {"row_id": "r3", "parent_row_id": None}])
        >>> Subject("post", posts, parent=forms).column("country").fillna("").tolist()
        ['KAZ', '']
        """
        if name in self.frame or self.parent is None:
            return self.frame.get(name)
        outer = self.parent.column(name)
        if outer is None:
            return None
        return pd.Series(outer.array.take(self.parent_rows, allow_fill=True), index=self.frame.index)

    def is_orphan_of(self, name: str) -> np.ndarray:
        """Mark the rows that have no parent to say what such a field of the outer tables holds."""
        if name in self.frame or self.parent is None:
            return np.zeros(len(self.frame), dtype=bool)
        above = np.array([*self.parent.is_orphan_of(name), True])
        return np.asarray(above[self.parent_rows])

    @property
    def reachable(self) -> list[str]:
        """The names of the table's own fields and of those of the tables around it."""
        return list(dict.fromkeys([*self.names, *(self.parent.reachable if self.parent else [])]))

    def list_rows(
        self, where: pd.Series, *, check: str, severity: Severity = "review", evidence: pd.Series | str = ""
    ) -> Findings:
        """List whole rows, where no single field is at fault.

        Args:
            where: true for the rows to list, aligned with the frame.
            check: code of the check in the register of rules.
            severity: whether the run stops.
            evidence: what was measured, as name=value; name=value.
        """
        row = Field(self.table, "", self.frame)
        return Findings(LOG.frame([]), row.issues(where, check=check, severity=severity, evidence=evidence))

    def known(self, names: Sequence[str]) -> list[str]:
        """Keep the names that are fields of this table."""
        return [name for name in names if name in self.frame.columns]

    def refuse_unknown(self, names: Iterable[str], section: str, *, usual: Iterable[str] = ()) -> None:
        """Refuse settings that name a field which neither this table nor any question has.

        Args:
            names: fields that `workshop.toml` names.
            section: where it names them: outliers for [checks.outliers].
            usual: names that stand there by themselves, and may be missing.

        Raises:
            SettingsError: every unknown name, with the nearest right one.
        """
        known = dict.fromkeys([*self.reachable, *self.questions["field"], *usual])
        unknown = [name for name in dict.fromkeys(names) if name and name not in known]
        whats = [
            say(
                "[checks.{section}] names «{field}», which table {table} has no field for{hint}",
                section=section,
                field=name,
                table=self.table,
                hint=nearest(name, list(known)),
            )
            for name in unknown
        ]
        if whats:
            raise SettingsError([Problem(what, file=SETTINGS) for what in whats])
