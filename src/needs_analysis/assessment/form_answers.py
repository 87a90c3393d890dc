"""The answers to a form as arrays: choices as zeros and ones, numbers, groups; what is blank was not answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.assessment.grammar import GROUPS
from needs_analysis.columns import AGENCY_GROUP, records

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kind = Literal["one", "several", "number", "counted", "left"]

KINDS: dict[str, Kind] = {
    "select_one": "one",
    "select_multiple": "several",
    **dict.fromkeys(("integer", "decimal", "range"), "number"),
    **dict.fromkeys(("text", "rank", "acknowledge", "barcode", "date", "time", "dateTime"), "counted"),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "image", "audio", "video", "file"), "counted"),
}
OUTSIDE = "outside_choices"
LONGEST_LIST = 50


@dataclass(frozen=True)
class Coded:
    """Answers that are choices: the choices' codes, and for each row and choice 1, 0, or NaN where nothing was said."""

    codes: list[str]
    chosen: Floats


@dataclass(frozen=True)
class Groups:
    """Groups that rows belong to: their names, the blank one for rows that do not say, and each row's place there."""

    names: list[str]
    at: Ints


@dataclass(frozen=True)
class FormAnswers:
    """Who was asked what, and answered what.

    Attributes:
        answers: clean responses, one form a row.
        people: what `describe_people` says of them, in the same order.
        questions: the declared table of questions.
        choices: the declared table of choices.
    """

    answers: pd.DataFrame
    people: pd.DataFrame
    questions: pd.DataFrame
    choices: pd.DataFrame

    @cached_property
    def asked(self) -> dict[str, dict[str, Any]]:
        """The questions of the form itself, in its order; those of repeat groups are asked of others than respondents.

        >>> questions = pd.DataFrame([{"table": "responses", "field": "age", "type": "integer", "choices": None}])
        >>> nobody = pd.DataFrame()
        >>> list(FormAnswers(nobody, nobody, questions, nobody).asked)
        ['age']
        """
        mine = self.questions[self.questions["table"].eq("responses")]
        return {row["field"]: row for row in records(mine.fillna(""))}

    def kind(self, field: str) -> Kind:
        """Say what can be computed of a question: shares of one or several choices, numbers, or how many answered."""
        question = self.asked[field]
        if question["type"] == "calculate":
            return "number" if self._is_numeric(field) else "left"
        kind = KINDS.get(question["type"], "left")
        return "counted" if kind in ("one", "several") and not self.listed(field) else kind

    def listed(self, field: str) -> dict[str, float | None]:
        """Give the choices that a question offers, in their order, each with its place on a scale if it has one."""
        return self._lists.get(self.asked[field]["choices"], {})

    def is_answered(self, field: str) -> NDArray[np.bool_]:
        """Mark the rows that answered."""
        found, different = self._distinct(field)
        return np.asarray(different.ne("").to_numpy()[found])

    def coded(self, field: str) -> Coded:
        """Give the answers to a question with choices; what is none of them is gathered, its words are not shown.

        Of a long list only the choices that somebody made are kept.
        """
        several = self.kind(field) == "several"
        found, different = self._distinct(field)
        made = [set(text.split() if several else [text]) - {""} for text in different]
        known = self.listed(field)
        used = set().union(*made)
        codes = [code for code in known if code in used or len(known) <= LONGEST_LIST]
        codes += [OUTSIDE] if used - known.keys() else []
        table = [_row(codes, each, known) if each else [np.nan] * len(codes) for each in made]
        return Coded(codes, np.array(table, dtype=float).reshape(len(made), len(codes))[found])

    def numbers(self, field: str) -> Floats:
        """Give the answers to a question as numbers: as they stand, or their places on the question's scale.

        An answer that has no place, such as «Don't know», is none here.
        """
        found, different = self._distinct(field)
        if self.kind(field) == "one":
            values = different.map(self.listed(field))
        else:
            values = pd.to_numeric(different, errors="coerce")
        return np.asarray(values.to_numpy(dtype=float, na_value=np.nan)[found])

    def groups(self, by: str) -> Groups:
        """Give the groups of a disaggregation that anybody belongs to; none is left out for being small."""
        if not by:
            return Groups([""], np.zeros(len(self.answers), dtype=np.int64))
        if by in (*GROUPS, AGENCY_GROUP):
            found, different = _distinct(self.people[by])
            order = sorted(different, key=lambda name: (not name, name))
        else:
            found, different = self._distinct(by)
            known = self.listed(by)
            different = different.where(different.isin([*known, ""]), OUTSIDE)
            order = [code for code in [*known, OUTSIDE, ""] if different.eq(code).any()]
        return Groups(order, np.asarray(pd.Index(order).get_indexer(pd.Index(different)), dtype=np.int64)[found])

    def _distinct(self, field: str) -> tuple[Ints, pd.Series]:
        blank = pd.Series("", index=self.answers.index, dtype="str")
        return _distinct(self.answers.get(field, default=blank))

    def _is_numeric(self, field: str) -> bool:
        _, different = self._distinct(field)
        given = pd.to_numeric(different[different.ne("")], errors="coerce")
        return bool(len(given) and given.notna().all())

    @cached_property
    def _lists(self) -> Mapping[str, dict[str, float | None]]:
        lists: dict[str, dict[str, float | None]] = {}
        for row in records(self.choices[["choices", "code", "value"]].drop_duplicates(["choices", "code"])):
            lists.setdefault(row["choices"], {})[row["code"]] = row["value"]
        return lists


def _distinct(texts: pd.Series) -> tuple[Ints, pd.Series]:
    """Give each row's place among the different texts, and these, without blanks around them."""
    found, different = pd.factorize(texts, use_na_sentinel=False)
    return found, pd.Series(different, dtype="str").fillna("").str.strip()


def _row(codes: list[str], chosen: set[str], known: Mapping[str, object]) -> list[float]:
    outside = bool(chosen - known.keys())
    return [float(code in chosen or (code == OUTSIDE and outside)) for code in codes]
