"""Reports stand, with releases and ledger, where nothing has changed that they follow from and nobody touched them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.cli import building, standing
from needs_analysis.cli.running import run_all
from needs_analysis.cli.telling import Teller
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_workspace import SETTINGS, SmallWorkspace

PAGE = "organiser/en/final_report.html"


class Tomorrow(date):
    """A day on which no report was made yet."""

    @classmethod
    def today(cls) -> Tomorrow:
        return cls(2126, 5, 12)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = SmallWorkspace(settings=SETTINGS.replace('"03_needs"', '"a"')).write(tmp_path / "workspace")
    write_chapter(root / "notebooks" / "a.ipynb", markdown("# What is it?"), code("release[:2]"))
    return root


@pytest.fixture
def built(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., bool]:
    """Run; answer whether reports were built. Either way the same is told but for the seconds."""
    times: list[str] = []
    build = building._build

    def noted(*given: Any, **how: Any) -> dict[str, list[str]]:
        times.append("built")
        return build(*given, **how)

    monkeypatch.setattr(building, "_build", noted)
    monkeypatch.setattr(Teller, "times", lambda self: None)

    def run(*, force: bool = False) -> bool:
        times.clear()
        run_all(root, force=force)
        told.append(capsys.readouterr().out)
        assert told[-1] == told[0]
        return bool(times)

    told: list[str] = []
    assert run()
    return run


def files(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_all_stands_where_nothing_has_changed(root: Path, built: Callable[..., bool]) -> None:
    """Not a byte of the workspace is another, and the same is told; by force all is built."""
    before = files(root)
    assert not built()
    assert files(root) == before
    assert built(force=True)
    assert not built()


def test_reports_that_somebody_touched_are_built(root: Path, built: Callable[..., bool]) -> None:
    """Whoever can write to the reports alone passes nothing off: no other page, none more, no link."""
    page = root / "reports" / PAGE
    before = page.read_bytes()
    page.write_bytes(before.replace(b"What", b"That"))
    assert built()
    assert page.read_bytes() == before
    (root / "reports" / "organiser" / "more.html").touch()
    assert built()
    (root / "reports" / "organiser" / "en" / "more").symlink_to(root / "data")
    assert built()
    page.rename(root / "elsewhere.html")
    page.symlink_to(root / "elsewhere.html")
    assert built()
    assert not page.is_symlink()
    assert page.read_bytes() == before


def test_whatever_reports_follow_from_is_heeded(
    root: Path, built: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook, the ledger, the browser, the day, and what a run left that was stopped."""
    notebook = root / "notebooks" / "a.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("release[:2]", "release[:1]"), encoding="utf-8")
    assert built()
    (root / "data" / "releases" / "more").touch()
    assert built()
    (root / "data" / ".unfinished.reports").mkdir()
    assert built()
    assert not built()
    monkeypatch.setattr(standing, "drawn_by", lambda browser: ["another"])
    assert built()
    monkeypatch.setattr(standing, "date", Tomorrow)
    assert built()


def test_a_record_that_tells_something_else_vouches_for_nothing(root: Path, built: Callable[..., bool]) -> None:
    """What is told of reports is part of the sum."""
    record = root / "data" / "kept" / "steps" / "report.json"
    record.write_text(record.read_text(encoding="utf-8").replace("index", "other"), encoding="utf-8")
    assert built()
    assert not built()
