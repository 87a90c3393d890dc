"""A chart that an earlier run drew is not drawn again, unless something is another, or somebody touched the picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.documents import pictures
from needs_analysis.reporting import drawing as module
from needs_analysis.reporting.drawing import Drawing

Figures = list[dict[str, Any]]
ONE, TWO, THREE = ({"data": [{"x": [number]}], "layout": {}} for number in (1, 2, 3))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Figures]:
    """The figures that the browser is asked to draw, each time."""
    asked: list[Figures] = []

    def draw(figures: Figures, *, browser: Path, sessions: int) -> list[bytes]:
        asked.append(list(figures))
        return [b"picture of " + str(figure["data"]).encode() for figure in figures]

    monkeypatch.setattr(pictures, "draw_pictures", draw)
    return asked


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    """A drawing for reports of a workspace."""
    (browser := tmp_path / "browser").write_text("browser", encoding="utf-8")
    return Drawing(browser, tmp_path / "reports", tmp_path / "kept", "seal")


def draw(drawing: Drawing, *figures: dict[str, Any]) -> list[bytes]:
    """Draw what the two documents of one report show."""
    paths = [drawing.root / "donor" / "en" / f"final_report.{kind}" for kind in ("pdf", "docx")]
    made = drawing.draw(dict.fromkeys(paths, figures))
    assert made[paths[0]] == made[paths[1]]
    return made[paths[0]]


def kept(drawing: Drawing) -> Path:
    """The one file that pictures lie in."""
    assert drawing.folder
    [path] = [path for path in drawing.folder.rglob("*") if path.is_file()]
    return path


def test_only_what_is_new_is_drawn(drawing: Drawing, drawn: list[Figures]) -> None:
    """Of two charts one changes; what no report shows any more is forgotten."""
    first = draw(drawing, ONE, TWO)
    second = draw(drawing, THREE, TWO)
    assert drawn == [[ONE, TWO], [THREE]]
    assert second[1] == first[1]
    draw(drawing, ONE)
    assert drawn[2:] == [[ONE]]


def test_reports_share_no_picture_but_keep_their_own(drawing: Drawing, drawn: list[Figures]) -> None:
    """A report that stands keeps its pictures, whatever is drawn for another one."""
    one, other = (drawing.root / name / "en" / "final_report.pdf" for name in ("donor", "organiser"))
    drawing.draw({one: [ONE], other: [TWO]})
    drawing.draw({one: [THREE]})
    drawing.draw({other: [TWO]})
    assert drawn == [[ONE, TWO], [THREE], []]


@pytest.mark.parametrize("what", [{"seal": "another"}, {"folder": None}])
def test_under_another_seal_or_elsewhere_all_are_drawn(
    drawing: Drawing, drawn: list[Figures], what: dict[str, Any]
) -> None:
    draw(drawing, ONE)
    draw(replace(drawing, **what), ONE)
    assert drawn == [[ONE]] * 2


def test_without_a_folder_none_is_left(drawing: Drawing, drawn: list[Figures]) -> None:
    for _ in range(2):
        draw(replace(drawing, folder=None), ONE)
    assert drawn == [[ONE]] * 2
    assert not drawing.folder or not drawing.folder.exists()


def test_pictures_of_a_report_that_is_no_more_are_taken_away(drawing: Drawing, drawn: list[Figures]) -> None:
    one, other = (drawing.root / name / "en" / "final_report.pdf" for name in ("donor", "organiser"))
    drawing.draw({one: [ONE], other: [TWO]})
    drawing.forget_others([one])
    assert kept(drawing).parent.parent.name == "donor"
    replace(drawing, folder=None).forget_others([])
    drawing.draw({one: [ONE], other: [TWO]})
    assert drawn == [[ONE, TWO], [TWO]]


def test_another_browser_draws_anew(drawing: Drawing, drawn: list[Figures]) -> None:
    draw(drawing, ONE)
    drawing.browser.write_text("browser, next version", encoding="utf-8")
    draw(drawing, ONE)
    assert drawn == [[ONE]] * 2


def test_other_programs_draw_anew(drawing: Drawing, drawn: list[Figures], monkeypatch: pytest.MonkeyPatch) -> None:
    draw(drawing, ONE)
    monkeypatch.setattr(module, "programs", lambda: "others")
    draw(drawing, ONE)
    assert drawn == [[ONE]] * 2


@pytest.mark.parametrize("step", range(7))
def test_a_damaged_file_tells_of_none(drawing: Drawing, drawn: list[Figures], step: int) -> None:
    """One bit is another, here and there: in the seal, in a picture, in what says how it is packed."""
    first = draw(drawing, ONE, TWO)
    whole = kept(drawing).read_bytes()
    for at in range(step, len(whole), 7):
        kept(drawing).write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert draw(drawing, ONE, TWO) == first
    assert {len(each) for each in drawn} == {2}


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"none", b"0" * 64, b"0" * 64 + b"PK\x05\x06" + b"\0" * 18, "é".encode()]
)
def test_another_file_tells_of_none(drawing: Drawing, drawn: list[Figures], content: bytes) -> None:
    first = draw(drawing, ONE)
    kept(drawing).write_bytes(content)
    assert draw(drawing, ONE) == first
    assert drawn == [[ONE]] * 2


def test_what_cannot_be_kept_is_drawn_again(drawing: Drawing, drawn: list[Figures]) -> None:
    """A file lies where the folder should be."""
    assert drawing.folder
    drawing.folder.touch()
    for _ in range(2):
        draw(drawing, ONE)
    assert drawn == [[ONE]] * 2


def test_the_same_pictures_make_the_same_bytes(drawing: Drawing, drawn: list[Figures]) -> None:
    draw(drawing, ONE, TWO)
    first = kept(drawing).read_bytes()
    draw(drawing, TWO, ONE)
    assert kept(drawing).read_bytes() == first
    assert len(drawn) == 2
