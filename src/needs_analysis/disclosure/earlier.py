"""A release held against earlier ones: nobody who has both may read a person's answer, or a suppressed number.

Three ways lead there. A number that both show, of a few people more or less, gives those people's answers by
subtraction. So does what one withholds, taken together: a sum less the parts that are shown, there and in the others.
And a cell that one release hides and the other shows may be the partner that protected another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from needs_analysis.columns import ESTIMATES, RECORDED
from needs_analysis.disclosure.cells import Family, Known
from needs_analysis.disclosure.families import PEOPLE, families_of
from needs_analysis.disclosure.kept import recalling
from needs_analysis.disclosure.rounding import digits_of
from needs_analysis.disclosure.withheld import name_rest, rests_of
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.methods.linked_tables import Mask
from needs_analysis.methods.reach import TINY, Reach
from needs_analysis.release import Release

# Places and resamples say nothing of so many answers that they could be subtracted.
PLACES = (
    *("rank", "rank_without", "rank_change", "tier", "top_share"),
    *("quadrant", "quadrant_share", "p_value", "p_holm", "p_bh"),
)
KEY = list(ESTIMATES.key)
TOLD = ("limit", "nesting")  # what is asked of the manifest of an earlier release
MOST_NAMED = 12


def refuse_differences(release: Release, earlier: Sequence[Release]) -> None:
    """Stop a release that would give answers away together with an earlier one.

    Args:
        release: the new one, of an open edition.
        earlier: what may be in somebody's hands, of open editions.

    Raises:
        ReleaseError: for each earlier release, which cells, and what to do.
    """
    alike = [some for some in _alike(earlier) if not _same_numbers(some[0], release)]  # the same tells nothing more
    problems = [problem for some in alike for problem in _problems(release, some)]
    if opened := _opened_together(release, [some[0] for some in alike]):
        names = ", ".join(str(each.manifest["id"]) for each in earlier)
        what = say(
            "Together with earlier releases ({ids}) this one gives away numbers that are withheld: {cells}.",
            ids=names,
            cells=_named(opened),
        )
        problems.append(Problem(what, remedy=_recall(earlier[-1])))
    if problems:
        raise ReleaseError(problems)


def _opened_together(release: Release, earlier: Sequence[Release]) -> list[str]:
    """Name the cells that the new release and all earlier ones open; what those opened among themselves is out."""
    if not earlier:
        return []
    few = few_withheld_between(release, *earlier) if len(earlier) > 1 else []
    known = few_withheld_between(*earlier) if few else []
    return sorted({*few}.difference(known).union(opened_between(release, *earlier)))


def _alike(releases: Sequence[Release]) -> list[list[Release]]:
    """Put releases of the same numbers together: what is recorded or written beside them gives no answer away."""
    alike: list[list[Release]] = []
    for release in releases:
        found = next((some for some in alike if _same_numbers(some[0], release)), None)
        if found is None:
            alike.append([release])
        else:
            found.append(release)
    return alike


def _same_numbers(one: Release, other: Release) -> bool:
    told = [[each.manifest.get(name) for name in TOLD] for each in (one, other)]
    return told[0] == told[1] and one.estimates.equals(other.estimates)


def _problems(release: Release, alike: Sequence[Release]) -> Iterator[Problem]:
    few = [*few_between(release, alike[0]), *few_withheld_between(release, alike[0])]
    least = _limit(release, alike[0])
    for earlier in alike if few else ():
        what = say(
            "Together with the release {id} this one gives away what fewer than {least} people answered: {cells}.",
            id=earlier.manifest["id"],
            least=least,
            cells=_named(few),
        )
        remedy = say("Wait until {least} more people have answered.", least=least)
        yield Problem(what, remedy=f"{remedy} {_recall(earlier)}")


def _recall(earlier: Release) -> str:
    name = str(earlier.manifest["id"])
    return say("If that release never left the house: {command}", command=recalling(name))


def _limit(one: Release, other: Release) -> int:
    """Give the larger of two releases' limits."""
    return max(int(each.manifest["limit"]) for each in (one, other))


def few_between(release: Release, earlier: Release) -> list[str]:
    """Name the cells that both show, of which a few people's answers are the difference.

    People who came or went are counted by n; where n is the same, an answer that changed from one end of its scale to
    the other can be told as well.
    """
    both = earlier.once(_answers).merge(release.once(_answers), on=KEY, suffixes=("_before", "_now"))
    more = (both["n_now"] - both["n_before"]).abs()
    few = more.gt(0) & more.lt(_limit(release, earlier))
    kinds, values = list(zip(both["statistic"], both["measure"], strict=True)), both["value_now"]
    unit = np.array([_rounded_to(*kind, value) for kind, value in zip(kinds, values, strict=True)])
    swung = ((values - both["value_before"]).abs() - unit) * both["n_now"]
    ends = np.array([_scale(release, *kind) for kind in kinds])
    whole = more.eq(0) & swung.gt(ends - 1 + TINY)
    return _cells(both[few | whole])


