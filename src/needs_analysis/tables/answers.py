"""The questions of a form and the answers to them, as a release has them."""

from __future__ import annotations

from dataclasses import dataclass

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, Nested, list_estimates
from needs_analysis.tables.label import tame

NUMBERS = ("mean", "median", "total")
OUTSIDE = "outside_choices"
Key = tuple[str, str]


@dataclass(frozen=True)
class Answers:
    """The estimates of one question in one group.

    Attributes:
        shares: answer → its share, in the form's order.
        numbers: mean, median, total → the number.
        ratios: lower question → the ratio.
        answered: how many answered a question that is only counted; None for all others.
    """

    shares: dict[str, Estimate]
    numbers: dict[str, Estimate]
    ratios: dict[str, Estimate]
    answered: Estimate | None

    @property
    def lines(self) -> dict[Key, Estimate]:
        """All estimates by what they are: statistic, and the answer or lower question."""
        return {
            **{("share", choice): share for choice, share in self.shares.items()},
            **{(name, ""): number for name, number in self.numbers.items()},
            **{("ratio", below): ratio for below, ratio in self.ratios.items()},
            **({} if self.answered is None else {("count", ""): self.answered}),
        }

    @property
    def n(self) -> Estimate:
        """An estimate that says how many answered, if any may."""
        found = list(self.lines.values())
        known = [estimate for estimate in found if estimate.n is not None]
        return next(iter([*known, *found]), Estimate(note="no_answers"))


Questions = dict[str, dict[str, Answers]]


def select_questions(release: Release, by: str = "") -> Questions:
    """Give the answers to each question, in the form's order, group by group; the whole has the group "".

    >>> answers = select_questions(release)["content"][""]
    >>> answers.shares["yes"].value, answers.n.n
    (0.75, 16)
    """
    return {code: dict(found) for code, found in release.once(_questions, by).items()}


def list_splits(release: Release) -> list[str]:
    """List the disaggregations of questions.

    >>> list_splits(release)
    ['country']
    """
    splits = release.estimates.loc[release.estimates["measure"].eq("question"), "by"].dropna().unique()
    first = [by for by in ("country", "agency_type", "delegation") if by in splits]
    return list(dict.fromkeys([*first, *splits]))


def say_question(release: Release, code: str, language: str) -> str:
    """Give a question's words.

    >>> say_question(release, "content", "en")
    'Are you content with the workshop?'
    """
    return tame(release.label("question", code, language))


def say_choice(release: Release, question: str, code: str, language: str) -> str:
    """Give an answer's words, as its question has them.

    >>> say_choice(release, "content", "yes", "ru")
    'Да'
    """
    if code == OUTSIDE:
        return say("An answer that the form does not offer", language=language)
    return tame(release.label("answer", code, language, parent=question))


def is_several(release: Release, question: str) -> bool:
    """Whether a question takes several answers, so that its shares add up to more than the whole.

    >>> is_several(release, "content")
    False
    """
    return question in release.manifest.get("several", [])


def _questions(release: Release, by: str) -> Questions:
    rows = release.select(measure="question", by=by)
    codes = [rows[name].fillna("") for name in ("item", "group", "statistic", "choice")]
    nested: dict[str, dict[str, Nested]] = {}
    for item, group, statistic, choice, estimate in zip(*codes, list_estimates(rows), strict=True):
        nested.setdefault(item, {}).setdefault(group, {}).setdefault(statistic, {})[choice] = estimate
    found = {item: {group: _answers(each) for group, each in groups.items()} for item, groups in nested.items()}
    order = [*(code for code in release.codes("question") if code in found), *found]
    return {code: found[code] for code in dict.fromkeys(order)}


def _answers(by: Nested) -> Answers:
    numbers = {name: found[""] for name, found in by.items() if name in NUMBERS}
    counted = by.get("count", {}).get("")
    return Answers(by.get("share", {}), numbers, by.get("ratio", {}), counted)
