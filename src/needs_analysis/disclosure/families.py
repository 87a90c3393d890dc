"""Estimates parted into families: cells that are linked with each other and with no others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from needs_analysis.disclosure.cells import RATINGS, Family, Known
from needs_analysis.disclosure.sums import Cell

OWN_TABLE = ("question", "evaluation", "knowledge", "confidence", "satisfaction")
PEOPLE = ("participants", "responses", "response_rate")
WHOLE_FORMS = ("kendall_w", "krippendorff")
SECOND = "second"
TOGETHER = ("people", RATINGS, SECOND)


def families_of(estimates: pd.DataFrame, known: Known) -> list[Family]:
    """Part estimates into families: people, ratings, each question, and each choice of a statement of the evaluation.

    What looks at whole forms rests on other people than the means do, and says nothing of them. Shares of the whole
    under a second weighting are parts of no sum: `linked.betraying` says which of them go with hidden countries.

    Args:
        estimates: of one edition, with a plain index.
        known: what is known of the cells.
    """
    texts = estimates[["measure", "statistic", "item", "choice", "by", "group"]].fillna("")
    name = texts["measure"].where(texts["statistic"].eq("count") | texts["measure"].isin(OWN_TABLE), RATINGS)
    name = name.mask(texts["measure"].isin(PEOPLE), "people")
    name = name.mask(texts["statistic"].isin(WHOLE_FORMS), texts["statistic"])
    name = name.mask(name.eq(RATINGS) & _is_second(estimates, known.weighting), SECOND)
    crossed = name.eq("people") & texts["item"].ne("")
    item = texts["item"].mask(crossed, "")
    within, layer = texts["choice"].where(crossed, ""), texts["choice"].mask(crossed, "")
    apart = item.where(~name.isin(TOGETHER), "")
    apart += layer.where(~name.isin([*TOGETHER, "question"]), "").radd("\n")
    keys = [Cell(*key) for key in zip(item, texts["by"], texts["group"], within, strict=True)]
    cells, places = dict[Any, tuple[Cell, ...]](), np.empty(len(estimates), dtype=np.int64)
    for group, rows in estimates.groupby([name, apart]).indices.items():
        cells[group] = tuple(sorted({keys[at] for at in rows}))
        place = {cell: place for place, cell in enumerate(cells[group])}
        places[rows] = [place[keys[at]] for at in rows]
    parted = estimates.assign(layer=layer, place=places).groupby([name, apart], sort=True)
    return [Family(str(group[0]), mine, cells[group], known) for group, mine in parted]


def _is_second(estimates: pd.DataFrame, weighting: str) -> pd.Series:
    """Mark shares of the whole under another weighting than the main one."""
    whole = estimates["statistic"].eq("share") & estimates["by"].fillna("").eq("")
    return whole & estimates["weighting"].fillna("").ne(weighting) & bool(weighting)
