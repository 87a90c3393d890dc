"""Charts on their way into a page: named, told in words, with their table; what is drawn is packed once for all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from needs_analysis.reporting.bundles import smallest_bundle, trace_types
from needs_analysis.reporting.outputs import CHART, chart_words
from needs_analysis.reporting.scripts import pack
from needs_analysis.reporting.tables import mark_long, scrollable

USUAL_HEIGHT = 450
DIGITS = 6  # of a coordinate; a screen shows four


@dataclass(frozen=True)
class Figure:
    """A chart as the page's template needs it; `number` is its place among the page's charts."""

    title: str
    alt: str
    note: str
    table: str
    number: int
    height: int


class Gallery:
    """The charts of one page, what draws them, and the plotly templates they share."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._drawn: list[dict[str, Any]] = []
        self._templates: list[dict[str, Any]] = []
        self._types: set[str] = set()

    def add(self, output: dict[str, Any]) -> Figure:
        """Take in a chart output; its words have been checked."""
        drawn, words = output["data"][CHART], chart_words(output)
        layout = dict(drawn.get("layout", {}))
        template = self._share(layout.pop("template", {}))
        height = int(layout.get("height") or USUAL_HEIGHT)
        words["table"] = mark_long(scrollable(words["table"]))
        self.figures.append(Figure(**words, number=len(self._drawn), height=height))
        self._drawn.append(shortened({"data": drawn.get("data", []), "layout": layout, "template": template}))
        compact_json(self._drawn[-1]).encode("utf-8")  # fails here, where the output at fault is known
        self._types |= trace_types(drawn)
        return self.figures[-1]

    @property
    def bundle(self) -> str:
        """The name of the smallest bundle that draws all charts."""
        return smallest_bundle(self._types)

    def packed(self) -> str:
        """Return what is drawn as packed JSON: the figures, and the templates that they name by their place."""
        told = {"figures": self._drawn, "templates": shortened(self._templates)}
        return pack(compact_json(told).encode("utf-8"))

    def _share(self, template: dict[str, Any]) -> int:
        if template not in self._templates:
            self._templates.append(template)
        return self._templates.index(template)


def shortened(value: Any) -> Any:
    """Round all coordinates to what can be seen, and no further.

    >>> shortened({"x": [2.5584920634920634, 47.0, 120]})
    {'x': [2.55849, 47, 120]}
    """
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(one) for one in value]
    if isinstance(value, float):
        short = float(f"{value:.{DIGITS}g}")
        return int(short) if short.is_integer() else short
    return value


def compact_json(value: object) -> str:
    """Write JSON without blanks; the same value gives the same text.

    >>> compact_json({"b": 1, "a": "ё"})
    '{"a":"ё","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def script_json(value: object) -> str:
    r"""Write JSON that can stand in a script element, whatever its texts say.

    >>> script_json({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    return compact_json(value).replace("<", "\\u003c")
