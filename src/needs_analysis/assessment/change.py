"""Change from before to after an event, among the people whose answers can be compared.

There is no group to compare them with, so that a change is never called an effect. The p-value is exact, over all signs
of the differences that are not zero; Holm's adjustment is for claims over all statements tested, Benjamini and
Hochberg's for screening.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.assessment.evaluation_answers import Scale
from needs_analysis.assessment.evaluation_numbers import mean_numbers, share_numbers
from needs_analysis.assessment.grammar import COMPARED
from needs_analysis.assessment.pairing import Pairing
from needs_analysis.columns import ESTIMATES, PLAN, records
from needs_analysis.methods.multiplicity import benjamini_hochberg, holm, holm_is_reachable
from needs_analysis.methods.paired import Change, hake_gain, paired_change

LEVEL = 0.05
METHODS = {
    "p_value": "paired_sign_flip_exact",
    "p_holm": "paired_sign_flip_exact_holm",
    "p_bh": "paired_sign_flip_exact_benjamini_hochberg",
}
Row = dict[str, object]
Differences = dict[str, pd.Series]


@dataclass(frozen=True)
class Item:
    """A statement: its field, what it asks about, and the objective it belongs to; blank for the whole event."""

    field: str
    asks: str
    objective: str = ""


def estimate_change(plan: pd.DataFrame, pairing: Pairing, items: Sequence[Item], *, scale: Scale) -> pd.DataFrame:
    """Estimate what the plan asks about the event: how answers changed, and how satisfied people were afterwards.

    Args:
        plan: what to compute, as `read_plan` gives it.
        pairing: who can be compared; answers are numbers.
        items: the statements.
        scale: lowest and highest answer.

    Returns:
        The declared table of estimates. Numbers of a statement have as n the people who answered it both before and
        after, of satisfaction those who answered afterwards; those of an objective the people who answered all its
        statements; the counts of forms everybody who filled one in.

    >>> answers = pd.DataFrame({"q": [2.0, 3.0, 2.0]}), pd.DataFrame({"q": [4.0, 3.0, 3.0]})
    >>> pairing = Pairing("paired", *answers, afterwards=answers[1], counts={"before": 3, "after": 3, "pairs": 3})
    >>> plan = PLAN.frame([{"statistic": "change", "measure": "knowledge", "item": "statement"}])
    >>> estimate_change(plan, pairing, [Item("q", "knowledge")], scale=(1, 5))[["value", "n", "method"]].values.tolist()
    [[1.0, 3, 'paired_t']]
    """
    compared = [item for item in items if item.asks in COMPARED]
    levels = {
        "": _forms(pairing),
        "statement": [
            *_changes(pairing, compared, scale),
            *_tests(pairing, compared),
            *_satisfied(pairing, items, scale),
        ],
        "objective": _objectives(pairing, items, scale),
    }
    wanted = {(row["statistic"], row["measure"], row["item"]) for row in records(PLAN.frame(plan).fillna(""))}
    found = pd.DataFrame([{**row, "level": level} for level, rows in levels.items() for row in rows])
    named = pd.MultiIndex.from_frame(found[["statistic", "measure", "level"]])
    if pairing.design == "retrospective":
        found["method"] = found["method"].str.replace(r"^paired_", "retrospective_", regex=True)
    return ESTIMATES.frame(found[named.isin(wanted)].drop(columns="level"))


def _row(statistic: str, measure: str, item: str, choice: str, **numbers: object) -> Row:
    weighting = "" if statistic == "count" else "each_person"
    key = {"statistic": statistic, "measure": measure, "item": item, "choice": choice, "by": "", "group": ""}
    return {**key, "weighting": weighting, "note": "", **numbers}


def _forms(pairing: Pairing) -> Iterator[Row]:
    """Count the forms; behind each count stand all people, as far as their codes tell them apart."""
    people = sum(pairing.counts.get(side, 0) for side in ("before", "after"))
    people -= pairing.counts["pairs"] if "before" in pairing.counts else 0
    for choice, count in pairing.counts.items():
        yield _row("count", "evaluation", "", choice, value=count, n=people, method="count")


def _both(pairing: Pairing, fields: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the answers before and after of the people who answered all of these both times."""
    before, after = pairing.before[list(fields)], pairing.after[list(fields)]
    complete = (before.notna() & after.notna()).all(axis=1)
    return before[complete], after[complete]


