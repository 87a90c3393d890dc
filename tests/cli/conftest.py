"""The command line run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from needs_analysis.cli import main

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; answer its exit code and what it told on the error stream."""
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "en")

    def run_it(*arguments: str | Path) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["needs-analysis", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr().err
        assert "Traceback" not in told
        return int(ended.value.code or 0), told

    return run_it