def few_withheld_between(*releases: Release) -> list[str]:
    """Name the cells that one withholds, of which a few people's answers are left by what the others tell of them."""
    rests, few = {id(each): each.once(rests_of) for each in releases}, set[str]()
    least = max(int(each.manifest["limit"]) for each in releases)
    for hiding in releases:
        others = [(rests[id(each)], _grown(hiding, each, least)) for each in releases if each is not hiding]
        for whole, rest in rests[id(hiding)].items():
            told = [(each[whole], grown) for each, grown in others if rest.hidden and whole in each]
            if told and rest.opened_by(told, least, _scale(hiding, whole.statistic, whole.measure)):
                few.add(name_rest(whole, rest))
    return sorted(few)


def _grown(one: Release, other: Release, least: int) -> set[tuple[str, str]]:
    """Name the groups of which every number that both show is of at least so many people more or less."""
    both = one.once(_answers).merge(other.once(_answers), on=KEY, suffixes=("_one", "_other"))
    more = (both["n_one"] - both["n_other"]).abs().groupby([both["by"], both["group"]]).min()
    return set(more.index[more >= least])


def opened_between(*releases: Release) -> list[str]:
    """Name the cells that one of several releases hides, and that can be worked out with what all the others show."""
    opened = set[str]()
    for hiding in releases:
        opened |= set(_opened(hiding, [each for each in releases if each is not hiding]))
    return sorted(opened)


def _answers(release: Release) -> pd.DataFrame:
    shown = release.estimates[release.estimates["value"].notna() & release.estimates["n"].notna()].fillna(
        dict.fromkeys(KEY, "")
    )
    people = shown["measure"].isin([*PEOPLE, *RECORDED]) | shown["statistic"].isin(PLACES)
    numbers = {"n": shown["n"].astype(float), "value": shown["value"].astype(float)}
    return shown.assign(**numbers)[~people][[*KEY, "value", "n"]]


def _rounded_to(statistic: str, measure: str, value: float) -> float:
    """Say how much of a difference between two releases may be rounding."""
    return float(10.0 ** -(digits_of(statistic, measure, value) or 0))


def _scale(release: Release, statistic: str, measure: str) -> float:
    if statistic in ("share", "count"):
        return 1.0
    lowest, highest = release.manifest["scales"].get(measure, (0.0, 0.0))
    return float(highest - lowest) or 1.0


def _opened(hiding: Release, others: Sequence[Release]) -> Iterator[str]:
    """Yield what a release hides and its sums give back, once cells that other releases show are known."""
    rows = hiding.estimates.reset_index(drop=True)
    gone, keys = rows["note"].eq("too_few"), pd.MultiIndex.from_frame(rows[KEY].fillna(""))
    known = pd.Series(False, index=rows.index)
    for other in others:
        shown = other.estimates[other.estimates["value"].notna()]
        same = ~rows["item"].fillna("").isin(_changed(hiding, other))
        known |= gone & same & keys.isin(pd.MultiIndex.from_frame(shown[KEY].fillna("")))
    if not known.any():
        return
    for family in families_of(rows, Known(hiding.manifest["nesting"], bounded=False)):
        hidden, given = family.cells_of(gone), family.cells_of(known)
        if given.any():
            yield from _worked_out(family, hidden, hidden & ~given)


def _worked_out(family: Family, hidden: Mask, left: Mask) -> Iterator[str]:
    before, now = (_fixed(family, cells) for cells in (hidden, left))
    yield from (" ".join(filter(None, family.cells[cell][:3])) for cell in sorted(now - before))


def _fixed(family: Family, hidden: Mask) -> set[int]:
    """Name the hidden cells that have one value alone."""
    cells = np.flatnonzero(hidden)
    reach = Reach(family.plain_links(), cells, widths=np.ones(len(hidden)))
    return {int(cells[place]) for place in reach.stir(np.arange(len(cells)))}


def _changed(one: Release, other: Release) -> set[str]:
    """Name the items of which the whole rests on other people than before: their cells are not those of before."""
    wholes = [
        each.estimates[each.estimates["by"].isna() & each.estimates["statistic"].isin(["mean", "share"])]
        for each in (one, other)
    ]
    counted = [each.assign(item=each["item"].fillna("")).groupby("item")["n"].max() for each in wholes]
    both = pd.concat(counted, axis=1, keys=["one", "other"]).dropna()
    return set(both.index[(both["one"] - both["other"]).abs() >= _limit(one, other)])


def _cells(rows: pd.DataFrame) -> list[str]:
    named = rows[["measure", "item", "by", "group"]].itertuples(index=False)
    return sorted({" ".join(filter(None, map(str, cell))) for cell in named})


def _named(cells: Sequence[str]) -> str:
    more = say(" … and {n} more", n=len(cells) - MOST_NAMED) if len(cells) > MOST_NAMED else ""
    return ", ".join(cells[:MOST_NAMED]) + more
