"""What the responses ask: from the XLSForm where there is one, else from the register of needs and the scales."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from needs_analysis.columns import CHOICE_LABELS, CHOICES, QUESTION_LABELS, QUESTIONS, records
from needs_analysis.errors import InputError, Problem, SettingsError
from needs_analysis.language import LANGUAGES, say
from needs_analysis.reading.form import read_forms
from needs_analysis.reading.form.ratings import MEASURES, refuse_unusable
from needs_analysis.registers.files import read_register, spellings
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import SETTINGS, Workshop


@dataclass(frozen=True)
class Questionnaire:
    """What is asked.

    Attributes:
        questions: the declared table of questions.
        labels: their words in each language.
        choices: the answers allowed, in every spelling.
        choice_labels: the answers' words in each language of the form.
        asked: heading → field where the register, and no form, says what is asked.
        warnings: what a person should know about the form.
    """

    questions: pd.DataFrame
    labels: pd.DataFrame
    choices: pd.DataFrame
    choice_labels: pd.DataFrame = field(default_factory=lambda: CHOICE_LABELS.frame([]))
    asked: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def read_questionnaire(workshop: Workshop, needs: pd.DataFrame) -> Questionnaire:
    """Read what was asked.

    Raises:
        InputError: the form cannot be used, or neither form nor register says which heading rates which need.
        SettingsError: a measure is asked without a form, and `workshop.toml` states no scale for it.
    """
    source = workshop.settings.sources["responses"]
    names = source.all_forms
    if not names:
        return _from_register(workshop, needs)
    form = read_forms({name: workshop.path(name) for name in names}, renamed=source.renamed)
    refuse_unusable(form, needs, shown=names[-1])
    return Questionnaire(form.questions, form.labels, form.choices, form.choice_labels, warnings=form.warnings)


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
    labels = [{**{name: row[name] for name in ("table", "field", "label")}, "language": ""} for row in questions]
    return Questionnaire(QUESTIONS.frame(questions), QUESTION_LABELS.frame(labels), CHOICES.frame(choices), asked=asked)


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
