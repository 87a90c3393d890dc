"""Takes pictures of every page of the built reports and of every chart, to be looked at: `make screenshots`.

Each page part by part, as a whole one is too tall for a picture, at the widths of a desk and of a phone, as readers see
it by day; the first report in the dark as well.
They go to `.screenshots/`, which git leaves out:  python benchmarks/screenshots.py [REPORTS [FOLDER]]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser import browser_of, opened
from tests.conftest import find_browser

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PARTS, DRAWINGS = "header.cover, main > section, main.index", "figure.chart .card"
SECONDS = 120


def name_of(page: Path, reports: Path) -> str:
    return "-".join(page.relative_to(reports).with_suffix("").parts).removesuffix("-final_report")


def picture(browser: Any, page: Path, stem: Path, *, what: str = PARTS, **view: Any) -> None:
    """Take a picture of each part of a page."""
    with opened(browser, page, drawn=page.name != "index.html", **view) as seen:
        for number, part in enumerate(seen.page.locator(what).all()):
            part.screenshot(path=stem.with_name(f"{stem.name}-{number:02}.png"), timeout=1000 * SECONDS)


def main() -> None:
    reports = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("reports")
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(".screenshots")
    pages, chromium = sorted(reports.rglob("*.html")), find_browser()
    if not pages:
        sys.exit(f"There is no report in {reports}: run `make report` first.")
    if chromium is None:
        sys.exit("No Chromium, Chrome or Edge was found on this machine.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    dark = next((page for page in pages if page.name == "final_report.html"), pages[0])
    with browser_of(chromium) as browser:
        for page in pages:
            stem = folder / name_of(page, reports)
            picture(browser, page, stem.with_name(f"{stem.name}-desk"), viewport=DESK)
            picture(browser, page, stem.with_name(f"{stem.name}-phone"), viewport=PHONE)
            picture(browser, page, stem.with_name(f"{stem.name}-chart"), viewport=DESK, what=DRAWINGS)
            if page == dark:
                picture(browser, page, stem.with_name(f"{stem.name}-dark"), viewport=DESK, color_scheme="dark")
            print(f"{page}: {len(list(folder.glob(f'{stem.name}-*.png')))} pictures")


if __name__ == "__main__":
    main()
