"""Where the boxes of an open page lie: what stands out of it, is cut, or lies on something else."""

from __future__ import annotations

from typing import Any

from tests.browser import wait_until

WIDER = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? ["the page is wider than its window"] : []"""
# What stands out of the page, or out of the box that scrolls it.
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(each => each.checkVisibility()
    && !each.closest('.table-scroll table, .drawing, .skip') && each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 80))"""
# Words of each drawing that are cut by its edges, and pairs of words that lie on each other by more than a hair.
CLASHES = """(parted) => [...document.querySelectorAll('figure.chart .drawing:not(.further)')].flatMap(drawing => {
    const edge = drawing.getBoundingClientRect();
    const boxes = [...drawing.querySelectorAll('svg text')].filter(each => each.textContent.trim())
        .map(each => [each.textContent, each.getBoundingClientRect()]).filter(([, box]) => box.width);
    const cut = boxes.filter(([, box]) => box.left < edge.left - 1 || box.right > edge.right + 1
        || (!parted && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1))).map(([text]) => `cut: ${text}`);
    const over = (one, other) => Math.min(
        Math.min(one.right, other.right) - Math.max(one.left, other.left),
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
    const pairs = boxes.flatMap(([text, box], at) => boxes.slice(at + 1)
        .filter(([, other]) => over(box, other) > 2).map(([other]) => `${text} / ${other}`));
    return [...cut, ...pairs].map(each => `${drawing.closest('figure').ariaLabel}: ${each}`);
})"""
FITTED = """[...document.querySelectorAll('.drawing')].every(each =>
    Math.abs(each.querySelector('.main-svg')?.width.baseVal.value - each.clientWidth) <= 1)"""
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def fitted_to(page: Any, width: int) -> None:
    """Give the window a width, and wait until the charts have it."""
    page.set_viewport_size({"width": width, "height": 800})
    wait_until(page, FITTED)


def out_of_place(page: Any) -> list[str]:
    """Return what is wider than the page, stands out of it, or is a label cut or laid on another."""
    return [*page.evaluate(WIDER), *page.evaluate(OUTSIDE), *page.evaluate(CLASHES, False)]
