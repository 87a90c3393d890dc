"""Charts become pictures that show what they should, without a network, or the run is told what failed."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from needs_analysis.documents import pictures as drawing
from needs_analysis.documents.browser import VARIABLE, find_browser, page_as_left
from needs_analysis.documents.cuts import cuts_of, size_of
from needs_analysis.documents.pictures import draw_pictures
from needs_analysis.errors import OutputError
from tests.documents.dots import dots_of
from tests.documents.sample import figure

WIDTH, HEIGHT = 240, 120
LONG = "Обмен профилями"
BARE = {"visible": False, "fixedrange": True}
NO_MARGIN = {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}
Draw = Callable[..., list[bytes]]


def bare(*traces: dict[str, Any], **layout: Any) -> dict[str, Any]:
    """Make a figure without axes or margins."""
    axes = {"xaxis": BARE | {"range": [0, 10]}, "yaxis": BARE | {"range": [0, 10]}}
    return {"data": list(traces), "layout": {"height": HEIGHT, "margin": NO_MARGIN, "bargap": 0, **axes, **layout}}


def half(**layout: Any) -> dict[str, Any]:
    """Make a figure whose left half is red."""
    bar = {"type": "bar", "orientation": "h", "y": [5], "x": [5], "width": 10, "marker": {"color": "#ff0000"}}
    return bare(bar, **layout)


def letter(text: str) -> dict[str, Any]:
    """Make a figure that shows a text."""
    words = {"text": text, "x": 5, "y": 5, "showarrow": False, "font": {"size": 40, "family": "system-ui, sans-serif"}}
    return bare(annotations=[words])


class Listener(BaseHTTPRequestHandler):
    """Counts what is asked of it."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def drawn(chromium: Path) -> list[bytes]:
    """Draw several figures in one session, one of which asks for a picture from this machine's own server."""
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    image = {"source": f"http://127.0.0.1:{server.server_port}/x.png", "x": 0, "y": 1, "sizex": 1, "sizey": 1}
    hostile = half(title={"text": "</script><script>document.body.textContent = ''</script>"}, images=[image])
    lines = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "paper", "y0": y, "y1": y, "line": {"width": 1}}
        for y in (0.75, 0.5, 0.25)
    ]
    wide = figure(height=HEIGHT)
    wide["layout"]["yaxis"]["ticktext"] = [LONG] * 6
    wide["layout"]["xaxis"] = {"showticklabels": False}
    try:
        figures = [half(), hostile, half(shapes=lines), letter("Ж"), letter("Щ"), wide]
        return draw_pictures(figures, browser=chromium, width=WIDTH, scale=1)
    finally:
        server.shutdown()
        server.server_close()


def test_a_bar_is_as_long_as_its_number(drawn: list[bytes]) -> None:
    """Five of ten is half of the picture, in its colour."""
    rows = dots_of(drawn[0])
    assert (len(rows[0]), len(rows)) == size_of(drawn[0]) == (WIDTH, HEIGHT)
    red = sum(dot == (255, 0, 0) for row in rows for dot in row)
    assert red == pytest.approx(WIDTH * HEIGHT / 2, rel=0.02)


def test_markup_in_texts_ends_nothing_and_no_host_is_asked(drawn: list[bytes]) -> None:
    """A text is drawn, a picture from elsewhere is not fetched."""
    assert any(dot == (255, 0, 0) for row in dots_of(drawn[1]) for dot in row)
    assert Listener.asked == []


def test_pictures_say_where_they_may_be_parted(drawn: list[bytes]) -> None:
    """Lines from side to side are where a picture is parted."""
    assert cuts_of(drawn[2]) == pytest.approx([30, 60, 90], abs=1)
    assert cuts_of(drawn[0]) == []


def test_russian_letters_are_drawn(drawn: list[bytes]) -> None:
    """Two letters that no font lacks look different."""
    assert dots_of(drawn[3]) != dots_of(drawn[4])


def test_labels_are_not_cut(drawn: list[bytes]) -> None:
    """Nothing but white reaches the edge of a picture with labels as long as half of it."""
    rows = dots_of(drawn[5])
    edges = {*rows[0], *rows[-1], *(row[0] for row in rows), *(row[-1] for row in rows)}
    assert sum(dot != (255, 255, 255) for row in rows for dot in row[: WIDTH // 2]) > 100
    assert edges == {(255, 255, 255)}


def test_sessions_side_by_side_draw_what_one_draws_and_each_figure_once(
    drawn: list[bytes], chromium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures come in the order of the figures, whoever drew them."""
    asked: list[int] = []
    together = drawing._draw_together

    def counted(figures: list[str], **given: Any) -> list[dict[str, Any]]:
        asked.append(len(figures))
        return together(figures, **given)

    monkeypatch.setattr(drawing, "FEW", 1)
    monkeypatch.setattr(drawing, "_draw_together", counted)
    figures = [letter("Щ"), half(), letter("Ж"), half()]
    pictures = draw_pictures(figures, browser=chromium, width=WIDTH, scale=1, sessions=2)
    assert pictures == [drawn[4], drawn[0], drawn[3], drawn[0]]
    assert sorted(asked) == [1, 2]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for all that is temporary."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_blank_picture_is_an_error_and_nothing_is_left(chromium: Path, alone: Path) -> None:
    """Each that draws nothing is named; the others do not hide it."""
    with pytest.raises(OutputError, match="the picture is blank") as raised:
        draw_pictures([half(), bare(), bare()], browser=chromium, width=WIDTH, scale=1)
    assert len(raised.value.problems) == 2
    assert list(alone.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'cannot open display' >&2; exit 3", "cannot open display"),
        ("exit 0", "drew 0 of 1"),
        ("sleep 600 & sleep 600", "longer than 1 seconds"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a browser is a shell script")
def test_a_browser_that_fails_is_told(
    script: str, said: str, tmp_path: Path, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that ends, says nothing or hangs is an error, and leaves neither folder nor process."""
    browser = stand_in(tmp_path, script)
    monkeypatch.setattr(drawing, "STARTING", 1)
    monkeypatch.setattr(drawing, "DRAWING", 0)
    with pytest.raises(OutputError, match=said):
        draw_pictures([half()], browser=browser)
    assert list(alone.iterdir()) == []


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    """A file that is no program is named."""
    (tmp_path / "browser").write_text("not a program")
    with pytest.raises(OutputError, match="browser"):
        page_as_left(tmp_path / "browser", tmp_path / "page.html", seconds=1)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a browser is a shell script")
def test_a_browser_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named is taken; one that is not there is an error, not a reason to take another."""
    monkeypatch.setenv(VARIABLE, str(stand_in(tmp_path, "exit 0")))
    assert find_browser() == tmp_path / "browser"
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    with pytest.raises(OutputError, match="no-such-browser"):
        find_browser()


def test_nothing_to_draw_starts_nothing() -> None:
    """A report without charts needs no browser."""
    assert draw_pictures([], browser=Path("nowhere")) == []


def stand_in(folder: Path, script: str) -> Path:
    """Write a program that stands in for a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
