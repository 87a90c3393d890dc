"""A real browser that looks at a page and keeps what the page complained about and asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ALL_DRAWN = "body:not(:has(figure.chart:not([data-drawn=yes])))"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = (
    """addEventListener("securitypolicyviolation", (event) => console.error("violation", event.violatedDirective));"""
)


@dataclass
class Seen:
    """A page as opened, with its console lines, errors and dialogs (complaints) and the addresses it asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def browser_of(chromium: Path) -> Iterator[Any]:
    """Start a browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, path: Path, *, drawn: bool = True, script: str = "", **options: Any) -> Iterator[Seen]:
    """Open a page from its file, after a script of the test's own, and wait until its charts are drawn.

    `options` are the browser context's.
    """
    context = browser.new_context(**options)
    if options.get("java_script_enabled", True):
        context.add_init_script(f"{WATCH}; {script}")
    seen = Seen(context.new_page())
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(path.resolve().as_uri())
    if drawn:
        seen.page.wait_for_selector(ALL_DRAWN, state="attached", timeout=20_000)
    yield seen
    context.close()


def wait_until(page: Any, condition: str) -> None:
    """Wait until a condition holds; asked from outside, since the page's policy forbids it to evaluate texts itself."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise TimeoutError(condition)
