"""The house style can be seen: contrast by the formula of WCAG 2."""

import pytest

from needs_analysis.charts.placement import WIDTHS, place_labels
from needs_analysis.charts.style import DARK, HATCH, INK, LIGHT, MUTED, SCALE

WHITE = "#ffffff"


def luminance(color: str) -> float:
    """Relative luminance of a colour."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mark", [DARK, LIGHT, HATCH])
def test_marks_stand_out(mark: str) -> None:
    """What carries meaning reaches 3 to 1 on white."""
    assert contrast(mark, WHITE) >= 3


@pytest.mark.parametrize(("text", "ground"), [(INK, WHITE), (MUTED, WHITE), *((INK, color) for _, color in SCALE)])
def test_text_can_be_read(text: str, ground: str) -> None:
    """Words reach 4.5 to 1, also in the darkest cell."""
    assert contrast(text, ground) >= 4.5


def test_dark_and_light_differ_without_colour() -> None:
    """Two bars side by side are told apart in grey."""
    assert contrast(DARK, LIGHT) >= 2.5


def test_labels_of_crowded_points_do_not_touch() -> None:
    """A dozen points close together: no two labels share a place at any width of the page."""
    points = {f"AB-{number:02}": (0.4 + number % 4 * 0.06, 0.4 + number // 4 * 0.05) for number in range(12)}
    shifts = place_labels(points, 520)
    for width in WIDTHS:
        places = [(x * width + shifts[name][0], y * 520 + shifts[name][1]) for name, (x, y) in points.items()]
        close = [
            (one, other)
            for at, one in enumerate(places)
            for other in places[:at]
            if abs(one[0] - other[0]) < 35 and abs(one[1] - other[1]) < 13
        ]
        assert close == []
