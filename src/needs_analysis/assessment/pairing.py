"""Answers before and after an event, matched by the code that each person made up; nothing is guessed.

A code that stands twice on one side could be two people: all its forms stay unmatched and are counted as ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from needs_analysis.assessment.evaluation_answers import row_problem
from needs_analysis.columns import records
from needs_analysis.errors import EstimateError
from needs_analysis.language import say
from needs_analysis.registers.letters import look_latin
from needs_analysis.registers.spelling import normal


@dataclass(frozen=True)
class Pairing:
    """Who can be compared: the same people in the same order before and after, and all who answered afterwards.

    Attributes:
        design: paired or retrospective.
        before: answers of the matched people about the time before, a row a person.
        after: their answers about the time after.
        afterwards: every form that was filled in afterwards.
        counts: before, after, pairs, unmatched_before, unmatched_after, ambiguous, no_code → how many.
    """

    design: str
    before: pd.DataFrame
    after: pd.DataFrame
    afterwards: pd.DataFrame
    counts: dict[str, int]


def code_key(code: str) -> str:
    """Reduce a self-made code to what is compared: case, blanks, dashes and look-alike letters do not matter.

    >>> code_key(" КМ 48") == code_key("km-48") == "km48"
    True
    """
    return "".join(letter for letter in look_latin(normal(code)) if letter.isalnum())


def pair_evaluations(clean: pd.DataFrame, *, before: Sequence[str], after: Sequence[str]) -> Pairing:
    """Match the forms before and after by their codes.

    Args:
        clean: the clean table `evaluation`, with the fields `code` and `when`.
        before: spellings of `when` for the time before.
        after: spellings of `when` for the time after.

    Raises:
        EstimateError: rows that say neither before nor after, all of them at once.

    >>> rows = [("r1", "AB12", "before", "2"), ("r2", "ab 12", "after", "4"), ("r3", "CD34", "after", "5")]
    >>> clean = pd.DataFrame(rows, columns=["row_id", "code", "when", "item"])
    >>> pairing = pair_evaluations(clean, before=["before"], after=["after"])
    >>> pairing.counts["pairs"], pairing.counts["unmatched_after"], pairing.after["item"].tolist()
    (1, 1, ['4'])
    """
    sides = _sides(
        clean, {**dict.fromkeys(map(normal, before), "before"), **dict.fromkeys(map(normal, after), "after")}
    )
    coded = clean.assign(side=sides, key=clean["code"].fillna("").map(code_key))
    known = coded[coded["key"].ne("")]
    ambiguous = known["key"].isin(known.loc[known.duplicated(["side", "key"]), "key"])
    single = known[~ambiguous]
    halves = {side: rows.set_index("key") for side, rows in single.groupby("side")}
    first, then = (halves.get(side, single[:0].set_index("key")) for side in ("before", "after"))
    both = sorted(set(first.index) & set(then.index))
    counts = {
        "before": int(sides.eq("before").sum()),
        "after": int(sides.eq("after").sum()),
        "pairs": len(both),
        "unmatched_before": len(first) - len(both),
        "unmatched_after": len(then) - len(both),
        "ambiguous": int(ambiguous.sum()),
        "no_code": len(coded) - len(known),
    }
    return Pairing("paired", first.loc[both], then.loc[both], clean[sides.eq("after")], counts)


def pair_retrospective(clean: pd.DataFrame, fields: Iterable[tuple[str, str]]) -> Pairing:
    """Take both times from the one form that was filled in afterwards.

    Args:
        clean: the clean table `evaluation`, a row a person.
        fields: of each statement, the field about the time after and the one about the time before.

    >>> clean = pd.DataFrame({"row_id": ["r1"], "now": ["4"], "then": ["2"]})
    >>> pair_retrospective(clean, [("now", "then")]).before["now"].tolist()
    ['2']
    """
    then = clean.assign(**{now: clean[earlier] for now, earlier in fields})
    return Pairing("retrospective", then, clean, clean, {"after": len(clean), "pairs": len(clean)})


def _sides(clean: pd.DataFrame, spelled: dict[str, str]) -> pd.Series:
    said = clean["when"].fillna("").map(normal)
    sides = said.map(spelled)
    unknown = [row_problem(row, _say_neither(row["when"]), column="when") for row in records(clean[sides.isna()])]
    if unknown:
        raise EstimateError(unknown)
    return sides


def _say_neither(said: object) -> str:
    if not isinstance(said, str):
        return say("It is not said whether this is before or after.")
    return say("«{value}» means neither before nor after: [evaluation] has no such spelling.", value=said)
