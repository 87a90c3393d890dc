"""Static pictures of charts, drawn by a browser with the plotly.js that is installed."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from needs_analysis.documents.browser import find_browser, page_as_left, working_folder
from needs_analysis.documents.cuts import with_cuts
from needs_analysis.documents.letters import in_xml
from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say

__all__ = ["draw_pictures", "find_browser"]

Drawn = dict[str, Any]
WIDTH, SCALE = 700, 2
FEW = 8  # figures are drawn while a further session starts
STARTING, DRAWING = 120, 20  # seconds, on a machine that is busy with other things
BEGINS, ENDS = '<body hidden="" data-drawn="yes">', "</body>"
HERE = Path(__file__).parent
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Charts</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src file:; img-src data:; style-src 'unsafe-inline'"></head>
<body><script id="figures" type="application/json">{figures}</script><div id="room"></div>
<script src="plotly.js"></script><script src="pictures.js"></script></body></html>
"""


def draw_pictures(
    figures: Sequence[Mapping[str, Any]], *, browser: Path, width: int = WIDTH, scale: int = SCALE, sessions: int = 1
) -> list[bytes]:
    """Draw plotly figures as PNG files, without a network; the same figure is drawn once.

    A picture says at which heights it may be parted; see `cuts_of`.

    Args:
        figures: plotly's data and layout; a layout has its own height.
        browser: of the Chromium family.
        width: of each picture, in CSS pixels.
        scale: dots per CSS pixel.
        sessions: of the browser, at most, side by side; each draws on one core, and takes a while to start.

    Raises:
        OutputError: the browser failed, took too long, or left a picture blank.
    """
    names = [json.dumps(_drawn(each), allow_nan=False) for each in figures]
    once = list(dict.fromkeys(names))
    draw = partial(_draw_together, browser=browser, width=width, scale=scale)
    drawn = _dealt(draw, once, shares=max(1, min(sessions, len(once) // FEW)))
    found = [(figure, drawn[name]) for figure, name in zip(figures, names, strict=True)]
    if wrong := [_wrong(figure, each["error"]) for figure, each in found if "error" in each]:
        raise OutputError(wrong)
    pictures = {name: _picture(each, scale) for name, each in drawn.items()}
    return [pictures[name] for name in names]


def _dealt(draw: Callable[[list[str]], list[Drawn]], figures: list[str], *, shares: int) -> dict[str, Drawn]:
    """Deal figures out in turn, and draw all shares side by side."""
    dealt = [figures[place::shares] for place in range(shares)]
    with ThreadPoolExecutor(shares) as pool:
        asked = [pool.submit(copy_context().run, draw, share) for share in dealt]
        return {
            name: one
            for share, each in zip(dealt, asked, strict=True)
            for name, one in zip(share, each.result(), strict=True)
        }


def _draw_together(figures: list[str], *, browser: Path, width: int, scale: int) -> list[Drawn]:
    """Draw figures in one session of the browser."""
    if not figures:
        return []
    with working_folder(browser) as folder:
        page = _write_page(folder, f'{{"figures": [{",".join(figures)}], "width": {width}, "scale": {scale}}}')
        left = page_as_left(browser, page, seconds=STARTING + DRAWING * len(figures))
    return _read_page(left, len(figures))


def _write_page(folder: Path, content: str) -> Path:
    """Put the page and its scripts into a folder; no text in a figure ends the script that holds it."""
    import plotly

    shutil.copyfile(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "plotly.js")
    shutil.copyfile(HERE / "pictures.js", folder / "pictures.js")
    figures = content.replace("<", "\\u003c")
    page = folder / "page.html"
    page.write_text(PAGE.format(figures=figures), encoding="utf-8")
    return page


def _drawn(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {"data": _in_xml(figure.get("data", [])), "layout": _in_xml(figure.get("layout", {}))}


def _in_xml(value: Any) -> Any:
    """Give what a chart draws with texts that an SVG can hold."""
    if isinstance(value, str):
        return in_xml(value)
    if isinstance(value, dict):
        return {in_xml(str(name)): _in_xml(one) for name, one in value.items()}
    return [_in_xml(one) for one in value] if isinstance(value, list | tuple) else value


def _read_page(left: str, expected: int) -> list[Drawn]:
    said = left.partition(BEGINS)[2].rpartition(ENDS)[0]
    try:
        drawn: list[Drawn] = json.loads(unescape(said)) if said else []
        drawn = [each for each in drawn if "error" in each or {"png", "cuts"} <= each.keys()]
    except (ValueError, TypeError, AttributeError):
        drawn = []
    if len(drawn) != expected:
        what = say("The browser drew {n} of {all} pictures.", n=len(drawn), all=expected)
        raise OutputError(Problem(what, remedy=say("Run again; if that does not help, use another browser.")))
    return drawn


def _picture(drawn: Drawn, scale: int) -> bytes:
    return with_cuts(b64decode(drawn["png"].partition(",")[2]), [place * scale for place in drawn["cuts"]])


def _wrong(figure: Mapping[str, Any], reason: str) -> Problem:
    kinds = ", ".join(sorted({str(trace.get("type", "scatter")) for trace in figure.get("data", [])}))
    return Problem(say("A chart could not be drawn ({kinds}): {reason}", kinds=kinds, reason=reason))
