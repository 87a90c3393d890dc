"""What the responses ask: from the XLSForm where there is one, else from the register of needs and the scales."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from needs_analysis.columns import CHOICES, QUESTIONS, records
from needs_analysis.errors import InputError, Problem, SettingsError
from needs_analysis.language import LANGUAGES, say
from needs_analysis.reading.form import fields_asked, read_form
from needs_analysis.reading.grid import read_grid
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import SETTINGS, Workshop

MEASURES = ("importance", "capacity")


@dataclass(frozen=True)
class Questionnaire:
    """The declared tables of questions and choices, and the heading under which each question was exported."""

    questions: pd.DataFrame
    choices: pd.DataFrame
    asked: dict[str, str]


def read_questionnaire(workshop: Workshop, needs: pd.DataFrame) -> Questionnaire:
    """Read what was asked.

    Raises:
        InputError: the form cannot be used, or neither form nor register says which heading rates which need.
        SettingsError: a measure is asked without a form, and `workshop.toml` states no scale for it.
    """
    source = workshop.settings.sources["responses"]
    if not source.form:
        return _from_register(workshop, needs)
    questions, choices = read_form(workshop.path(source.form), shown=source.form)
    _refuse_unknown_needs(questions, needs, source.form)
    _refuse_without_scale(questions, choices, source.form)
    grid, _ = read_grid(workshop.path(source.file), sheet=source.sheet, header_row=source.header_row, shown=source.file)
    headings = grid[source.header_row - 1] if len(grid) >= source.header_row else []
    return Questionnaire(questions, choices, fields_asked(questions, headings))


def _from_register(workshop: Workshop, needs: pd.DataFrame) -> Questionnaire:
    measures = [measure for measure in MEASURES if measure in needs]
    if not measures:
        what = say(
            "Nothing says which column rates which need: name a form, or add a column «importance» to the needs."
        )
        raise InputError(Problem(what, file=workshop.settings.registers.needs or SETTINGS))
    questions, asked = [], {}
    problems: list[Problem] = []
    for measure in measures:
        for need in records(needs[needs[measure] != ""]):
            field = f"{need['need_id']}_{measure}"
            if squashed(need[measure]) in asked:
                problems.append(_claimed_twice(squashed(need[measure]), workshop.settings.registers.needs))
            asked[squashed(need[measure])] = field
            questions.append(
                {
                    "table": "responses",
                    "field": field,
                    "type": "select_one",
                    "choices": measure,
                    "need": need["need_id"],
                    "measure": measure,
                    "label": need["label_en"],
                }
            )
    if problems:
        raise InputError(problems)
    choices = [row for measure in measures for row in _scale(workshop, measure)]
    return Questionnaire(QUESTIONS.frame(questions), CHOICES.frame(choices), asked)


def _claimed_twice(heading: str, register: str) -> Problem:
    what = say("Two needs or measures are rated under the one heading «{heading}».", heading=heading)
    return Problem(what, file=register, remedy=say("Give each need the heading of its own column."))


def _scale(workshop: Workshop, measure: str) -> list[dict[str, object]]:
    labels = workshop.settings.scales.get(measure)
    if not labels:
        what = say(
            "State the scale of «{measure}»: [scales.{measure}] with a line «label = value» for each answer.",
            measure=measure,
        )
        raise SettingsError(Problem(what, file=SETTINGS))
    rows: list[dict[str, object]] = [
        {"choices": measure, "code": str(value), "value": value, "label": label} for label, value in labels.items()
    ]
    rows += [
        {"choices": measure, "code": str(value), "value": value, "label": str(value)}
        for value in sorted(set(labels.values()))
    ]
    for answer in records(read_register("non_answers")):
        words = [
            answer["code"],
            *(answer[f"label_{language}"] for language in LANGUAGES),
            *spellings(answer["variants"]),
        ]
        rows += [{"choices": measure, "code": answer["code"], "label": word} for word in dict.fromkeys(words)]
    return rows


def _refuse_without_scale(questions: pd.DataFrame, choices: pd.DataFrame, form: str) -> None:
    """Refuse questions that rate a need without a scale of numbers, and one measure asked on two scales."""
    rated = questions[questions["measure"].isin(MEASURES)]
    numbers = choices.dropna(subset=["value"]).groupby("choices")["value"].agg(["min", "max"])
    bare = rated[~rated["choices"].isin(numbers.index)]
    remedy = say("Ask it with select_one from a list whose names are the numbers of the scale.")
    problems = [
        Problem(say("A rating needs a scale of numbers."), file=form, sheet="survey", column=field, remedy=remedy)
        for field in bare["field"]
    ]
    for measure, asked in rated[rated["choices"].isin(numbers.index)].groupby("measure"):
        ends = numbers.loc[asked["choices"].unique()].drop_duplicates()
        if len(ends) > 1:
            shown = ", ".join(f"{low:g}–{high:g}" for low, high in ends.itertuples(index=False))
            what = say("{measure} is asked on several scales: {scales}.", measure=measure, scales=shown)
            problems.append(Problem(what, file=form, sheet="survey", remedy=say("Use one scale for one measure.")))
    if problems:
        raise InputError(problems)


def _refuse_unknown_needs(questions: pd.DataFrame, needs: pd.DataFrame, form: str) -> None:
    known = {*needs["need_id"], *needs["theme_id"], ""}
    unknown = questions[~questions["need"].fillna("").isin(known)]
    if len(unknown):
        remedy = say("Correct the column «need» of the form, or add the need to the register.")
        raise InputError(
            [
                Problem(
                    say("Need «{need}» is not in the register.", need=row["need"]),
                    file=form,
                    sheet="survey",
                    column=row["field"],
                    remedy=remedy,
                )
                for row in records(unknown)
            ]
        )
