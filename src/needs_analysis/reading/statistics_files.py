"""Files of Stata (.dta) and SPSS (.sav): codes as text, with the words that the file has for variables and codes."""

from __future__ import annotations

import importlib
import io
import struct
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.columns import CHOICES, QUESTION_LABELS, QUESTIONS
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.content import read_content
from needs_analysis.reading.sheet import Sheet
from needs_analysis.reading.workbooks.cell import as_text

STATA, SPSS = (".dta",), (".sav", ".zsav")
SYSTEM_MISSING = "."


@dataclass(frozen=True)
class Labelled:
    """A file of a statistics program.

    Attributes:
        sheet: its cells as text, under the names of the variables in row 1.
        questions: its variables.
        labels: their words.
        choices: the words for the codes, in the manner of a form's choices.
    """

    sheet: Sheet
    questions: pd.DataFrame
    labels: pd.DataFrame
    choices: pd.DataFrame


def read_labelled(path: Path, *, shown: str = "", table: str = "responses") -> Labelled:
    """Read a .dta or .sav; codes stay codes, and a blank is what the program calls missing without a reason.

    Missing values with a reason (.a in Stata, user-missing codes in SPSS) stay the text they are.

    Args:
        path: the file.
        shown: how messages name it; blank means by its name.
        table: the table that its variables are questions of.

    Raises:
        InputError: the file is missing or damaged, or the package that reads SPSS files is not installed.
    """
    shown = shown or path.name
    content = read_content(path, shown)
    try:
        frame, words, spelled = _read_stata(content) if path.suffix.lower() in STATA else _read_spss(path, shown)
    except (ValueError, KeyError, IndexError, OverflowError, struct.error, OSError) as error:
        what = say("The file is damaged or of an unknown version: {error}", error=error)
        raise InputError(Problem(what, file=shown, remedy=say("Export or copy it again."))) from error
    return Labelled(_sheet(frame), *_about(frame.columns, words, spelled, table))


Words = dict[str, str]
Spelled = dict[str, dict[Any, str]]


def _read_stata(content: bytes) -> tuple[pd.DataFrame, Words, Spelled]:
    from pandas.io.stata import StataReader

    with warnings.catch_warnings(), StataReader(io.BytesIO(content)) as reader:
        warnings.simplefilter("ignore", UnicodeWarning)
        words, sets = reader.variable_labels(), reader.value_labels()
        names: Iterable[str] = getattr(reader, "_lbllist", [])
        frame = _stata_cells(content, convert_missing=True, convert_dates=False)
        dated = _stata_cells(content, convert_missing=False, convert_dates=True)
    for field in dated.select_dtypes("datetime").columns:
        reasons = frame[field].map(_text).where(lambda texts: texts.str.startswith(SYSTEM_MISSING, na=False))
        frame[field] = reasons.astype(object).where(reasons.notna(), dated[field].astype(object))
    return frame, words, {field: sets[name] for field, name in zip(frame.columns, names, strict=False) if name in sets}


def _stata_cells(content: bytes, *, convert_missing: bool, convert_dates: bool) -> pd.DataFrame:
    return pd.read_stata(
        io.BytesIO(content),
        convert_categoricals=False,
        convert_missing=convert_missing,
        convert_dates=convert_dates,
    )


def _read_spss(path: Path, shown: str) -> tuple[pd.DataFrame, Words, Spelled]:
    package = _pyreadstat(shown)
    try:
        frame, about = package.read_sav(str(path), apply_value_formats=False, user_missing=True)
    except package.ReadstatError as error:
        raise ValueError(str(error)) from error
    words = {field: word or "" for field, word in about.column_names_to_labels.items()}
    return frame, words, about.variable_value_labels


def _pyreadstat(shown: str) -> ModuleType:
    try:
        return importlib.import_module("pyreadstat")
    except ImportError as error:
        what = say("Reading SPSS files needs a package that is not installed.")
        remedy = say("Install it: pip install 'needs-analysis[stata-spss]'; or export the file as CSV.")
        raise InputError(Problem(what, file=shown, remedy=remedy)) from error


def _sheet(frame: pd.DataFrame) -> Sheet:
    columns = [[str(name), *map(_text, frame[name].to_numpy())] for name in frame.columns]
    cells = {at: pd.array(column, dtype="str") for at, column in enumerate(columns)}
    return Sheet("", pd.DataFrame(cells, index=pd.RangeIndex(1, len(frame) + 2)))


def _text(value: Any) -> str | None:
    """Give a value as text; single precision has fewer digits, and a day without an hour is a date."""
    if isinstance(value, np.floating):
        value = float(str(value))
    if value is None or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        value = value.date()
    text = as_text(value)
    return None if text in ("", SYSTEM_MISSING) else text


def _about(
    names: Iterable[Any], words: Words, spelled: Spelled, table: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    fields = [str(name) for name in names]
    questions: list[dict[str, object]] = [
        {
            "table": table,
            "field": field,
            "type": "select_one" if field in spelled else "text",
            "choices": field if field in spelled else "",
            "label": words.get(field, ""),
        }
        for field in fields
    ]
    labels: list[dict[str, object]] = [
        {"table": table, "field": field, "label": words[field]} for field in fields if words.get(field)
    ]
    choices: list[dict[str, object]] = [
        {"choices": field, "code": code, "value": pd.to_numeric(code, errors="coerce"), "label": label}
        for field, known in spelled.items()
        for code, word in ((_text(key) or str(key), word) for key, word in known.items())
        for label in dict.fromkeys((code, word))
    ]
    return QUESTIONS.frame(questions), QUESTION_LABELS.frame(labels), CHOICES.frame(choices)
