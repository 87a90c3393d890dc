"""What a page may do: were a text let through as markup after all, the page's policy would still stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.browser import browser_of
from tests.hostile.pages import chart_of, index_of, page_of
from tests.hostile.watching import SPY
from tests.small_release import make_release

HEAD = re.compile(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ELSEWHERE = "https://example.org/"
INTRUDERS = {
    "inline script": "<script>alert(1)</script>",
    "script from elsewhere": f'<script src="{ELSEWHERE}x.js"></script>',
    "script as data": '<script src="data:text/javascript,alert(1)"></script>',
    "module": f'<script type="module">import "{ELSEWHERE}x.js"; alert(1)</script>',
    "script in a picture": "<svg><script>alert(1)</script></svg>",
    "handler": '<img src="data:,x" onerror="alert(1)"><svg onload="alert(1)"></svg>',
    "link that runs": '<a class="click" href="javascript:alert(1)">click</a>',
    "image from elsewhere": f'<img src="{ELSEWHERE}x.png"><picture><source srcset="{ELSEWHERE}y.png"><img></picture>',
    "image beside the page": '<img src="x.png">',
    "picture of a style": f'<p style="background: url({ELSEWHERE}x.png)">styled</p>',
    "stylesheet": f'<style>@import "{ELSEWHERE}x.css"; h1 {{ display: none }}</style>',
    "stylesheet from elsewhere": f'<link rel="stylesheet" href="{ELSEWHERE}x.css">',
    "font": f"<style>@font-face {{ font-family: f; src: url({ELSEWHERE}f) }} h1 {{ font-family: f }}</style>",
    "frame": f'<iframe src="{ELSEWHERE}"></iframe>',
    "frame with a script": '<iframe srcdoc="<script>top.alert(1)</script>"></iframe>',
    "object": f'<object data="{ELSEWHERE}x"></object><embed src="{ELSEWHERE}x">',
    "sound and film": f'<video src="{ELSEWHERE}x" autoplay></video><audio src="{ELSEWHERE}x" autoplay></audio>',
    "form": f'<form action="{ELSEWHERE}"><input name="a" value="b"><button class="click">send</button></form>',
    "button that runs": '<form><button class="click" formaction="javascript:alert(1)">send</button></form>',
    "base": f'<base href="{ELSEWHERE}"><img src="x.png">',
    "fetched before": f'<link rel="preload" as="image" href="{ELSEWHERE}x"><link rel="manifest" href="{ELSEWHERE}m">',
}


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    with browser_of(chromium) as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A report with a chart, one without, and the page that lists reports, as they are written."""
    folder, release = tmp_path_factory.mktemp("pages"), make_release()
    drawn = page_of([chart_of(["label"])], release, folder).read_text(encoding="utf-8")
    plain = page_of([], release, folder).read_text(encoding="utf-8")
    return {"drawn": drawn, "plain": plain, "index": index_of(release, folder).read_text(encoding="utf-8")}


@pytest.mark.parametrize("name", ["drawn", "plain", "index"])
def test_a_page_states_its_policy_before_anything_else(pages: dict[str, str], name: str) -> None:
    """It is the first element of the head, so that it holds for all that follows."""
    assert pages[name].count("<meta http-equiv=") == 1
    assert HEAD.search(pages[name])


@pytest.mark.parametrize("name", ["drawn", "plain", "index"])
def test_a_policy_forbids_what_the_page_does_not_need(pages: dict[str, str], name: str) -> None:
    """Nothing by default; scripts and stylesheets by their fingerprints alone; images as data; no base, no forms."""
    stated = HEAD.search(pages[name])
    assert stated
    rules = dict(rule.split(" ", 1) for rule in unescape(stated[1]).split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert ("script-src" in rules) == (name == "drawn")
    for strict in ("script-src", "style-src-elem" if name == "drawn" else "style-src"):
        assert all(source.startswith("'sha256-") for source in rules.get(strict, "").split())


@pytest.mark.parametrize("name", ["drawn", "plain", "index"])
def test_what_is_put_into_a_page_does_nothing(browser: Any, pages: dict[str, str], tmp_path: Path, name: str) -> None:
    """It runs nothing, asks for nothing, goes nowhere, and hides nothing of what is shown."""
    path = tmp_path / "page.html"
    path.write_text(pages[name].replace("<main", f"{''.join(INTRUDERS.values())}<main", 1), encoding="utf-8")
    assert visit(browser, path) == ([], [path.as_uri()], path.as_uri(), True)


@pytest.mark.parametrize(
    "intruder", ["inline script", "handler", "link that runs", "image from elsewhere", "form", "stylesheet", "frame"]
)
def test_without_a_policy_it_would(browser: Any, pages: dict[str, str], tmp_path: Path, intruder: str) -> None:
    """The same page without its policy runs it, asks for it, goes there, or hides its title."""
    path = tmp_path / "page.html"
    bare = pages["plain"].replace("Content-Security-Policy", "X-Nothing")
    path.write_text(bare.replace("<main", f"{INTRUDERS[intruder]}<main", 1), encoding="utf-8")
    calls, requests, address, heading = visit(browser, path)
    assert calls or requests != [path.as_uri()] or address != path.as_uri() or not heading


def visit(browser: Any, path: Path) -> tuple[list[str], list[str], str, bool]:
    """Open a page and click what it offers; give what was called and asked for, the address, and if a title shows."""
    context = browser.new_context(offline=True)
    context.add_init_script(SPY)
    page, requests = context.new_page(), list[str]()
    page.on("requestfinished", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: request.failure == "csp" or requests.append(request.url))
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    page.wait_for_timeout(200)
    page.evaluate("document.querySelectorAll('.click').forEach(each => each.click())")
    page.wait_for_timeout(200)
    calls, heading = seen(page) if page.url == path.as_uri() else ([], False)
    told = calls, requests, page.url, heading
    context.close()
    return told


def seen(page: Any) -> tuple[list[str], bool]:
    """Give what a page called, and if its title shows; nothing of one that is just being left for another."""
    from playwright.sync_api import Error

    try:
        return page.evaluate("window.calls"), page.locator("h1").is_visible()
    except Error as error:
        if "because of a navigation" not in error.message:
            raise
        return [], False
