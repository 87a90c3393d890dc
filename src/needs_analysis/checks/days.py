"""Days as spreadsheets write them: year-month-day, with or without a time, or day.month.year; nothing is guessed."""

from __future__ import annotations

import pandas as pd

ISO = r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?"
DAY_FIRST = r"\d{1,2}\.\d{1,2}\.\d{4}"


def days(values: pd.Series) -> pd.Series:
    """Give the day in each cell as year-month-day; blank where there is none, or none that reads in one way only.

    >>> days(pd.Series(["2026-05-12", "2026-05-12 00:00:00", "1.6.2026", "03/04/2026", "2026-02-30"])).tolist()
    ['2026-05-12', '2026-05-12', '2026-06-01', nan, nan]
    """
    texts = values.astype("str").str.strip()
    iso = pd.to_datetime(texts.str.extract(f"^{ISO}$")[0], format="%Y-%m-%d", errors="coerce")
    dotted = pd.to_datetime(texts.where(texts.str.fullmatch(DAY_FIRST)), format="%d.%m.%Y", errors="coerce")
    return iso.fillna(dotted).dt.strftime("%Y-%m-%d").astype("str")
