"""Estimates parted into families: cells that are linked with each other and with no others."""

from __future__ import annotations

import pandas as pd

from needs_analysis.disclosure.cells import RATINGS, Family, Known
from needs_analysis.disclosure.sums import Cell

OWN_TABLE = ("question", "evaluation", "knowledge", "confidence", "satisfaction")
PEOPLE = ("participants", "responses", "response_rate")
WHOLE_FORMS = ("kendall_w", "krippendorff")


def families_of(estimates: pd.DataFrame, known: Known) -> list[Family]:
    """Part estimates into families: people, ratings, each question, and each choice of a statement of the evaluation.

    What looks at whole forms rests on other people than the means do, and says nothing of them.

    Args:
        estimates: of one edition, with a plain index.
        known: what is known of the cells.
    """
    texts = estimates[["measure", "statistic", "item", "choice", "by", "group"]].fillna("")
    name = texts["measure"].where(texts["statistic"].eq("count") | texts["measure"].isin(OWN_TABLE), RATINGS)
    name = name.mask(texts["measure"].isin(PEOPLE), "people")
    name = name.mask(texts["statistic"].isin(WHOLE_FORMS), texts["statistic"])
    crossed = name.eq("people") & texts["item"].ne("")
    item = texts["item"].mask(crossed, "")
    within, layer = texts["choice"].where(crossed, ""), texts["choice"].mask(crossed, "")
    apart = item.where(~name.isin(["people", RATINGS]), "")
    apart += layer.where(~name.isin(["people", RATINGS, "question"]), "").radd("\n")
    keys = pd.DataFrame({"item": item, "by": texts["by"], "group": texts["group"], "within": within})
    made = []
    for (kind, _), rows in estimates.assign(layer=layer).groupby([name, apart], sort=True):
        mine = keys.loc[rows.index]
        cells = sorted({Cell(*key) for key in mine.itertuples(index=False)})
        places = {cell: place for place, cell in enumerate(cells)}
        place = [places[Cell(*key)] for key in mine.itertuples(index=False)]
        made.append(Family(str(kind), rows.assign(place=place), tuple(cells), known))
    return made
