"""The evaluation of the event as displays use it: which statements there are, and the numbers of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from needs_analysis.language import say, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, as_estimates, nest_estimates
from needs_analysis.tables.label import say_label, tame

COMPARED = ("knowledge", "confidence")
Numbers = dict[tuple[str, str], Estimate]


@dataclass(frozen=True)
class Evaluated:
    """A statement, or an objective over its statements: its code, what it asks about, its numbers.

    `numbers` are named by statistic and choice: ("mean", "before"), ("p_holm", ""), …
    """

    code: str
    asks: str
    numbers: Numbers

    def __getitem__(self, name: tuple[str, str] | str) -> Estimate:
        """Return one number; one that the release does not have is without a value."""
        return self.numbers.get((name, "") if isinstance(name, str) else name, Estimate())


def list_statements(release: Release, *asks: str) -> list[Evaluated]:
    """List the statements about these, in the order they were asked in.

    >>> [found.code for found in list_statements(release, "knowledge", "confidence")]
    ['q1', 'q2', 'q3']
    """
    items = _about(release).get("items", [])
    found = [(item["field"], item["asks"]) for item in items if item["asks"] in asks]
    listed = [Evaluated(code, kind, dict(release.once(_numbers, kind, code))) for code, kind in found]
    return [one for one in listed if one.numbers]


def objective_numbers(release: Release, objective: str, asks: str) -> Evaluated:
    """Give the numbers over all statements of one kind that belong to an objective.

    >>> objective_numbers(release, "needs", "satisfaction")["mean", "after"].value
    4.2
    """
    return Evaluated(objective, asks, dict(release.once(_numbers, asks, objective)))


def overall(release: Release) -> list[Evaluated]:
    """List the statements on satisfaction with the event as a whole.

    >>> [found.code for found in overall(release)]
    ['all']
    """
    apart = {item["field"] for item in _about(release).get("items", []) if not item["objective"]}
    return [found for found in list_statements(release, "satisfaction") if found.code in apart]


def count_forms(release: Release) -> dict[str, Estimate]:
    """Give the counts of forms: before, after, pairs, unmatched_before, unmatched_after, ambiguous, no_code.

    >>> count_forms(release)["pairs"].value
    12.0
    """
    return as_estimates(release.select(statistic="count", measure="evaluation", by=""), "choice")


def is_retrospective(release: Release) -> bool:
    """Say whether both times were asked afterwards in one form.

    >>> is_retrospective(release)
    False
    """
    return _about(release).get("design") == "retrospective"


def ends_of_scale(release: Release) -> tuple[float, float]:
    """Give the lowest and the highest answer.

    >>> ends_of_scale(release)
    (1.0, 5.0)
    """
    low, high = _about(release)["scale"]
    return float(low), float(high)


def say_statement(release: Release, code: str, language: str) -> str:
    """Give the words of a statement.

    >>> say_statement(release, "q1", "en")
    'I can explain what a risk is made of'
    """
    return say_label(release, "question", code, language)


def say_objective(release: Release, code: str, language: str) -> str:
    """Give an objective in the event's own words.

    >>> say_objective(release, "needs", "ru")
    'Выявить потребности'
    """
    texts = {each["id"]: each["text"] for each in release.manifest["objectives"]}.get(code, {})
    return tame(str(texts.get(language) or texts.get("en") or code))


def say_top_two(release: Release, language: str) -> str:
    """Name the two highest answers.

    >>> say_top_two(release, "en")
    '4 or 5'
    """
    high = ends_of_scale(release)[1]
    words = {"one": say_number(high - 1, language, digits=0), "two": say_number(high, language, digits=0)}
    return say("{one} or {two}", language=language, **words)


def say_no_evaluation(language: str) -> str:
    """Say that there is nothing to tell."""
    return say("This workspace has no evaluation of the event before and after it.", language=language)


def _about(release: Release) -> dict[str, Any]:
    return dict(release.manifest.get("evaluation") or {})


def _numbers(release: Release, measure: str, item: str) -> Numbers:
    rows = release.select(measure=measure, item=item, by="")
    nested = nest_estimates(rows, "statistic", "choice")
    return {(statistic, choice): found for statistic, some in nested.items() for choice, found in some.items()}
