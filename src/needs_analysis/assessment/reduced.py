"""The ratings of a part of a survey, reduced to what its estimates need, and such parts put together.

Two tables are enough. The tally counts who gave which answer to which question about a need; shares and counts follow
from it. The moments (n, mean, squares) of each person's values of needs, themes and the whole give means with
intervals. Both are as small as the groups of people and the needs are, however many forms there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from needs_analysis.assessment.means import REDUCED, moments_in
from needs_analysis.assessment.ratings import answers_of_gaps, asked_of, gaps_of, read_answers, scale_values
from needs_analysis.assessment.shares import answer_ratings
from needs_analysis.assessment.survey import Survey
from needs_analysis.columns import records
from needs_analysis.methods.moments import Floats, Moments

WHO = ["country", "agency_type", "delegation"]
ITEM = ["measure", "item"]


@dataclass(frozen=True)
class Reduced:
    """A part of a survey, or all of it.

    Attributes:
        people: country, agency type, delegation and further groups, and `n`, how many forms.
        tally: the same groups, measure, need, theme, answer, value, and `n`, how many gave it.
        moments: the same groups, measure, item, the mean `value`, and the other moments.
    """

    people: pd.DataFrame
    tally: pd.DataFrame
    moments: pd.DataFrame

    @property
    def groups(self) -> list[str]:
        """The columns that say who answered."""
        return [name for name in self.people.columns if name != "n"]


@dataclass(frozen=True)
class ReducedSurvey(Survey):
    """A survey of which nothing but the reduction is left; its `ratings` are the tally.

    Attributes:
        reduced: the moments.
    """

    reduced: pd.DataFrame | None = None

    @property
    def values(self) -> pd.DataFrame:
        """The moments, in the place of each person's values."""
        return pd.DataFrame(self.reduced)

    def _grouped(self, by: str, answers_to: str) -> pd.DataFrame:
        if not answers_to:
            return self.values
        hits = answer_ratings(self.ratings[self.ratings["measure"].eq(answers_to)], self.points)
        return hits.assign(item=hits["need"], squares=0.0, low=hits["value"], high=hits["value"])


def reduce_ratings(
    responses: pd.DataFrame,
    people: pd.DataFrame,
    questions: pd.DataFrame,
    *,
    choices: pd.DataFrame,
    needs: pd.DataFrame,
    gaps: bool = True,
    by: Sequence[str] = (),
) -> Reduced:
    """Reduce the clean responses of a part of a survey; the first arguments are those of `long_ratings`.

    Args:
        responses: clean responses, one form a row.
        people: what `describe_people` says of them.
        questions: which field asks for which measure of which need.
        choices: the scales; a code without a value is a non-answer.
        needs: the register, for the themes.
        gaps: whether importance and capacity are rated alike.
        by: fields of the responses that estimates are grouped by.
    """
    who = people[WHO].assign(**{name: responses[name].to_numpy() for name in by})
    grouped = who.groupby(list(who.columns), dropna=False, sort=True)
    groups = grouped.size().rename("n").reset_index()
    part = _Part(grouped.ngroup().to_numpy(), groups, dict(zip(needs["need_id"], needs["theme_id"], strict=True)))
    scale, values, counted = scale_values(choices), dict[tuple[str, str], Floats](), []
    for question in records(asked_of(responses, questions, needs)):
        given = read_answers(responses[question["field"]], scale.loc[question["choices"]])
        place = (question["measure"], question["need"])
        values[place] = given.values[given.codes]
        counted.append(part.tally(*place, given.codes, pd.DataFrame({"answer": given.kinds, "value": given.values})))
    for need in [need for measure, need in list(values) if gaps and measure == "importance"]:
        if ("capacity", need) in values:
            values["gap", need] = gap = gaps_of(values["importance", need], values["capacity", need])
            codes, known = pd.factorize(gap)
            points = np.append(known, np.nan)
            answers = pd.DataFrame({"answer": answers_of_gaps(points), "value": points})
            counted.append(part.tally("gap", need, codes, answers))
    tally = part.named(pd.concat(counted, ignore_index=True))
    return combine_reduced([Reduced(groups, tally, part.moments(list(_items(values, part.themes))))])


