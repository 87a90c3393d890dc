"""The questions of a form estimated: shares, means, medians, totals and ratios, each group a domain of the whole.

Nobody is deleted to look at a group, and no group is left out. Who gave no answer to a question, or was not asked it,
is outside its base. «Don't know» and the like are choices of their own in shares, and no numbers in means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from needs_analysis.assessment.dominated import dominated_groups, note_dominated, note_extremes
from needs_analysis.assessment.form_answers import Coded, Floats, FormAnswers, Groups
from needs_analysis.columns import ESTIMATES, PLAN, records
from needs_analysis.methods.designs import Design, survey_design
from needs_analysis.methods.domains import Domains, domain_ratios
from needs_analysis.methods.estimators import Estimate, estimate_total
from needs_analysis.methods.medians import domain_medians
from needs_analysis.methods.proportions import Interval, proportion_interval, wilson_interval
from needs_analysis.methods.quantiles import Rule

Row = dict[str, object]
EACH_PERSON, DESIGN = "each_person", "design"
NOBODY = ("no_answers", "single_respondent")


@dataclass(frozen=True)
class Rules:
    """How intervals, medians and ratios are made, where there is a choice.

    Attributes:
        share: way of a share's interval; blank for Wilson's without a design, and Korn and Graubard's with one.
        freedom: whose degrees of freedom t intervals take: of the group itself, or of the whole design (narrower).
        median: rule for ties.
        numerator_blank: what a ratio does with rows that answered the lower question only.
        denominator_zero: what it does with rows whose lower answer is zero.
    """

    share: Literal["", "wilson", "korn_graubard", "logit", "t"] = ""
    freedom: Literal["group", "design"] = "group"
    median: Rule = "school"
    numerator_blank: Literal["left_out", "zero"] = "left_out"
    denominator_zero: Literal["kept", "left_out"] = "kept"


USUAL = Rules()


def estimate_questions(
    plan: pd.DataFrame, survey: FormAnswers, *, design: Design | None = None, rules: Rules = USUAL
) -> pd.DataFrame:
    """Compute the plan's lines about questions of the form.

    Args:
        plan: what to compute, as `read_plan` or `plan_from_form` give it; a line's weighting is each_person, design,
            or blank for the design where there is one.
        survey: the form and its answers.
        design: weights, strata and clusters of the rows; without one each person counts once.
        rules: how intervals, medians and ratios are made.

    Returns:
        Estimates of measure `question`: item is the field; choice is the answer of a share, and the lower question of a
        ratio; n is how many of the group answered (of a ratio, both).

    >>> answers = pd.DataFrame({"age": ["30", "40", "50", None]})
    >>> question = {"table": "responses", "field": "age", "type": "integer", "choices": ""}
    >>> choices = pd.DataFrame({"choices": [], "code": [], "value": []})
    >>> survey = FormAnswers(answers, pd.DataFrame(), pd.DataFrame([question]), choices)
    >>> plan = PLAN.frame([{"statistic": "mean", "measure": "question", "item": "age"}])
    >>> estimate_questions(plan, survey)[["value", "n"]].to_dict("records")
    [{'value': 40.0, 'n': 3}]
    """
    lines = PLAN.frame(plan[plan["measure"].eq("question")]).fillna("")
    if lines.empty:
        return ESTIMATES.frame([])
    designs = {EACH_PERSON: survey_design(np.ones(len(survey.answers)))} | ({DESIGN: design} if design else {})
    groups = {by: survey.groups(by) for by in lines["by"].unique()}
    rows: list[Row] = []
    for item, mine in lines.groupby("item", sort=False):
        answers = _Answers(survey, str(item))
        for line in records(mine):
            weighting = line["weighting"] or list(designs)[-1]
            made = _Made(answers, groups[line["by"]], designs[weighting], weighting, rules)
            fixed = {name: line[name] for name in ("statistic", "measure", "item", "by")} | {"weighting": weighting}
            rows += [fixed | row for row in STATISTICS[line["statistic"]](made, line)]
    return ESTIMATES.frame(rows)


@dataclass(frozen=True)
class _Answers:
    """The answers to one question, read once for all that is computed of them."""

    survey: FormAnswers
    field: str

    @cached_property
    def coded(self) -> Coded:
        return self.survey.coded(self.field)

    @cached_property
    def numbers(self) -> Floats:
        return self.survey.numbers(self.field)


@dataclass(frozen=True)
class _Made:
    """What one line of the plan is computed from."""

    answers: _Answers
    groups: Groups
    design: Design
    weighting: str
    rules: Rules

    def ratios(self, above: Any, below: Any = None) -> Domains:
        """Estimate over the groups; without a lower variable, means."""
        ones = np.ones(len(self.groups.at)) if below is None else below
        return domain_ratios(self.design, above, ones, self.groups.at, size=len(self.groups.names))

    def is_number(self, field: str) -> bool:
        """Whether a question asks for a number, rather than for a place on a scale."""
        return self.answers.survey.kind(field) == "number"

    def dominated(self, field: str, answers: Floats) -> list[bool]:
        """Say of each group whether one or two answers make up nearly all; of places on a scale none do."""
        if not self.is_number(field):
            return [False] * len(self.groups.names)
        return dominated_groups(self.design.weights * answers, self.groups.at, len(self.groups.names))

    def row(self, found: Estimate, group: str, interval: Interval | None, **further: object) -> Row:
        """Give the row of one estimate."""
        low, high = interval or (None, None)
        numbers = {name: getattr(found, name) for name in ("value", "se", "n", "n_eff", "note")}
        return {"group": group, "low": low, "high": high, **numbers, **further}

    def t_interval(self, found: Estimate) -> Interval | None:
        """Give the t interval."""
        return found.interval(inside=self.rules.freedom == "group")

    def deff(self, domains: Domains, place: int, column: int = 0) -> float | None:
        """Give the design effect, where the design comes from the data."""
        return float(domains.deff[place, column]) if self.weighting == DESIGN else None


def _shares(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    coded = made.answers.coded
    found = made.ratios(coded.chosen)
    way = made.rules.share or ("korn_graubard" if made.weighting == DESIGN else "wilson")
    one = made.answers.survey.kind(line["item"]) == "one"
    for place, group in enumerate(made.groups.names):
        agreed = found.value[place] == 1
        for column, code in enumerate(coded.codes):
            share = _noted(found.estimate(place, column), agreed=bool(agreed.any() if one else agreed[column]))
            yield made.row(
                share,
                group,
                _share_interval(made, share, way),
                choice=code,
                deff=made.deff(found, place, column),
                method=f"share_{way}",
            )


def _noted(share: Estimate, *, agreed: bool) -> Estimate:
    """Say that nothing varies only where all gave one answer, not where nobody gave this one of several."""
    return share if agreed or share.note != "no_variation" else replace(share, note="")


def _share_interval(made: _Made, share: Estimate, way: str) -> Interval | None:
    if share.value is None or share.note in NOBODY:
        return None
    if way == "wilson":
        return wilson_interval(share.value, share.n)
    if way == "t":
        return made.t_interval(share)
    return proportion_interval(share, way="logit" if way == "logit" else "korn_graubard")


def _means(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    values = made.answers.numbers
    found, dominated = made.ratios(values[:, None]), made.dominated(line["item"], values)
    for place, group in enumerate(made.groups.names):
        mean = note_dominated(found.estimate(place, 0), dominated=dominated[place])
        yield made.row(mean, group, made.t_interval(mean), deff=made.deff(found, place), method="mean_t")


def _medians(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    values, rules, is_number = made.answers.numbers, made.rules, made.is_number(line["item"])
    found = domain_medians(
        made.design, values, made.groups.at, len(made.groups.names), rule=rules.median, inside=rules.freedom == "group"
    )
    for place, (group, (median, interval)) in enumerate(zip(made.groups.names, found, strict=True)):
        noted = note_extremes(median, interval, values[made.groups.at == place]) if is_number else median
        yield made.row(noted, group, interval, method=f"median_woodruff_{rules.median}")


def _totals(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    values = made.answers.numbers
    dominated = made.dominated(line["item"], values)
    for place, group in enumerate(made.groups.names):
        total = estimate_total(made.design, values, made.groups.at == place)
        total = note_dominated(total, dominated=dominated[place])
        yield made.row(total, group, made.t_interval(total), method="total_t")


def _ratios(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    above, below = made.answers.numbers, made.answers.survey.numbers(line["over"])
    if made.rules.numerator_blank == "zero":
        above = np.where(np.isnan(above) & ~np.isnan(below), 0.0, above)
    if made.rules.denominator_zero == "left_out":
        below = np.where(below == 0, np.nan, below)
    found = made.ratios(above[:, None], below)
    both = ~np.isnan(above + below)
    ends = [
        made.dominated(line[name], np.where(both, each, np.nan)) for name, each in (("item", above), ("over", below))
    ]
    for place, group in enumerate(made.groups.names):
        ratio = note_dominated(found.estimate(place, 0), dominated=any(end[place] for end in ends))
        yield made.row(
            ratio,
            group,
            made.t_interval(ratio),
            choice=line["over"],
            deff=made.deff(found, place),
            method="ratio_t",
        )


def _counts(made: _Made, line: dict[str, str]) -> Iterator[Row]:
    answered = made.answers.survey.is_answered(line["item"])
    counts = np.bincount(made.groups.at[answered], minlength=len(made.groups.names))
    for group, n in zip(made.groups.names, counts.tolist(), strict=True):
        note = "" if n else "no_answers"
        yield {"group": group, "value": n, "n": n, "method": "count", "note": note, "weighting": ""}


STATISTICS = {
    "share": _shares,
    "mean": _means,
    "median": _medians,
    "total": _totals,
    "ratio": _ratios,
    "count": _counts,
}
