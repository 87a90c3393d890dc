"""Where the labels of crowded points go: near their points, not on each other, at any width of the page."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Boxes = npt.NDArray[np.float64]  # a row each: left, top, right, bottom
WIDTHS = (285, 640, 1100)  # of the drawing, in pixels: phone, tablet, desk
RINGS = (13, 20, 30, 42, 56, 72)
TURNS = 16
LETTER, HALF_LINE, DOT, NEARER = 3.6, 7.0, 4.5, 5  # half a letter's width, half a line, …


def place_labels(points: Mapping[str, tuple[float, float]], height: float) -> dict[str, tuple[float, float]]:
    """Give each label's shift from its point, in pixels; points are shares of the drawing, from its upper left.

    >>> place_labels({"A-1": (0.5, 0.5)}, 400)
    {'A-1': (18.8, 0.0)}
    """
    frames: list[Point] = [(width, height) for width in WIDTHS]
    taken = {frame: [_around(_in(frame, point), DOT, DOT) for point in points.values()] for frame in frames}
    shifts = {}
    for label, point in points.items():
        shifts[label] = _best_shift(label, point, taken)
        for frame, boxes in taken.items():
            boxes.append(_label_boxes(label, _in(frame, point), np.array([shifts[label]]))[0])
    return shifts


def _best_shift(label: str, point: Point, taken: Mapping[Point, list[Boxes]]) -> Point:
    """Take the nearest shift without any overlap, else the one with the least."""
    shifts = _shifts(label)
    costs = sum(_costs(_label_boxes(label, _in(frame, point), shifts), frame, taken[frame]) for frame in taken)
    x, y = shifts[int(np.argmin(costs))]
    return float(x), float(y)


def _shifts(label: str) -> Boxes:
    """List shifts from near to far, each ring starting on the right."""
    rings, turns = np.repeat(RINGS, TURNS), np.tile(np.arange(TURNS), len(RINGS))
    angles = 2 * np.pi * turns / TURNS
    across = np.cos(angles) * (rings - NEARER + LETTER * len(label))
    return np.column_stack([across, np.sin(angles) * rings]).round(1)


def _costs(boxes: Boxes, frame: Point, taken: list[Boxes]) -> Boxes:
    """Give the area of each box that lies outside of the frame or on what is taken."""
    inside = _shared(boxes, np.array([[0.0, 0.0, *frame]]))
    outside = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) - inside
    return np.asarray((outside + _shared(boxes, np.array(taken))).round(3))


def _shared(boxes: Boxes, others: Boxes) -> Boxes:
    """Give the area that each box shares with others, all together."""
    begin = np.maximum(boxes[:, None, :2], others[None, :, :2])
    sides = (np.minimum(boxes[:, None, 2:], others[None, :, 2:]) - begin).clip(0)
    return np.asarray(sides.prod(axis=2).sum(axis=1))


def _in(frame: Point, point: Point) -> Point:
    return frame[0] * point[0], frame[1] * point[1]


def _around(place: Point, wide: float, high: float) -> Boxes:
    return np.array([place[0] - wide, place[1] - high, place[0] + wide, place[1] + high])


def _label_boxes(label: str, place: Point, shifts: Boxes) -> Boxes:
    half = np.array([LETTER * len(label), HALF_LINE])
    middles = np.array(place) + shifts
    return np.hstack([middles - half, middles + half])
