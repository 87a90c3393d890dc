"""What a line of the analysis plan can say: which statistics of which measures, and of which items."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

GROUPS = ("", "country", "agency_type", "delegation")
QUESTION = "<question>"
WHOLE = ("",)
NEED_MEASURES = ("importance", "capacity", "gap", "assistance_priority")
ORDERS = ("importance", "gap")
RATED = ("importance", "capacity", "assistance_priority")
LIST = ("participants", "responses")


Sentences = dict[tuple[str, str], tuple[str, ...]]


def _each(statistics: Iterable[str], measures: Iterable[str], items: tuple[str, ...]) -> Sentences:
    return dict.fromkeys(product(statistics, measures), items)


NEEDS: Sentences = {
    **_each(("mean", "shrunken_mean"), NEED_MEASURES, ("all", "need", "theme")),
    **_each(("share",), NEED_MEASURES, ("all", "need", "theme")),
    **_each(("borich", "rds"), ("gap",), ("all", "need", "theme")),
    **_each(("quadrant", "quadrant_share"), ("gap",), ("need", "theme")),
    **_each(("rank", "rank_change", "rank_without", "tier", "top_share"), ORDERS, ("need",)),
    **_each(("rank",), ("borich", "rds", "borda", "copeland", "kemeny"), ("need",)),
    **_each(("consensus", "agreement"), RATED, ("need",)),
    **_each(("kendall_w", "krippendorff"), RATED, WHOLE),
}
AS_IT_IS = ("rank", "rank_change", "rank_without", "tier", "top_share", "kendall_w", "krippendorff", "shrunken_mean")
COUNTS: Sentences = {**_each(("count",), LIST, ("", "agency_type")), ("count", "answers"): ("need",)}
COMPARED = ("knowledge", "confidence")
ASKED = ("statement", "objective")
ABOUT_CHANGE = ("count", "change", "p_value", "p_holm", "p_bh", "rank_biserial", "share", "hake_gain")
CHANGE: Sentences = {
    ("count", "evaluation"): WHOLE,
    **_each(("mean",), COMPARED, ASKED),
    **_each(ABOUT_CHANGE, COMPARED, ("statement",)),
    **_each(("mean", "share"), ("satisfaction",), ASKED),
}
ASSISTANCE: Sentences = {
    **_each(("count",), ("activities", "providers", "overlaps"), ("", "need")),
    ("quadrant", "coverage"): ("need",),
}
ASSISTANCE_GROUPS = {
    "activities": ("", "country", "implementer", "funder"),
    "providers": ("", "country", "funder"),
    "overlaps": ("", "country", "implementer"),
    "coverage": ("",),
}
QUESTIONS: Sentences = _each(("share", "mean", "median", "total", "ratio", "count"), ("question",), (QUESTION,))
SENTENCES: Sentences = {**NEEDS, **COUNTS, **CHANGE, **ASSISTANCE, **QUESTIONS}
