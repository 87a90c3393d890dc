"""Small tables of forms, as the checks see them, and the household survey of the conformance data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from needs_analysis.checks.findings import Findings
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED

NOT_ASKED = r"begin_|end_|start$|today$|deviceid$|audit$"


def forms(
    columns: Mapping[str, Sequence[str | None]],
    types: Mapping[str, str] | None = None,
    *,
    scale: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Subject:
    """Make a table of forms; `types` gives the questions, `scale` the measure of those on a scale from 1 to 5."""
    n = len(next(iter(columns.values())))
    places = {"row_id": [f"r{i}" for i in range(n)], "row": range(2, n + 2), "file": "f.csv", "sheet": ""}
    asked = [{"table": "responses", "field": name, "type": kind} for name, kind in (types or {}).items()]
    asked += [
        {"table": "responses", "field": name, "type": "select_one", "choices": "five", "measure": measure}
        for name, measure in (scale or {}).items()
    ]
    questions = [row | {"label": (labels or {}).get(row["field"], "")} for row in asked]
    words = {"1": "Very low", "5": "Very high"}
    five = [
        {"choices": "five", "code": str(n), "value": n, "label": words.get(str(n), str(n))} for n in range(1, 6)
    ] + [{"choices": "five", "code": "dont_know", "label": "Don't know"}]
    frame = RECEIVED.frame(pd.DataFrame(places | dict(columns)))
    return Subject("responses", frame, QUESTIONS.frame(questions), CHOICES.frame(five))


def rows_of(found: Findings) -> list[str]:
    """Name the rows of the issues."""
    return found.issues["row_id"].tolist()


def household_survey(conformance: Path, *, data: str = "raw_data.csv") -> Subject:
    """Read the household survey of the conformance data: 632 forms of 348 columns."""
    folder = conformance / "cleaning_log"
    survey = pd.read_csv(folder / "survey.csv", dtype=str, keep_default_na=False)
    asked = survey[(survey["name"] != "") & ~survey["type"].str.match(NOT_ASKED)].drop_duplicates("name")
    kinds = asked["type"].str.split()
    questions = pd.DataFrame({"table": "responses", "field": asked["name"], "type": kinds.str[0]})
    questions = questions.assign(choices=kinds.str[1], label=asked["label::English (en)"])
    received = pd.read_csv(folder / data, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    repeated = received["X_uuid"].duplicated().map({True: "#2", False: ""})
    places = {"row_id": received["X_uuid"] + repeated, "row": range(2, len(received) + 2), "file": data, "sheet": ""}
    frame = RECEIVED.frame(pd.concat([pd.DataFrame(places), received], axis=1))
    return Subject("responses", frame, QUESTIONS.frame(questions))
