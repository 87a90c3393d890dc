"""Parameters: what a notebook declares is what it can be given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from needs_analysis.errors import ChapterError
from needs_analysis.reporting.parameters import check_parameters, declared_parameters
from tests.reporting.chapters import code, markdown, write_chapter

DECLARED = 'release = "../release"\nlanguage = "en"\nlimit = 5\nshare = 0.5\nshort = False\ncodes = ["KAZ"]\nlow = -1'
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"langage": "ru"}, "«langage» is not declared; did you mean «language»?"),
    ({"country": "KAZ"}, "«country» is not declared; known are: codes, language, limit"),
    ({"x = 1; import os #": 1}, "is not a name that a notebook can use"),
    ({"class": 1}, "is not a name that a notebook can use"),
    ({"limit": "5"}, "«limit» must be of type int, as declared; '5' is of type str"),
    ({"limit": True}, "«limit» must be of type int, as declared; True is of type bool"),
    ({"limit": 5.0}, "«limit» must be of type int, as declared; 5.0 is of type float"),
    ({"share": 1}, "«share» must be of type float, as declared; 1 is of type int"),
    ({"short": 0}, "«short» must be of type bool"),
    ({"language": None}, "«language» must be of type str"),
    ({"codes": "KAZ"}, "«codes» must be of type list"),
]
UNREADABLE = [
    ("import os", "Not: import os"),
    ("limit = int('5')", "Not: limit = int('5')"),
    ("a = b = 1", "Not: a = b = 1"),
    ("a, b = 1, 2", "Not: a, b = (1, 2)"),
    ("limit: int = 5", "Not: limit: int = 5"),
    ("limit = ", "Not: limit ="),
]


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    return write_chapter(tmp_path / "01_small.ipynb", markdown("# Small"), parameters=DECLARED)


def test_declared_parameters_are_read_without_running(chapter: Path) -> None:
    """Names and values stand in the tagged cell as plain values."""
    assert declared_parameters(chapter) == {
        "release": "../release",
        "language": "en",
        "limit": 5,
        "share": 0.5,
        "short": False,
        "codes": ["KAZ"],
        "low": -1,
    }


def test_declared_parameters_of_the_declared_types_are_accepted(chapter: Path) -> None:
    """Some or all of them, in any order."""
    check_parameters(chapter, {})
    check_parameters(chapter, {"share": 0.9, "limit": 3, "short": True, "codes": [], "language": "ru"})


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_anything_else_is_refused(chapter: Path, given: dict[str, Any], said: str) -> None:
    """An unknown name or another type is an error that says what is declared."""
    with pytest.raises(ChapterError) as refused:
        check_parameters(chapter, given)
    assert said in str(refused.value)
    assert "01_small.ipynb" in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(chapter: Path) -> None:
    """Every wrong parameter is one problem."""
    with pytest.raises(ChapterError) as refused:
        check_parameters(chapter, {"langage": "ru", "limit": "5", "share": 0.5})
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(("source", "said"), UNREADABLE)
def test_the_tagged_cell_holds_plain_values_only(tmp_path: Path, source: str, said: str) -> None:
    """A cell that computes its parameters cannot be checked, so it is refused."""
    chapter = write_chapter(tmp_path / "01_small.ipynb", markdown("# Small"), parameters=source)
    with pytest.raises(ChapterError) as refused:
        declared_parameters(chapter)
    assert said in str(refused.value)


@pytest.mark.parametrize("n", [0, 2])
def test_exactly_one_cell_is_tagged(tmp_path: Path, n: int) -> None:
    """Without a tagged cell, or with two, nobody knows what is declared."""
    cells = [code("language = 'en'", tag="parameters")] * n
    chapter = write_chapter(tmp_path / "01_small.ipynb", markdown("# Small"), *cells, parameters=None)
    with pytest.raises(ChapterError, match=f"Exactly one cell must be tagged «parameters»; {n} are"):
        check_parameters(chapter, {})


def test_a_missing_notebook_is_named_with_its_near_miss(chapter: Path) -> None:
    """A slip in a name is answered with the right name."""
    with pytest.raises(ChapterError, match="did you mean «01_small»"):
        check_parameters(chapter.with_name("01_smal.ipynb"), {})


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    """A half-saved notebook is told apart from one without parameters."""
    broken = tmp_path / "broken.ipynb"
    broken.write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(ChapterError, match="not a notebook that can be read"):
        check_parameters(broken, {})