def _changes(pairing: Pairing, items: Sequence[Item], scale: Scale) -> Iterator[Row]:
    for item in items:
        before, after = (side[item.field] for side in _both(pairing, [item.field]))
        yield from _means(item.asks, item.field, (before, after), scale)
        yield from _directions(item, before, after, span=scale[1] - scale[0])
        gain = hake_gain(float(before.mean()), float(after.mean()), scale[1]) if len(before) else None
        why = "" if gain is not None else "at_the_top" if len(before) else "no_pairs"
        yield _row("hake_gain", item.asks, item.field, "", value=gain, n=len(before), note=why, method="paired_means")


def _means(measure: str, item: str, times: tuple[pd.Series, pd.Series], scale: Scale) -> Iterator[Row]:
    for choice, values in zip(("before", "after"), times, strict=True):
        numbers = mean_numbers(values, scale, empty="no_pairs")
        yield _row("mean", measure, item, choice, **numbers, method="paired_mean_t")


def _directions(item: Item, before: pd.Series, after: pd.Series, *, span: float) -> Iterator[Row]:
    """Say how many answers rose, stayed and fell, by how much, and how far the ranks of the changes go one way."""
    found, measure, name = paired_change(before, after), item.asks, item.field
    for choice in ("pairs", "improved", "same", "lower"):
        yield _row("count", measure, name, choice, value=getattr(found, choice), n=found.pairs, method="count")
    unchanged = share_numbers(before.eq(after), empty="no_pairs")
    yield _row("share", measure, name, "same", **unchanged, method="paired_wilson")
    mean = mean_numbers(after - before, (-span, span), empty="no_pairs")
    yield _row("change", measure, name, "", **mean, method="paired_t")
    ranks = {"value": found.rank_biserial, "n": found.pairs, "note": _why(found)}
    yield _row("rank_biserial", measure, name, "", **ranks, method="paired_ranks")


def _why(found: Change) -> str:
    """Say why there is no test, if there is none."""
    if not found.pairs:
        return "no_pairs"
    return "no_change" if found.p is None else ""


def _tests(pairing: Pairing, items: Sequence[Item]) -> Iterator[Row]:
    """Test every statement, and adjust for all that could be tested."""
    changes = [paired_change(*(side[item.field] for side in _both(pairing, [item.field]))) for item in items]
    tested = np.array([np.nan if found.p is None else found.p for found in changes])
    adjusted = {"p_value": tested, "p_holm": holm(tested), "p_bh": benjamini_hochberg(tested)}
    within = holm_is_reachable([found.improved + found.lower for found in changes], LEVEL)
    for place, (item, found) in enumerate(zip(items, changes, strict=True)):
        for statistic, values in adjusted.items():
            reason = _why(found) or ("" if within or statistic != "p_holm" else "out_of_reach")
            numbers = {"value": values[place], "n": found.pairs, "note": reason}
            yield _row(statistic, item.asks, item.field, "", **numbers, method=METHODS[statistic])


def _satisfied(pairing: Pairing, items: Sequence[Item], scale: Scale) -> Iterator[Row]:
    for item in items:
        if item.asks == "satisfaction":
            yield from _satisfaction(item.field, pairing.afterwards[item.field].dropna(), scale)


def _satisfaction(name: str, values: pd.Series, scale: Scale) -> Iterator[Row]:
    mean = mean_numbers(values, scale, empty="no_answers")
    yield _row("mean", "satisfaction", name, "after", **mean, method="mean_t")
    high = values >= scale[1] - 1
    low = ~high & (values <= scale[0] + 1)
    for choice, hits in (("top_two", high), ("between", ~high & ~low), ("low_two", low)):
        share = share_numbers(hits, empty="no_answers")
        yield _row("share", "satisfaction", name, choice, **share, method="wilson")


def _objectives(pairing: Pairing, items: Sequence[Item], scale: Scale) -> Iterator[Row]:
    """Give the means over all statements of one kind that belong to an objective."""
    for objective, asks in dict.fromkeys((item.objective, item.asks) for item in items if item.objective):
        fields = [item.field for item in items if (item.objective, item.asks) == (objective, asks)]
        if asks in COMPARED:
            before, after = (side.mean(axis=1) for side in _both(pairing, fields))
            yield from _means(asks, objective, (before, after), scale)
        else:
            yield from _satisfaction(objective, pairing.afterwards[fields].dropna().mean(axis=1), scale)
