"""Files of statistics programs give their codes as text and their words as labels; nothing is rounded or filled in."""

from __future__ import annotations

import datetime
import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.opening import open_file
from needs_analysis.reading.part import read_part
from needs_analysis.reading.place import Place
from needs_analysis.reading.statistics_files import read_labelled

DAY = datetime.datetime(2026, 5, 12)


@pytest.fixture
def stata(tmp_path: Path) -> Path:
    """A .dta with codes, words for them, missing values, single precision, dates and Cyrillic letters."""
    frame = pd.DataFrame(
        {
            "code": ["01", "", "Ж"],
            "n1": pd.array([1.0, np.nan, 3.0]),
            "share": np.array([0.1, 2.5, 1e-7], dtype="float32"),
            "day": [DAY, DAY + datetime.timedelta(days=1), pd.NaT],
            "answer": pd.Categorical(["Low", "High", "Low"], categories=["Low", "High"]),
        }
    )
    words = {"n1": "How important are radios?"}
    path = tmp_path / "a.dta"
    frame.to_stata(path, write_index=False, convert_dates={"day": "td"}, variable_labels=words, version=118)
    return path


def test_codes_stay_codes_and_the_words_for_them_are_choices(stata: Path) -> None:
    """A labelled value is its number; its words stand among the choices."""
    read = read_labelled(stata)
    assert read.sheet.row(1) == ["code", "n1", "share", "day", "answer"]
    assert read.sheet.row(2) == ["01", "1", "0.1", "2026-05-12", "0"]
    assert read.sheet.row(3) == ["", "", "2.5", "2026-05-13", "1"]
    assert read.sheet.row(4) == ["Ж", "3", "1e-07", "", "0"]
    spelled = set(zip(read.choices["choices"], read.choices["code"], read.choices["label"], strict=True))
    assert spelled == {
        ("answer", code, word) for code, label in (("0", "Low"), ("1", "High")) for word in (code, label)
    }
    assert read.labels[["field", "label"]].to_numpy().tolist() == [["n1", "How important are radios?"]]


def test_a_reason_for_a_missing_value_is_kept(tmp_path: Path) -> None:
    """Stata's plain missing value is a blank; .a is what somebody entered."""
    frame = pd.DataFrame({"n": np.array([7, 99, 98], dtype="int8")})
    frame.to_stata(tmp_path / "a.dta", write_index=False)
    content = (tmp_path / "a.dta").read_bytes()
    at = content.rindex(bytes([7, 99, 98]))
    (tmp_path / "a.dta").write_bytes(content[:at] + bytes([7, 101, 102]) + content[at + 3 :])
    assert [read_labelled(tmp_path / "a.dta").sheet.row(row) for row in (2, 3, 4)] == [["7"], [""], [".a"]]


def test_it_is_a_source_like_any_other(stata: Path) -> None:
    """Headings in row 1, one row a case."""
    part = read_part(Place(stata, "a.dta"))
    assert (part.headings[0], part.cells.index.tolist()) == ("code", [2, 3, 4])


@pytest.mark.parametrize("content", [b"no such file", b"\x76\x02\x01\x00" + b"\x00" * 200, b"<stata_dta><header>"])
def test_a_damaged_file_is_called_so(tmp_path: Path, content: bytes) -> None:
    """In words, and not as a traceback."""
    (tmp_path / "a.dta").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.dta: The file is damaged"):
        open_file(tmp_path / "a.dta")


def test_spss_files_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the optional package the message names it."""

    def absent(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    (tmp_path / "a.sav").write_bytes(b"$FL2")
    with pytest.raises(InputError, match=r"pip install 'needs-analysis\[stata-spss\]'"):
        open_file(tmp_path / "a.sav")
