"""Colours that mean different things can be told apart by anybody, and in grey.

Simulated by the matrices for full severity of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291–1298;
distances are those of CIE 1976 L*a*b* for the white D65, where a little more than 2 can just be seen.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from needs_analysis.charts.heat import shade
from needs_analysis.charts.style import DARK, HATCH, INK, LIGHT, MUTED, SCALE

MACHADO = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
D65 = XYZ.sum(axis=1)
WHITE = "#ffffff"
CLEARLY = 20.0
# Told apart by colour: two bars or a dot on its interval; an open dot from a full one; a hatched cell from the ground.
APART = [(DARK, LIGHT), (DARK, WHITE), (LIGHT, WHITE), (HATCH, WHITE), (DARK, HATCH), (MUTED, WHITE)]

each_eye = pytest.mark.parametrize("eye", MACHADO)


def linear(color: str) -> np.ndarray:
    """Light of a colour, from 0 to 1 in red, green and blue."""
    parts = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(color: str, eye: str) -> np.ndarray:
    """A colour in L*a*b*, as an eye sees it."""
    light = np.clip(MACHADO[eye] @ linear(color), 0, 1)
    ratio = XYZ @ light / D65
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(one: str, other: str, eye: str) -> float:
    """How far two colours lie apart for an eye."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_the_simulation_knows_what_red_and_green_are_to_a_deuteranope() -> None:
    """Red and a dark green are far apart for most people, and close for one in twenty men."""
    assert distance("#d62728", "#7f7f00", "all cones") > 60
    assert distance("#d62728", "#7f7f00", "deuteranopia") < 25


@each_eye
@pytest.mark.parametrize(("one", "other"), APART)
def test_colours_are_told_apart(one: str, other: str, eye: str) -> None:
    """By everybody, ten times more clearly than is just seen."""
    assert distance(one, other, eye) >= CLEARLY


@pytest.mark.parametrize(("one", "other"), APART)
def test_they_are_told_apart_in_grey(one: str, other: str) -> None:
    """Printed without colour, lightness alone tells them apart."""
    assert abs(lab(one, "all cones")[0] - lab(other, "all cones")[0]) >= CLEARLY


@each_eye
def test_cells_of_a_grid_darken_step_by_step(eye: str) -> None:
    """Five steps of the scale are seen in their order; and the number stands in each cell."""
    steps = [lab(shade(share), eye)[0] for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert all(lighter - darker > 4 for lighter, darker in pairwise(steps))
    assert [shade(0.0), shade(1.0)] == [color for _, color in SCALE]


@each_eye
def test_no_two_colours_of_the_house_are_the_same(eye: str) -> None:
    """Ink and quiet text, which words tell apart as well, still differ."""
    house = [INK, MUTED, DARK, LIGHT, HATCH, WHITE]
    close = {(one, other) for one, other in combinations(house, 2) if distance(one, other, eye) < 8}
    assert close <= {(INK, DARK)}
