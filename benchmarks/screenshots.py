"""Takes pictures of every page of the built reports and of every chart, to be looked at: `make screenshots`.

Whole pages at the widths of a desk and of a phone, as readers see them by day; the first report in the dark as well.
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
DRAWINGS = "figure.chart .card"


def name_of(page: Path, reports: Path) -> str:
    return "-".join(page.relative_to(reports).with_suffix("").parts).removesuffix("-final_report")


def picture_page(browser: Any, page: Path, target: Path, **view: Any) -> None:
    with opened(browser, page, **view) as seen:
        seen.page.screenshot(path=target, full_page=True)


def picture_charts(browser: Any, page: Path, stem: Path) -> None:
    with opened(browser, page, viewport=DESK) as seen:
        for number, card in enumerate(seen.page.locator(DRAWINGS).all(), start=1):
            card.screenshot(path=stem.with_name(f"{stem.name}-chart-{number:02}.png"))


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
            picture_page(browser, page, stem.with_name(f"{stem.name}-desk.png"), viewport=DESK)
            picture_page(browser, page, stem.with_name(f"{stem.name}-phone.png"), viewport=PHONE)
            picture_charts(browser, page, stem)
            if page == dark:
                target = stem.with_name(f"{stem.name}-dark.png")
                picture_page(browser, page, target, viewport=DESK, color_scheme="dark")
            print(f"{page}: {len(list(folder.glob(f'{stem.name}-*.png')))} pictures")


if __name__ == "__main__":
    main()
