"""A page opened in a real browser and gone over as a person would, with everything that it did written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser import ALL_DRAWN, Seen, opened

# Whatever a text may call is put in the place of the browser's own, before anything of the page runs.
SPY = """
window.calls = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "postMessage"])
    window[name] = (...given) => { window.calls.push(name); };
for (const name of ["sendBeacon", "vibrate"])
    Navigator.prototype[name] = () => { window.calls.push(name); };
"""
# Text of the page and of its pictures; what is folded away too, but neither scripts nor styles.
TEXT = """() => {
    const page = document.body.cloneNode(true);
    page.querySelectorAll("script, style").forEach(each => each.remove());
    return page.textContent;
}"""
ATTRIBUTES = (
    """() => [...document.querySelectorAll("[aria-label]")].map(each => each.getAttribute("aria-label")).join(" ")"""
)
# Elements and attributes by name, outside of what plotly.js itself draws with.
ELEMENTS = "() => [...new Set([...document.querySelectorAll('*')].map(each => each.localName))]"
HANDLERS = """() => [...document.querySelectorAll("*")].flatMap(each => [...each.attributes]
    .filter(one => !(each.matches(".drawing image") && one.value.startsWith("data:image/png;")))
    .filter(one => one.name.startsWith("on")
        || (["href", "src", "action", "formaction", "xlink:href"].includes(one.name)
        && !one.value.startsWith("#") && one.value !== "data:," && !/^[a-z_/]+\\.html$/.test(one.value)))
    .map(one => `${each.localName} ${one.name}=${one.value}`))"""
# plotly.js shows a hover at most every few milliseconds, so the clock is made to run.
HOVERS = """() => {
    const found = [];
    let now = Date.now();
    Date.now = () => now += 1000;
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
        graph._fullData.forEach((trace, curve) => {
            const points = graph.calcdata[curve].length;
            if (trace.hoverinfo === "skip") return;
            for (const place of Array(points).keys()) {
                Plotly.Fx.hover(graph, [{ curveNumber: curve, pointNumber: place }]);
                found.push(graph.querySelector(".hoverlayer").textContent);
            }
            Plotly.Fx.unhover(graph);
        });
    }
    return found;
}"""


@dataclass
class Watched:
    """A page gone over: its text, what stands in hovers and spoken labels, its elements; and all that it did."""

    text: str
    hovers: list[str]
    spoken: str
    elements: set[str]
    active: list[str]
    calls: list[str]
    frames: int
    pages: int
    title: str
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def did(self) -> list[str]:
        """Everything that a page of text and pictures has no reason to do."""
        moved = [] if self.requests == [self.address] else self.requests
        return [*self.calls, *self.active, *self.complaints, *moved, *["frame"] * (self.frames - 1)]


@contextmanager
def watched(browser: Any, path: Path, *, drawn: bool = True) -> Iterator[Watched]:
    """Open a page, wait for its charts, move the mouse over it and press keys, and tell what came of it."""
    with opened(browser, path, drawn=False, script=SPY, viewport={"width": 1000, "height": 800}) as seen:
        if drawn:
            seen.page.wait_for_selector(ALL_DRAWN, state="attached", timeout=60_000)
        hovers = seen.page.evaluate(HOVERS) if drawn else []
        _go_over(seen.page)
        yield _told(seen, hovers)


def _go_over(page: Any) -> None:
    for figure in page.query_selector_all(".drawing .nsewdrag")[:3]:
        figure.scroll_into_view_if_needed()
        page.mouse.move(200, 200)
        page.mouse.move(400, 420, steps=5)
    page.mouse.click(3, 3)
    for key in ("Tab", "Enter", "End"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)


def _told(seen: Seen, hovers: list[str]) -> Watched:
    page = seen.page
    return Watched(
        text=page.evaluate(TEXT),
        hovers=hovers,
        spoken=page.evaluate(ATTRIBUTES),
        elements=set(page.evaluate(ELEMENTS)),
        active=page.evaluate(HANDLERS),
        calls=page.evaluate("window.calls"),
        frames=len(page.frames),
        pages=len(page.context.pages),
        title=page.title(),
        address=page.url.partition("#")[0],
        complaints=seen.complaints,
        requests=seen.requests,
    )
