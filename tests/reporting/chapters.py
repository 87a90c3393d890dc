"""Small notebooks for tests: as an author saves them, and as a run leaves them."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

CHART, HTML, PLAIN = "application/vnd.plotly.v1+json", "text/html", "text/plain"
CONTENT = "application/vnd.needs-analysis+json"
PARAMETERS = 'release = "../release"\nlanguage = "en"'
TABLE = (
    '<table class="na-table"><caption>Gaps by need</caption>'
    '<thead><tr><th scope="col">Need</th><th scope="col" class="num">Gap</th></tr></thead>'
    '<tbody><tr><th scope="row">Tools to assess risks</th><td class="num">1.5</td></tr></tbody></table>'
)
CONTENTS = {
    "kind": "table",
    "caption": "Gaps by need",
    "headings": ["Need", "Gap"],
    "rows": [[{"text": "Tools to assess risks"}, {"text": "1.5", "kind": "num", "values": [1.5], "digits": 1}]],
}
WORDS = {"title": "The widest gap", "alt": "The widest gap is 1.5 points.", "note": "Points: means.", "table": TABLE}
FIGURE = {
    "data": [{"type": "bar", "orientation": "h", "x": [1.5, 1.0], "y": ["Tools", "Profiles"]}],
    "layout": {"height": 300, "template": {"layout": {"paper_bgcolor": "#fff"}}},
}


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str, *outputs: dict[str, Any], tag: str = "") -> dict[str, Any]:
    metadata = {"tags": [tag]} if tag else {}
    shown = {"execution_count": 1, "outputs": list(outputs)}
    return {"cell_type": "code", "metadata": metadata, "source": source, **shown}


def shows(**data: Any) -> dict[str, Any]:
    """An output with the content of each mimetype."""
    return {"output_type": "display_data", "data": data, "metadata": {}}


def draws(figure: dict[str, Any] | None = None, **words: str) -> dict[str, Any]:
    """A chart output; `words` replace the usual ones."""
    metadata = {CHART: {**WORDS, "content": CONTENTS, **words}}
    return {"output_type": "display_data", "data": {CHART: figure or FIGURE}, "metadata": metadata}


def code_that_shows(output: dict[str, Any]) -> str:
    """A cell's source that shows this output when it is executed."""
    return f"display({output['data']!r}, raw=True, metadata={output['metadata']!r})"


def write_chapter(path: Path, *cells: dict[str, Any], parameters: str | None = PARAMETERS) -> Path:
    """Write a notebook with a cell tagged `parameters` after the first one."""
    tagged = [] if parameters is None else [code(parameters, tag="parameters")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": [*cells[:1], *tagged, *cells[1:]], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def drawn_in(html: str) -> dict[str, Any]:
    """What a page's charts are drawn from: `figures` and their `templates`."""
    packed = re.findall(r'<script type="text/plain" id="figures">([^<]*)</script>', html)
    assert len(packed) == 1
    return dict(json.loads(gzip.decompress(base64.b64decode(packed[0]))))
