"""The profile of one group, a country or a type of agency: its means beside those of all national delegations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, nest_estimates, select_means
from needs_analysis.tables.order import list_measures

Means = dict[str, Estimate]


@dataclass(frozen=True)
class Profile:
    """What one group reported: item → estimate.

    `means` holds them by measure; `ordering`, `region` and `shrunken` are those of the measure that orders needs: of
    the group, of all national delegations, and of the group drawn towards all by how uncertain its own mean is. Needs
    and themes are listed from the group's largest number to its smallest, those without one last.
    """

    by: str
    group: str
    kinds: tuple[str, ...]
    means: Mapping[str, Means]
    ordering: Means
    region: Means
    shrunken: Means
    needs: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def numbers(self) -> bool:
        """Whether any need or theme has a number."""
        return bool(self.placed or self.placed_themes)

    @property
    def placed(self) -> list[str]:
        """The needs that have a number, from the largest to the smallest."""
        return [code for code in self.needs if self.ordering[code].value is not None]

    @property
    def placed_themes(self) -> list[str]:
        """The themes that have a number, from the largest to the smallest."""
        return [code for code in self.themes if self.ordering[code].value is not None]

    @property
    def measures(self) -> dict[str, Means]:
        """The measures of which any need or theme has a number."""
        return {measure: found for measure, found in self.means.items() if _any_number(found)}

    @property
    def drawn(self) -> bool:
        """Whether any mean is given drawn towards all."""
        return _any_number(self.shrunken)

    def difference(self, item: str) -> float | None:
        """How far the group's mean is above that of all national delegations; None where either is not given."""
        own, all_ = self.ordering.get(item, Estimate()).value, self.region.get(item, Estimate()).value
        return None if own is None or all_ is None else own - all_


def read_profile(release: Release, *, by: str, group: str) -> Profile:
    """Take the profile of a group out of a release; no group at all has an empty one.

    Raises:
        ReleaseError: the release has no such group: a misspelt code is no group that answered nothing.

    >>> found = read_profile(release, by="country", group="KGZ")
    >>> found.needs[0], round(found.difference("RSK-1"), 1)
    ('RSK-2', -0.7)
    """
    return release.once(_read_profile, by, group)


def _read_profile(release: Release, by: str, group: str) -> Profile:
    _refuse_unknown(release, by, group)
    measures, order = list_measures(release), str(release.manifest["order"])
    means = {measure: _select(release, "mean", measure, by=by, group=group) for measure in measures}
    ordering = means.get(order, {})
    return Profile(
        by,
        group,
        tuple(release.manifest["nesting"][by].get(group, ())),
        means,
        ordering,
        select_means(release, order),
        _select(release, "shrunken_mean", order, by=by, group=group),
        needs=_in_order(release.codes("need"), ordering),
        themes=_in_order(release.codes("theme"), ordering),
    )


def _refuse_unknown(release: Release, by: str, group: str) -> None:
    known = release.groups(by, "en")
    if group and group not in known:
        what = say("The release has no group «{group}» by {by}.", group=group, by=by)
        remedy = say("It has: {names}", names=", ".join(known) or "–")
        raise ReleaseError(Problem(what, remedy=remedy))


def _select(release: Release, statistic: str, measure: str, *, by: str, group: str) -> Means:
    """Means of one group by item; where there are several weightings, the release's own comes before the others."""
    if not group:
        return {}
    rows = release.select(statistic=statistic, measure=measure, by=by, group=group)
    weighted = nest_estimates(rows, "weighting", "item")
    own = weighted.pop(str(release.manifest["weighting"]), {})
    return {item: estimate for found in [*weighted.values(), own] for item, estimate in found.items()}


def _any_number(found: Means) -> bool:
    return any(estimate.value is not None for estimate in found.values())


def _in_order(codes: list[str], means: Means) -> tuple[str, ...]:
    known = [code for code in codes if code in means]
    return tuple(sorted(known, key=lambda code: (means[code].value is None, -(means[code].value or 0.0))))
