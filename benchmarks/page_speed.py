"""How soon a report's first chart is there, and how long the page hangs while it is scrolled through.

Each page is opened from its file, without a network, in a browser of the Chromium family, as it is and with the
processor slowed down four times. Run it after `make report`, from the repository's root with the project's Python:

    python benchmarks/page_speed.py [PAGE ...]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser import browser_of
from tests.conftest import find_browser

RUNS, SLOWER, STEP, PAUSE = 3, 4, 400, 60
WATCH = """
window.tasks = [];
window.drawn = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => [each.startTime, each.duration])))
    .observe({ type: "longtask", buffered: true });
new MutationObserver((changes) => {
    for (const { target } of changes) if (target.dataset.drawn === "yes") drawn.push(performance.now());
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
"""
END = "() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2"


def measure(browser: Any, page_file: Path, slower: int) -> tuple[float, float, float]:
    """Open a page and scroll on: seconds to the first chart, and the longest task before it and while scrolling."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(page_file.resolve().as_uri())
    page.wait_for_selector("figure.chart[data-drawn=yes]", state="attached")
    first, start = page.evaluate("[drawn[0], performance.now()]")
    while not page.evaluate(END):
        page.mouse.wheel(0, STEP)
        page.wait_for_timeout(PAUSE)
    page.wait_for_timeout(500)
    tasks = page.evaluate("tasks")
    context.close()
    before = max((length for began, length in tasks if began < start), default=0)
    while_scrolling = max((length for began, length in tasks if began >= start), default=0)
    return first / 1000, before, while_scrolling


def main() -> None:
    pages = [Path(name) for name in sys.argv[1:]] or sorted(Path("reports").glob("organiser/*/final_report.html"))
    chromium = find_browser()
    if chromium is None:
        sys.exit("no Chromium, Chrome or Edge was found on this machine")
    with browser_of(chromium) as browser:
        for page in pages:
            for slower in (1, SLOWER):
                runs = [measure(browser, page, slower) for _ in range(RUNS)]
                first, before, scrolling = (
                    f"{statistics.median(each):.2f} (most {max(each):.2f})" for each in zip(*runs, strict=True)
                )
                print(
                    f"{page}, slowed {slower} times: first chart {first} s; longest task {before} ms, "
                    f"while scrolling {scrolling} ms"
                )


if __name__ == "__main__":
    main()
