"""What explains a release: the words for its codes, the account of the data, and what it says of itself."""

from __future__ import annotations

import platform
from datetime import date
from importlib.metadata import version
from typing import Any

import pandas as pd

from needs_analysis.cleaning.account import count_changes
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.arrival import workshop_needs
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.assistance import assistance_labels
from needs_analysis.cli.evaluating import describe_evaluation
from needs_analysis.cli.own_words import own_inputs, own_words, recommended_countries
from needs_analysis.cli.quoting import Quoted
from needs_analysis.cli.wording import need_question_labels, non_answer_labels, question_labels
from needs_analysis.columns import LABELS
from needs_analysis.language import LANGUAGES, say, translate
from needs_analysis.registers.agencies import agency_labels
from needs_analysis.registers.countries import country_label
from needs_analysis.registers.files import label_rows, read_register
from needs_analysis.registers.needs import need_labels
from needs_analysis.reporting.notebooks import read_notebook
from needs_analysis.workshop import Chapter, Edition, Workshop

PACKAGES = ("needs-analysis", "pandas", "numpy", "scipy", "highspy", "plotly", "papermill", "nbconvert")
COMMAND = "needs-analysis run"


def explain(workshop: Workshop, data: CleanData, assessed: Assessed, quoted: Quoted) -> dict[str, pd.DataFrame]:
    """Gather the words and the account that explain the estimates of every edition."""
    words = own_words(workshop)
    labels = _labels(workshop, data, assessed, quoted) + recommended_countries(words["recommendations"])
    return words | {
        "labels": LABELS.frame(_once(labels)),
        "activities": assessed.activities,
        "sources": data.parts["sources"],
        "account": data.parts["account"],
        "changes": count_changes(_without_names(data.parts["cleaning_log"])),
        "issues": data.parts["issues"],
        "comments": quoted.released,
    }


def _without_names(log: pd.DataFrame) -> pd.DataFrame:
    """Call every rule that is none of the register's a correction by hand: it may be a person's name."""
    known = log["rule"].isin(read_register("rules")["code"])
    return log.assign(rule=log["rule"].where(known, "hand"))


def describe_release(workshop: Workshop, assessed: Assessed) -> dict[str, Any]:
    """Say what a release of any edition says of itself."""
    settings = workshop.settings
    return {
        "workshop": settings.workshop.model_dump(mode="json"),
        "objectives": [objective.model_dump() for objective in settings.objectives],
        "evaluation": describe_evaluation(workshop),
        "weighting": settings.assessment.weighting,
        "order": assessed.about["order"],
        "floor": assessed.about["floor"],
        "scales": {measure: list(ends) for measure, ends in assessed.about["scales"].items()},
        "as_of": assessed.about["as_of"],
        "sampled": settings.assessment.design is not None,
        "untabulated": assessed.about["untabulated"],
        "several": assessed.about["several"],
        "inputs": {**assessed.about["inputs"], **own_inputs(workshop)},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "command": COMMAND,
        "made": date.today().isoformat(),
    }


def parts_of(workshop: Workshop, edition: Edition) -> list[dict[str, object]]:
    """Name the chapters of an edition's reports, with their titles."""
    chosen = [chapter for report in workshop.settings.report for _, chapter in report.parts_in(edition)]
    parts: list[dict[str, object]] = [
        {"chapter": each.notebook, "objectives": each.objectives, "title": _titles(workshop, each)} for each in chosen
    ]
    return [part for place, part in enumerate(parts) if part not in parts[:place]]


def _titles(workshop: Workshop, chapter: Chapter) -> dict[str, str]:
    """Give a chapter's title in each language; none where there is no such notebook, which the report will say."""
    path = workshop.notebooks / f"{chapter.notebook}.ipynb"
    if not path.is_file():
        return {}
    words = "".join(read_notebook(path)["cells"][0]["source"])
    titles = {language: translate(words, language).splitlines()[0].lstrip("# ") for language in LANGUAGES}
    return {language: f"{_say_each(chapter, language)}{title}" for language, title in titles.items()}


def _say_each(chapter: Chapter, language: str) -> str:
    """Name the groups that a chapter is built for, to stand before its title."""
    if chapter.for_each == "country":
        return f"{say('Each country', language=language)}. "
    return f"{say('Each agency type', language=language)}. " if chapter.for_each else ""


def _labels(workshop: Workshop, data: CleanData, assessed: Assessed, quoted: Quoted) -> list[dict[str, object]]:
    """Words for every code that a release can hold; a workshop's own agency types come before the register's."""
    estimates = assessed.estimates
    countries = sorted(set(estimates.loc[estimates["by"] == "country", "group"].dropna()))
    rows = need_labels(workshop_needs(workshop)) + _own_labels(workshop)
    rows += [
        _label("country", code, language, country_label(code, language)) for code in countries for language in LANGUAGES
    ]
    rows += [row for row in agency_labels() if row["kind"] == "agency_type"]
    rows += label_rows("delegation", read_register("delegations"), "code")
    rows += non_answer_labels(data.parts) + label_rows("choice", read_register("non_answers"), "code")
    rows += label_rows("rule", read_register("rules"), "code") + label_rows("check", read_register("rules"), "code")
    rows += assistance_labels(workshop, assessed.activities) + question_labels(estimates, data.parts)
    return rows + need_question_labels(data.parts) + quoted.labels


def _once(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Keep the first label of each code, so that the workshop's own come before the register's."""
    keys = [(row["kind"], row["parent"], row["code"], row["language"]) for row in rows]
    return list(dict(zip(reversed(keys), reversed(rows), strict=True)).values())[::-1]


def _own_labels(workshop: Workshop) -> list[dict[str, object]]:
    evaluation = workshop.settings.evaluation
    types = {code: kind.label for code, kind in workshop.settings.agency_types.items()}
    objectives = {objective.id: objective.text for objective in workshop.settings.objectives}
    statements = {item.field: item.text for item in (evaluation.items if evaluation else [])}
    named = [("agency_type", types, ""), ("objective", objectives, ""), ("question", statements, "evaluation")]
    return [
        _label(kind, code, language, words) | {"parent": parent}
        for kind, labels, parent in named
        for code, texts in labels.items()
        for language, words in texts.items()
    ]


def _label(kind: str, code: str, language: str, label: str) -> dict[str, object]:
    return {"kind": kind, "code": code, "parent": "", "language": language, "label": label}