def combine_reduced(parts: Sequence[Reduced]) -> Reduced:
    """Put parts together, in their order."""
    groups = parts[0].groups
    people, tally = (_summed([getattr(part, name) for part in parts]) for name in ("people", "tally"))
    rows = pd.concat([part.moments for part in parts], ignore_index=True)
    cells = rows.groupby([*groups, *ITEM], dropna=False, sort=True)
    names = cells.size().reset_index()[[*groups, *ITEM]]
    return Reduced(people, tally, _with_moments(names, moments_in(rows).combine(cells.ngroup(), size=len(names))))


@dataclass(frozen=True)
class _Part:
    """The group of each form of a part, the groups, and each need's theme."""

    at: np.ndarray
    groups: pd.DataFrame
    themes: Mapping[str, str]

    def tally(self, measure: str, need: str, codes: np.ndarray, answers: pd.DataFrame) -> pd.DataFrame:
        """Count each answer in each group, which is told by its position; the last answer is that of the code −1."""
        wide = len(answers)
        counts = np.bincount(self.at * wide + codes % wide, minlength=wide * len(self.groups))
        given = np.flatnonzero(counts)
        said = {name: answers[name].to_numpy()[given % wide] for name in ("answer", "value")}
        about = {"measure": measure, "need": need, "theme": self.themes[need]}
        return pd.DataFrame({"group": given // wide, **about, **said, "n": counts[given]})

    def moments(self, items: Sequence[tuple[str, str, Floats]]) -> pd.DataFrame:
        """Reduce the values of each item, group by group."""
        found, size = [self._reduced(values) for *_, values in items], len(self.groups)
        about = {name: np.repeat([item[at] for item in items], size) for at, name in enumerate(ITEM)}
        rows = pd.DataFrame({"group": np.tile(np.arange(size), len(items)), **about})
        stacked = Moments(*(np.concatenate([getattr(each, field.name) for each in found]) for field in fields(Moments)))
        return self.named(_with_moments(rows, stacked)[stacked.n > 0].reset_index(drop=True))

    def named(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Say who belongs to the group of each row."""
        who = self.groups.drop(columns="n").take(rows["group"].to_numpy()).reset_index(drop=True)
        return pd.concat([who, rows.drop(columns="group")], axis=1)

    def _reduced(self, values: Floats) -> Moments:
        known = np.flatnonzero(~np.isnan(values))
        return Moments.of(values[known]).combine(self.at[known], size=len(self.groups))


def _items(values: Mapping[tuple[str, str], Floats], themes: Mapping[str, str]) -> Iterator[tuple[str, str, Floats]]:
    """Give each person's value of each need, of each theme (mean over its needs) and of the whole (a blank item)."""
    for (measure, need), each in values.items():
        yield measure, need, each
    for measure in dict.fromkeys(measure for measure, _ in values):
        own = {need: each for (of, need), each in values.items() if of == measure}
        for theme in dict.fromkeys(themes[need] for need in own):
            yield measure, theme, _means([each for need, each in own.items() if themes[need] == theme])
        yield measure, "", _means(list(own.values()))


def _means(columns: Sequence[Floats]) -> Floats:
    """Give each person's mean over what they rated; none where they rated nothing."""
    total, rated = np.zeros(len(columns[0])), np.zeros(len(columns[0]))
    for each in columns:
        total += np.nan_to_num(each)
        rated += ~np.isnan(each)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / rated, dtype=float)


def _summed(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    rows = pd.concat(frames, ignore_index=True)
    keys = [name for name in rows.columns if name != "n"]
    return rows.groupby(keys, dropna=False, sort=True)["n"].sum().reset_index()


def _with_moments(names: pd.DataFrame, found: Moments) -> pd.DataFrame:
    return names.assign(value=found.mean, **{name: getattr(found, name) for name in REDUCED})
