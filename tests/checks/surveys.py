"""Surveys that others made, as the subjects that checks look at: the table of forms, its questions and its choices."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED

KEPT = {"dtype": "str", "keep_default_na": False, "na_values": [""], "encoding": "utf-8-sig"}


def household_survey(conformance: Path) -> Subject:
    """The household survey of the folder cleaning_log: 632 forms, with its questionnaire."""
    folder = conformance / "cleaning_log"
    raw, survey, choices = (pd.read_csv(folder / f"{n}.csv", **KEPT) for n in ("raw_data", "survey", "choices"))
    ids = raw["X_uuid"] + raw.groupby("X_uuid").cumcount().map({0: ""}).fillna("#2")
    rows = raw.assign(row_id=ids, row=range(2, len(raw) + 2), file="raw_data.csv")
    questions = questions_of(survey, "responses")
    return Subject("responses", RECEIVED.frame(rows), questions, choices_of(choices))


def assessment_survey(conformance: Path, sheet: str = "main") -> Subject:
    """The dummy export of the folder msna2024, one of its five sheets, with its questionnaire."""
    folder = conformance / "xlsforms" / "msna2024"
    form, export = folder / "REACH_2024_MSNA-kobo-tool_draft_v11.xlsx", folder / "dummy_raw_data.xlsx"
    table = sheet_of(export, sheet)
    rows = table.drop(columns="row_id").assign(
        row_id=[f"r{i}" for i in range(2, len(table) + 2)], row=range(2, len(table) + 2)
    )
    questions = questions_of(sheet_of(form, "survey"), "responses")
    return Subject("responses", RECEIVED.frame(rows), questions, choices_of(sheet_of(form, "choices")))


def sheet_of(path: Path, sheet: str) -> pd.DataFrame:
    """Read a sheet as text; whole numbers without a decimal point."""
    from python_calamine import CalamineWorkbook

    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    texts = [[_written(cell) for cell in row] for row in rows]
    frame = pd.DataFrame(texts, columns=[str(name) for name in head], dtype="str")
    return frame.loc[:, [name for name in frame if name]].replace("", None).astype("str")


def questions_of(survey: pd.DataFrame, table: str) -> pd.DataFrame:
    """Make the table of questions of a survey sheet; a group's condition holds for all that is in it."""
    groups: list[str] = []
    rows = []
    for row in survey.dropna(subset=["type"]).fillna("").to_dict("records"):
        kind = row["type"].split()[0].replace("begin", "begin_").rstrip("_")
        if row["type"].startswith(("begin", "end_", "end ")):
            groups = [*groups, row["relevant"]] if row["type"].startswith("begin") else groups[:-1]
            continue
        conditions = [f"({text})" for text in (*groups, row["relevant"]) if text]
        words = row["type"].split()
        rows.append(
            {
                "table": table,
                "field": row["name"],
                "type": kind,
                "choices": words[1] if kind.startswith("select_") and len(words) > 1 else "",
                "relevant": " and ".join(conditions),
                "constraint": row["constraint"],
                "required": "yes" if row["required"].lower() == "true" else "",
                "choice_filter": row["choice_filter"],
                "label": row.get("label::English (en)", row.get("label::english", "")),
            }
        )
    return QUESTIONS.frame(pd.DataFrame(rows).drop_duplicates("field"))


def choices_of(choices: pd.DataFrame) -> pd.DataFrame:
    """Make the table of choices of a choices sheet, with the columns that filters read."""
    codes = choices.dropna(subset=["list_name"]).rename(columns={"list_name": "choices", "name": "code"})
    labels = [name for name in codes if name.startswith("label")]
    further = codes.drop(columns=labels).assign(value=pd.to_numeric(codes["code"], errors="coerce"))
    spelled = [further.assign(label=further["code"]), *(further.assign(label=codes[name]) for name in labels)]
    return CHOICES.frame(pd.concat(spelled).dropna(subset=["label", "code"]))


def _written(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
