"""House style: one dark and one light blue, grey for everything else; readable in grey, in print and on a phone.

Marks reach a contrast of 3 to 1 on white, text 4.5 to 1. Fonts are the reader's own.
"""

from __future__ import annotations

from typing import Any

INK, MUTED, LINE = "#1b1f24", "#57606a", "#d9dee3"
DARK, LIGHT = "#0b3c5d", "#4f8fbf"
HATCH = "#8b949e"
SCALE = ((0.0, "#f1f6fa"), (1.0, "#5e9cc9"))  # dark text keeps its contrast on all of it
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
TEXT, SMALL = 12, 11
CONFIG = {"displayModeBar": False, "responsive": True}
PHONE = 42  # letters of TEXT that fit on a line of a phone
SEPARATORS = {"en": ".,", "ru": ",\N{NO-BREAK SPACE}"}

AXIS = {
    "fixedrange": True,
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "tickfont": {"size": SMALL, "color": MUTED},
    "title": {"font": {"size": SMALL, "color": MUTED}},
}
TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": TEXT, "color": INK},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "colorway": [DARK, LIGHT, MUTED],
        "xaxis": AXIS,
        "yaxis": AXIS,
        "annotationdefaults": {"showarrow": False, "borderpad": 0},
        "hoverlabel": {
            "bgcolor": "#ffffff",
            "bordercolor": MUTED,
            "font": {"color": INK, "size": TEXT},
            "align": "left",
        },
    }
}


def house_layout(language: str, *, height: float, **further: Any) -> dict[str, Any]:
    """Make the layout that all charts share; its height is fixed, its width is the reader's.

    >>> house_layout("ru", height=300)["separators"][0]
    ','
    """
    return {
        "template": TEMPLATE,
        "autosize": True,
        "height": height,
        "separators": SEPARATORS.get(language, SEPARATORS["en"]),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        **further,
    }
