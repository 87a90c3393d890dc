"""What a cell showed, checked: everything is either shown in the report or stops it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needs_analysis.language import say
from needs_analysis.reporting.bundles import trace_types, unknown_types
from needs_analysis.reporting.inert import html_problems

CHART, HTML, MARKDOWN, PLAIN = "application/vnd.plotly.v1+json", "text/html", "text/markdown", "text/plain"
SHOWN = (CHART, HTML, MARKDOWN, PLAIN)
# What a display says as data: other documents than pages are made from it.
CONTENT = "application/vnd.needs-analysis+json"
WORDS = ("title", "alt", "note", "table")
REQUIRED = ("title", "alt", "table")
LONGEST = 500  # letters of what was printed that are repeated
# plotly fetches the outlines or tiles of these from another host, so that they stay blank offline.
FETCHED = {
    *("choropleth", "scattergeo", "choroplethmap", "choroplethmapbox"),
    *("densitymap", "densitymapbox", "scattermap", "scattermapbox"),
}


def mimetype_of(output: dict[str, Any]) -> str:
    """Return the richest form in which an output is shown.

    >>> mimetype_of({"data": {"text/plain": "…", "text/html": "<p>…</p>"}})
    'text/html'
    """
    return next(mimetype for mimetype in SHOWN if mimetype in output["data"])


def output_problems(output: dict[str, Any]) -> Iterator[str]:
    """Say why an output cannot be shown as it is."""
    if output["output_type"] not in ("display_data", "execute_result"):
        text = str(output.get("text", output.get("evalue", ""))).strip()
        yield say("it printed or warned: {text}", text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
        return
    unknown = sorted(set(output["data"]) - {*SHOWN, CONTENT})
    if unknown or not output["data"]:
        yield say("it shows what a report has no form for: {mimetypes}", mimetypes=", ".join(unknown))
    elif CHART in output["data"]:
        yield from _chart_problems(output["data"][CHART], chart_words(output))
    elif HTML in output["data"]:
        yield from html_problems(output["data"][HTML])


def chart_words(output: dict[str, Any]) -> dict[str, str]:
    """Return the title, alternative text, note and table that come with a chart, blank where they are missing."""
    words = output.get("metadata", {}).get(CHART, {})
    return {name: str(words.get(name, "")) for name in WORDS}


def _chart_problems(figure: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    if not all(words[name].strip() for name in REQUIRED):
        yield say("its chart has no text alternative: a title, a sentence (alt) and a table are needed")
    types = trace_types(figure)
    if fetched := sorted(types & FETCHED):
        yield say("its chart is blank without a network: {types}", types=", ".join(fetched))
    elif unknown := sorted(unknown_types(types)):
        yield say("its chart has traces of a type that plotly.js does not draw: {types}", types=", ".join(unknown))
    images = (image.get("source") for image in figure.get("layout", {}).get("images", []))
    if fetched := sorted(str(source) for source in images if source and not str(source).startswith("data:")):
        yield say("its chart is blank without a network: {types}", types=", ".join(fetched))
    yield from html_problems(words["table"])
