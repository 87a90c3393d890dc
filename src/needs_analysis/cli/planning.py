"""The analysis plan of a workspace: its own, held against the form, or the package's with what the form adds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.form_plan import left_out, plan_from_form
from needs_analysis.assessment.grammar import GROUPS, LIST, NEED_MEASURES
from needs_analysis.assessment.plan import REQUIRED, read_plan
from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import PLAN, records, unguarded
from needs_analysis.errors import InputError, OutputError, Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.registers.files import read_register_file
from needs_analysis.workshop import SETTINGS, Workshop
from needs_analysis.writing import write_csv

NUMERIC = ("mean", "median", "total", "ratio")


def plan_of(workshop: Workshop, survey: FormAnswers, *, rates_needs: bool) -> pd.DataFrame:
    """Give the plan that a workspace uses.

    Args:
        workshop: names a plan of its own, or none.
        survey: the form and its answers.
        rates_needs: whether any question rates a need.

    Raises:
        InputError: a line of its own plan asks for what is not there.
        SettingsError: `[assessment] by` names what is no question with one choice.
    """
    settings = workshop.settings.assessment
    if settings.plan:
        path = workshop.path(settings.plan)
        plan = read_plan(path)
        refuse_misfits(path, survey, weightings=("each_person", *(["design"] if settings.design else [])))
        return plan
    _refuse_unknown_groups(survey, settings.by)
    usual = read_plan()
    usual = usual if rates_needs else usual[usual["measure"].isin(LIST)]
    made = plan_from_form(survey, bys=[*_grouped(survey), *settings.by], personal=personal_fields(survey))
    made = made[~made["item"].isin(_weighing(workshop))]
    return PLAN.frame(pd.concat([usual, made]).drop_duplicates())


def write_plan(workshop: Workshop, plan: pd.DataFrame, *, force: bool) -> Path:
    """Write a plan into the workspace, for a person to edit.

    Raises:
        OutputError: there is one already.
    """
    path = workshop.path("plan.csv")
    if path.exists() and not force:
        remedy = say("Edit it, or write it anew with --force: what was changed in it is lost then.")
        raise OutputError(Problem(say("There is a plan already."), file=path.name, remedy=remedy))
    return write_csv(path, plan)


def untabulated(workshop: Workshop, survey: FormAnswers, plan: pd.DataFrame) -> dict[str, int]:
    """Count the questions that a plan does not tabulate, by reason; those of repeat groups too."""
    lines = plan[plan["measure"].eq("question")]
    reasons = dict.fromkeys(_weighing(workshop), "technical") | left_out(survey, personal_fields(survey))
    missing = [field for field in survey.asked if field not in {*lines["item"], *lines["over"]}]
    found = pd.Series([reasons.get(field, "not_planned") for field in missing], dtype="str").value_counts()
    repeated = int(survey.questions["table"].ne("responses").sum())
    return {**{str(reason): int(n) for reason, n in found.items()}, **({"repeat": repeated} if repeated else {})}


def personal_fields(survey: FormAnswers) -> set[str]:
    """Name the fields of the responses that ask for personal data."""
    return set(kinds_by_heading(Subject("responses", survey.answers, survey.questions)))


def refuse_misfits(path: Path, survey: FormAnswers, *, weightings: Collection[str]) -> None:
    """Refuse a plan with lines about what is not there: all of them at once.

    Args:
        path: the plan.
        survey: the form and its answers.
        weightings: what a line about a question may be weighted by.

    Raises:
        InputError: with file, line and the nearest right name.
    """
    problems = [
        Problem(what, file=path.name, row=line)
        for line, row in enumerate(records(unguarded(read_register_file(path, REQUIRED))), 2)
        for what in _misfits(row, survey, weightings)
    ]
    if problems:
        raise InputError(problems)


def _misfits(row: dict[str, str], survey: FormAnswers, weightings: Collection[str]) -> Iterator[str]:
    if row["by"] not in GROUPS and not _may_group(survey, row["by"]):
        yield _say_no_group(survey, row["by"])
    if row["measure"] in NEED_MEASURES and not _is_rated(survey, row["measure"]):
        yield say("No question of the form rates needs by {measure}.", measure=row["measure"])
    if row["measure"] != "question":
        return
    for name in filter(None, (row["item"], row.get("over", ""))):
        if name not in survey.asked:
            yield say("The form has no question «{name}»{hint}", name=name, hint=nearest(name, list(survey.asked)))
        elif row["statistic"] == "share" and survey.kind(name) not in ("one", "several"):
            yield say("Shares need choices; «{name}» is a question of type {type}.", **_typed(survey, name))
        elif row["statistic"] in NUMERIC and not _is_numeric(survey, name):
            yield say("«{name}» holds no numbers: it is a question of type {type}.", **_typed(survey, name))
    weighting = row.get("weighting", "")
    if weighting and weighting not in weightings:
        shown = ", ".join(weightings)
        yield say("Questions cannot be weighted by «{name}»; known are: {names}.", name=weighting, names=shown)


def _is_rated(survey: FormAnswers, measure: str) -> bool:
    """Whether the form asks for a measure of needs; the gap needs both of its ends."""
    asked = set(survey.questions.loc[survey.questions["need"].notna(), "measure"])
    return {"importance", "capacity"} <= asked if measure == "gap" else measure in asked


def _typed(survey: FormAnswers, name: str) -> dict[str, str]:
    return {"name": name, "type": survey.asked[name]["type"]}


def _is_numeric(survey: FormAnswers, name: str) -> bool:
    kind = survey.kind(name)
    return kind == "number" or (kind == "one" and any(pd.notna(value) for value in survey.listed(name).values()))


def _may_group(survey: FormAnswers, by: str) -> bool:
    return by in survey.asked and survey.kind(by) == "one"


def _say_no_group(survey: FormAnswers, by: str) -> str:
    known = [*filter(None, GROUPS), *(name for name in survey.asked if _may_group(survey, name))]
    return say("«{name}» is no question with one choice to group by{hint}", name=by, hint=nearest(by, known))


def _refuse_unknown_groups(survey: FormAnswers, names: Collection[str]) -> None:
    wrong = [_say_no_group(survey, name) for name in names if not _may_group(survey, name)]
    if wrong:
        raise SettingsError([Problem(f"[assessment] by: {what}", file=SETTINGS) for what in wrong])


def _weighing(workshop: Workshop) -> list[str]:
    """Name the fields that say how much each respondent weighs, which is no answer."""
    design = workshop.settings.assessment.design
    return [] if design is None else [name for name in (design.weight, design.population) if name]


def _grouped(survey: FormAnswers) -> list[str]:
    """Name the disaggregations that part the respondents at all."""
    return [by for by in filter(None, GROUPS) if survey.people[by].fillna("").nunique() > 1]
