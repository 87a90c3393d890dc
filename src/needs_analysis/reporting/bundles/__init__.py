"""The smallest bundle of plotly.js that draws a page's charts, packed for a page that inflates it.

A bundle draws a trace it does not know as empty axes, without an error. So the types of all traces are held against
what each bundle draws, and what none of them draws stops the report.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WHOLE = "whole"
USUAL_TYPE = "scatter"
# From the smallest to the largest; the whole of plotly.js is that of the installed package.
BUNDLES = {
    "basic": {"bar", "pie", "scatter"},
    "cartesian": {
        *("bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour"),
        *("image", "pie", "scatter", "scatterternary", "violin"),
    },
}
# Where it looks whether a stylesheet of its own is in the page.
ADDED = re.compile(rb'getElementById\("([0-9a-f]{64})"\)')
# What stands beside the types of traces in plotly's list.
NO_TRACES = {"layout", "frames", "data"}


@dataclass(frozen=True)
class Bundle:
    """A bundle on its way into a page: its gzip as base64, its script's hash, the ids of stylesheets it would add."""

    packed: str
    fingerprint: str
    stylesheets: tuple[str, ...]


def trace_types(figure: dict[str, Any]) -> set[str]:
    """Return the types of a figure's traces; one that names none is a scatter.

    >>> sorted(trace_types({"data": [{"type": "bar"}, {"x": [1]}]}))
    ['bar', 'scatter']
    """
    return {str(trace.get("type") or USUAL_TYPE) for trace in figure.get("data", [])}


def smallest_bundle(types: Iterable[str]) -> str:
    """Name the smallest bundle that draws these types of traces.

    >>> smallest_bundle(["bar"]), smallest_bundle(["bar", "heatmap"]), smallest_bundle(["bar", "sankey"])
    ('basic', 'cartesian', 'whole')
    """
    wanted = set(types)
    return next((name for name, drawn in BUNDLES.items() if wanted <= drawn), WHOLE)


def unknown_types(types: Iterable[str]) -> set[str]:
    """Return the types of traces that no bundle draws.

    >>> unknown_types(["bar", "sankey", "barr"])
    {'barr'}
    """
    others = set(types) - BUNDLES["cartesian"]
    return others - _whole_types() if others else set()


@cache
def read_bundle(name: str) -> Bundle:
    """Read a bundle by its name; the same versions give the same bytes."""
    packed = packed_file(name).read_bytes() if name != WHOLE else gzip.compress(_whole(), compresslevel=9, mtime=0)
    source = gzip.decompress(packed)
    digest = base64.b64encode(hashlib.sha256(source).digest()).decode("ascii")
    added = tuple(dict.fromkeys(each.decode("ascii") for each in ADDED.findall(source)))
    return Bundle(base64.b64encode(packed).decode("ascii"), f"sha256-{digest}", added)


def packed_file(name: str) -> Path:
    """Return where a bundle is kept."""
    return Path(__file__).parent / f"plotly-{name}.min.js.gz"


def _whole() -> bytes:
    return (_plotly() / "package_data" / "plotly.min.js").read_bytes()


@cache
def _whole_types() -> set[str]:
    listed = json.loads((_plotly() / "validators" / "_validators.json").read_text(encoding="utf-8"))
    return {name for name in listed if "." not in name} - NO_TRACES


def _plotly() -> Path:
    import plotly

    return Path(plotly.__file__).parent
