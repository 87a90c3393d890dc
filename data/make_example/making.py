"""The whole synthetic example: each file has its own chance, so that a change in one leaves the others alone."""

from pathlib import Path
from random import Random

import pandas as pd

from make_example.activities import write_activities
from make_example.comments import release_comments
from make_example.evaluation import write_evaluation
from make_example.export import write_export
from make_example.notice import REMARK
from make_example.people import make_people
from make_example.registration import write_participants
from make_example.submissions import make_submissions
from needs_analysis.columns import LOG, RELEASED_COMMENTS
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS
from needs_analysis.registers.needs import read_needs
from needs_analysis.starter.form import write_form
from needs_analysis.starter.survey import survey_rows
from needs_analysis.workshop import Settings, read_workshop
from needs_analysis.writing import write_csv

SEED = 20260512
ROOT = Path(__file__).parents[2]


def make_example(folder: Path, *, seed: int = SEED) -> list[Path]:
    settings = read_workshop(ROOT).settings
    raw = folder / "raw"
    people = make_people(_chance(seed, "people"))
    corrections = write_participants(raw / "participants.xlsx", people, _chance(seed, "participants"))
    objectives = {objective.id: objective.text for objective in settings.objectives}
    _write_form(raw / "needs_form.xlsx", settings, objectives)
    forms, more = make_submissions(people, list(objectives), _chance(seed, "responses"))
    survey = survey_rows(read_needs(), objectives=objectives, languages=["en"])
    write_export(raw / "needs_export.xlsx", forms, survey, _chance(seed, "export"))
    write_activities(raw / "activities.csv", _chance(seed, "activities"))
    columns = settings.sources["evaluation"].columns
    items, served = ([columns[name] for name in columns if name.startswith(kind)] for kind in ("item_", "served_"))
    write_evaluation(raw / "evaluation.csv", items, served, _chance(seed, "evaluation"))
    log = LOG.frame(pd.DataFrame([*corrections, *more])).drop(columns="cause")
    comments = RELEASED_COMMENTS.frame(pd.DataFrame(release_comments(forms)))
    decided = {"corrections.csv": log, "released_comments.csv": comments}
    written = [write_csv(folder / "corrections" / name, rows) for name, rows in decided.items()]
    return sorted([*raw.glob("*.xlsx"), *raw.glob("*.csv"), *written])


def _write_form(path: Path, settings: Settings, objectives: dict[str, dict[str, str]]) -> None:
    countries = [*settings.delegations.national, *settings.delegations.observer, ORGANISATIONS, EXPERTS]
    title = f"Needs survey ({REMARK.lower()})"
    write_form(path, needs=read_needs(), title=title, objectives=objectives, countries=countries)


def _chance(seed: int, what: str) -> Random:
    return Random(f"{seed}-{what}")
