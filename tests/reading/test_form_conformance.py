"""Questionnaires of others are accepted or refused as pyxform does, with its own words in their place."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.form import read_form
from needs_analysis.reading.form.sheets import read_sheets
from needs_analysis.reading.form.validity import convert


def _verdicts(conformance: Path) -> list[dict[str, str]]:
    with (conformance / "xlsforms" / "pyxform_acceptance.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_verdict_on_every_form_is_pyxforms(conformance: Path) -> None:
    """Each of the 58 forms is read or refused as pyxform accepts or refuses it."""
    verdicts = _verdicts(conformance)
    got = {row["file"]: _verdict(conformance / "xlsforms" / row["file"]) for row in verdicts}
    assert len(got) == 58
    assert got == {row["file"]: row["pyxform_4.5.0"] for row in verdicts}


def _verdict(path: Path) -> str:
    try:
        read_form(path)
    except InputError:
        return "error"
    return "ok"


def test_a_refusal_has_pyxforms_words_and_their_row(conformance: Path) -> None:
    """The message says what pyxform says; the row that it names is the place."""
    for row in _verdicts(conformance):
        if row["pyxform_4.5.0"] == "error":
            with pytest.raises(InputError) as refused:
                read_form(conformance / "xlsforms" / row["file"])
            said, words = str(refused.value), row["error"].partition(": ")[2]
            place = re.match(r"\[row : (\d+)\] ", words)
            assert words[place.end() if place else 0 :][:60] in said, row["file"]
            assert not place or f"row {place[1]}" in said


def test_no_warning_of_pyxform_is_lost(conformance: Path) -> None:
    """As many warnings as pyxform gives about the forms that it accepts."""
    for row in _verdicts(conformance):
        if row["pyxform_4.5.0"] == "ok":
            path = conformance / "xlsforms" / row["file"]
            warnings = convert(read_sheets(path, shown=path.name), shown=path.name).warnings
            assert len(warnings) == int(row["n_warnings"]), row["file"]
