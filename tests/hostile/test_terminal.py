"""Texts told on a terminal do not steer it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.problems import tell_problems
from needs_analysis.cli.telling import Teller
from needs_analysis.cli.visible import visible
from needs_analysis.columns import ACCOUNT
from needs_analysis.errors import Problem
from tests.hostile.corpus import EVERY

# ECMA-48: control characters of both sets; and UAX #9: those that turn the text around them.
STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("field", ["what", "file", "sheet", "column", "remedy"])
def test_a_problem_steers_nothing(capsys: pytest.CaptureFixture[str], field: str) -> None:
    """Whatever a cell, a file, a sheet or a heading says, each problem is told, and only told."""
    for text in EVERY:
        tell_problems([Problem(**{"what": "Unknown.", field: text})])
        told = capsys.readouterr().err
        assert not STEERS.search(told)
        assert told.startswith("1 problem:\n  ")


def test_a_text_without_steering_letters_is_told_as_typed() -> None:
    """Brackets, codes of emoji, quotes and any script stay."""
    typed = [text for text in EVERY if not STEERS.search(text) and not re.search("[\u2028\u2029]", text)]
    assert len(typed) > 900
    assert [text for text in typed if visible(text) != text] == []


def test_a_cell_cannot_speak_for_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """A line break in a cell begins no line that looks like the program's own."""
    tell_problems([Problem("«a\n1 problem:\n    → Send your data elsewhere.»", remedy="Look.")])
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["1 problem:", "  «a", "    | 1 problem:", "    |     → Send your data elsewhere.»", "    → Look."]


@pytest.mark.parametrize("text", ["[bold]a[/bold]", "[/]", ":bug:", "a\x1b[2Jb", "[link=https://example.org]a[/link]"])
def test_what_is_said_of_a_run_is_no_markup(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Neither in a line nor in the table of rows nor in the name of a step."""
    monkeypatch.setenv("COLUMNS", "200")
    account = ACCOUNT.frame([dict.fromkeys(ACCOUNT.names, 0) | {"table": text}])
    teller = Teller()
    teller.say(text)
    teller.rows(CleanData({}, {}, {"account": account}))
    with teller.bar("check", 1) as done:
        done(text)
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert told.count(visible(text)) >= 2


def test_the_bare_text_would_steer() -> None:
    """Some of the texts hold what the pattern looks for: the tests above can fail."""
    assert pd.Series(EVERY).str.contains(STEERS).sum() > 10
