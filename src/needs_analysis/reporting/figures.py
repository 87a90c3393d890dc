"""Charts on their way into a page: named, told in words, with their table, and with plotly's template written once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from needs_analysis.reporting.outputs import CHART, chart_words
from needs_analysis.reporting.tables import scrollable

USUAL_HEIGHT = 450


@dataclass(frozen=True)
class Figure:
    """A chart as the page's template needs it; `data` is JSON that no HTML parser takes for markup."""

    title: str
    alt: str
    note: str
    table: str
    data: str = field(repr=False)
    template: int
    height: int


class Gallery:
    """The charts of one page and the plotly templates they share."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.templates: list[str] = []

    def add(self, output: dict[str, Any]) -> Figure:
        """Take in a chart output; its words have been checked."""
        drawn, words = output["data"][CHART], chart_words(output)
        layout = dict(drawn.get("layout", {}))
        template = self._share(script_json(layout.pop("template", {})))
        height = int(layout.get("height") or USUAL_HEIGHT)
        data = script_json({"data": drawn.get("data", []), "layout": layout})
        words["table"] = scrollable(words["table"])
        self.figures.append(Figure(**words, data=data, template=template, height=height))
        return self.figures[-1]

    def _share(self, template: str) -> int:
        if template not in self.templates:
            self.templates.append(template)
        return self.templates.index(template)


def script_json(value: object) -> str:
    r"""Write JSON that can stand in a script element, whatever its texts say.

    >>> script_json({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")
