"""Where the labels of crowded points go: near their points, not on each other, at any width of the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Boxes = npt.NDArray[np.float64]  # a row each: left, top, right, bottom
WIDTHS = (285, 640, 1100)  # of the drawing, in pixels: phone, tablet, desk
RINGS = (13, 20, 30, 42, 56, 72)
TURNS = 16
LETTER, HALF_LINE, DOT, NEARER = 3.6, 7.0, 4.5, 5  # half a letter's width, half a line, …


class Box(NamedTuple):
    """Left, top, right and bottom in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, others: Boxes) -> float:
        """Give the area that a box shares with others, all together."""
        wide = np.minimum(self.right, others[:, 2]) - np.maximum(self.left, others[:, 0])
        high = np.minimum(self.bottom, others[:, 3]) - np.maximum(self.top, others[:, 1])
        return float((wide.clip(0) * high.clip(0)).sum())


def place_labels(points: Mapping[str, tuple[float, float]], height: float) -> dict[str, tuple[float, float]]:
    """Give each label's shift from its point, in pixels; points are shares of the drawing, from its upper left.

    >>> place_labels({"A-1": (0.5, 0.5)}, 400)
    {'A-1': (18.8, 0.0)}
    """
    frames: list[Point] = [(width, height) for width in WIDTHS]
    taken = {frame: [_around(_in(frame, point)) for point in points.values()] for frame in frames}
    shifts = {}
    for label, point in points.items():
        shifts[label] = _best_shift(label, point, taken)
        for frame, boxes in taken.items():
            boxes.append(_label_box(label, _in(frame, point), shifts[label]))
    return shifts


def _best_shift(label: str, point: Point, taken: dict[Point, list[Box]]) -> Point:
    """Take the nearest shift without any overlap, else the one with the least."""
    costs: dict[Point, float] = {}
    others = {frame: np.array(boxes, dtype=float) for frame, boxes in taken.items()}
    for shift in _shifts(label):
        costs[shift] = sum(_cost(_label_box(label, _in(frame, point), shift), frame, others[frame]) for frame in taken)
        if not costs[shift]:
            return shift
    return min(costs, key=lambda shift: costs[shift])


def _shifts(label: str) -> Iterator[Point]:
    """List shifts from near to far, each ring starting on the right."""
    for ring in RINGS:
        for turn in range(TURNS):
            angle = 2 * math.pi * turn / TURNS
            across = math.cos(angle) * (ring - NEARER + LETTER * len(label))
            yield round(across, 1), round(math.sin(angle) * ring, 1)


def _cost(box: Box, frame: Point, taken: Boxes) -> float:
    inside = box.overlap(np.array([[0.0, 0.0, *frame]]))
    outside = (box.right - box.left) * (box.bottom - box.top) - inside
    return round(outside + box.overlap(taken), 3)


def _in(frame: Point, point: Point) -> Point:
    return frame[0] * point[0], frame[1] * point[1]


def _around(place: Point) -> Box:
    return Box(place[0] - DOT, place[1] - DOT, place[0] + DOT, place[1] + DOT)


def _label_box(label: str, place: Point, shift: Point) -> Box:
    half, x, y = LETTER * len(label), place[0] + shift[0], place[1] + shift[1]
    return Box(x - half, y - HALF_LINE, x + half, y + HALF_LINE)
