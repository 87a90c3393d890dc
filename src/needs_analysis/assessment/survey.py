"""What a plan is carried out on: the ratings, and what follows from them once for all lines of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from needs_analysis.assessment.opinions import Opinions, opinions_of
from needs_analysis.assessment.places import Standing, estimate_places, stand
from needs_analysis.assessment.quadrants import estimate_quadrants
from needs_analysis.assessment.robustness import depends_on_method, estimate_panel
from needs_analysis.assessment.scales import are_alike
from needs_analysis.assessment.selection import item_values, selections
from needs_analysis.assessment.shares import answer_ratings
from needs_analysis.assessment.weightings import EQUAL, Approach, Name
from needs_analysis.errors import EstimateError, Problem
from needs_analysis.language import say

Scales = Mapping[str, tuple[float, float]]
Points = Mapping[str, Sequence[float]]
Selected = list[tuple[pd.DataFrame, Approach]]


@dataclass(frozen=True)
class Survey:
    """The ratings of one survey.

    Attributes:
        ratings: the declared table of ratings.
        scales: measure → lowest and highest rating.
        points: measure → every point of its scale, lowest first.
        approach: how the numbers are made.
        answers: clean responses, for groups that a question makes.
    """

    ratings: pd.DataFrame
    scales: Scales
    points: Points
    approach: Approach
    answers: pd.DataFrame
    _chosen: dict[tuple[str, Name, str], Selected] = field(default_factory=dict)
    _lying: dict[tuple[str, Name | None, str], pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def values(self) -> pd.DataFrame:
        """Each person's value of each need, theme and the whole."""
        return item_values(self.ratings)

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """Kind of item → items: need, theme, all (both and the whole)."""
        found = {kind: sorted(self.ratings[kind].dropna().unique()) for kind in ("need", "theme")}
        return found | {"all": [*found["need"], *found["theme"], ""]}

    @cached_property
    def opinions(self) -> Opinions:
        """The ratings of needs that enter the mean over all, as arrays."""
        return self.opinions_under(self.approach.weighting)

    def opinions_under(self, weighting: Name) -> Opinions:
        """Give the ratings of needs that enter the mean over all under a weighting."""
        [(rows, _)] = self.selected("", weighting)
        return opinions_of(rows, self.kinds["need"])

    @property
    def is_unlike(self) -> bool:
        """Whether importance and capacity are rated on different scales, so that there is no gap between them."""
        return not are_alike(self.points)

    @property
    def floor(self) -> float:
        """Mean importance below which a need takes no place in the order of gaps: by default the scale's middle."""
        if self.approach.floor is not None:
            return self.approach.floor
        return sum(self.scales.get("importance", (0.0, 0.0))) / 2

    @cached_property
    def standing(self) -> Standing:
        """Which needs take a place in the order."""
        return stand(self.opinions, self.floor, self.approach)

    @cached_property
    def panel(self) -> pd.DataFrame:
        """The places of needs under other measures, other weightings, and without each country."""
        return estimate_panel(self.standing, self.opinions_under)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Places and tiers of the main order, the places of needs that depend on the method marked."""
        places = estimate_places(self.standing)
        marked = places["item"].isin(depends_on_method(self.panel)) & places["statistic"].eq("rank")
        return places.assign(note=places["note"].mask(marked, "depends_on_method"))

    def quadrants(self, by: str, weighting: Name | None, kind: str) -> pd.DataFrame:
        """Say where needs or themes lie on the plane of importance and capacity, as a whole or in each group."""
        if (by, weighting, kind) not in self._lying:
            self._lying[by, weighting, kind] = pd.concat([pd.DataFrame(), *self._lie(by, weighting, kind)])
        return self._lying[by, weighting, kind]

    def _lie(self, by: str, weighting: Name | None, kind: str) -> Iterator[pd.DataFrame]:
        middles = (sum(self.scales["importance"]) / 2, sum(self.scales["capacity"]) / 2)
        for rows, approach in self.selected(by, weighting):
            for group, part in rows.groupby("group"):
                opinions = opinions_of(part, self.kinds[kind])
                if {"importance", "capacity"} <= opinions.rated.keys():
                    yield estimate_quadrants(opinions, middles, approach).assign(by=by, group=group)

    def selected(self, by: str, weighting: Name | None = None, *, answers_to: str = "") -> Selected:
        """Give the values that enter the numbers of a disaggregation, each part with how it is weighted.

        Args:
            by: the disaggregation.
            weighting: the workshop's own if not given.
            answers_to: a measure whose answers are counted, in place of the ratings.
        """
        key = (by, weighting or self.approach.weighting, answers_to)
        if key not in self._chosen:
            chosen = selections(self._grouped(by, answers_to), by=by, weighting=key[1])
            self._chosen[key] = [(rows, replace(self.approach, weighting=way)) for rows, way in chosen]
        return self._chosen[key]

    def _grouped(self, by: str, answers_to: str) -> pd.DataFrame:
        values = self.values
        if answers_to:
            rated = self.ratings[self.ratings["measure"].eq(answers_to)]
            values = item_values(answer_ratings(rated, self.points), apart=("measure", "choice"))
        if not by or by in values:
            return values
        if by not in self.answers:
            raise EstimateError(Problem(say("The plan groups by «{by}», which no question of the form is.", by=by)))
        answers = self.answers[["row_id", by]].rename(columns={"row_id": "response_id"})
        return values.merge(answers, on="response_id", how="left")

    def refuse_too_little(self) -> None:
        """Refuse a survey from which nothing can be said.

        Raises:
            EstimateError: nobody rated anything, or one country alone is to be weighted against others.
        """
        rated = self.ratings.dropna(subset=["value"])
        if rated.empty:
            what = say("No rating was given: every answer is blank or a non-answer.")
            raise EstimateError(Problem(what, remedy=say("Check the columns of [sources.responses] and the scales.")))
        countries = sorted(set(rated.loc[rated["delegation"] == "national", "country"]))
        if self.approach.weighting in EQUAL and len(countries) < 2:
            what = say(
                "Only {n} national delegation rated needs ({names}): countries cannot be weighted equally.",
                n=len(countries),
                names=", ".join(countries) or "–",
            )
            remedy = say(
                'Check the country column and [delegations], or set weighting = "each_person" under [assessment].'
            )
            raise EstimateError(Problem(what, remedy=remedy))
