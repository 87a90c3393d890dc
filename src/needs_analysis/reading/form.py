"""A questionnaire as an XLSForm: its questions with their need and measure, and the answers it allows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.columns import CHOICES, QUESTIONS
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.grid import read_grid
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import nearest

NO_QUESTIONS = r"(begin|end)([ _]|$)|(note|audit|start|today|deviceid|username|calculate|hidden)$"


def read_form(path: Path, *, shown: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the declared tables of questions and choices from an XLSForm.

    Raises:
        InputError: a sheet or column is missing, a question has no name, or a choice list is not there.
    """
    shown = shown or path.name
    survey = _read_sheet(path, "survey", ("type", "name"), shown=shown)
    choices = _read_sheet(path, "choices", ("list_name", "name"), shown=shown)
    asked = survey[~survey["type"].str.match(NO_QUESTIONS)]
    lists = asked["type"].str.extract(r"^select_(?:one|multiple)\s+(\S+)", expand=False).fillna("")
    unknown = [
        Problem(
            say(
                "Choice list «{name}» is not in the sheet choices{hint}",
                name=name,
                hint=nearest(name, sorted(set(choices["list_name"]))),
            ),
            file=shown,
            sheet="survey",
            row=str(row),
            column="type",
        )
        for row, name in lists[(lists != "") & ~lists.isin(choices["list_name"])].items()
    ]
    if unknown:
        raise InputError(unknown)
    return QUESTIONS.frame(_questions(asked, lists)), CHOICES.frame(_choices(choices))


def fields_asked(questions: pd.DataFrame, headings: list[str]) -> dict[str, str]:
    """Heading → field for the questions of a form: exports put the groups' names before a question's, with `/`.

    Single choices of a question (group/question/choice) lie one level deeper, so the highest heading counts.
    A question that no heading names keeps its own name, so that reading reports it as missing.
    """
    ends: dict[str, str] = {}
    for heading in sorted(map(squashed, headings), key=lambda heading: heading.count("/")):
        ends.setdefault(heading.rpartition("/")[2], heading)
    return {ends.get(field, field): field for field in questions["field"]}


def _questions(asked: pd.DataFrame, lists: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "table": "responses",
            "field": asked["name"],
            "type": asked["type"].str.split().str[0],
            "choices": lists,
            "need": asked.get("need", ""),
            "measure": asked.get("measure", ""),
            "label": _labels(asked).bfill(axis=1).iloc[:, 0],
        }
    )


def _choices(choices: pd.DataFrame) -> pd.DataFrame:
    codes = choices[["list_name", "name"]].rename(columns={"list_name": "choices", "name": "code"})
    codes["value"] = pd.to_numeric(codes["code"], errors="coerce")
    spelled = pd.concat(
        [
            codes.assign(label=codes["code"]),
            *(codes.assign(label=words) for _, words in _labels(choices).items()),
        ]
    )
    return (
        spelled.dropna(subset=["label"])
        .drop_duplicates(["choices", "code", "label"])
        .sort_values("choices", kind="stable")
    )


def _labels(sheet: pd.DataFrame) -> pd.DataFrame:
    labels = sheet[[name for name in sheet.columns if name == "label" or name.startswith("label:")]]
    return labels.where(labels != "")


def _read_sheet(path: Path, sheet: str, required: tuple[str, ...], *, shown: str) -> pd.DataFrame:
    grid, _ = read_grid(path, sheet=sheet, shown=shown)
    header = [squashed(cell) for cell in (grid[0] if grid else [])]
    missing = [
        Problem(say("The form lacks this column."), file=shown, sheet=sheet, row=1, column=name)
        for name in required
        if name not in header
    ]
    if missing:
        raise InputError(missing)
    frame = pd.DataFrame(grid[1:], columns=header, dtype="str", index=range(2, len(grid) + 1))
    named = [name for name in header if name]
    stripped = pd.DataFrame({name: frame[name].str.strip() for name in named})
    return stripped.loc[stripped[required[0]] != ""]
