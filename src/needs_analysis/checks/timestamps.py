"""Moments as forms and spreadsheets write them: ISO 8601 with or without a zone, 05.07.2021 10:58, Excel serials."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

ISO = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}(?::?\d{2})?)?"
ZONE = r"(?:Z|[+-]\d{2}(?::?\d{2})?)$"
DAY_FIRST = r"\d{1,2}\.\d{1,2}\.\d{4},? \d{1,2}:\d{2}(?::\d{2})?"
SERIAL = r"[2-9]\d{4}\.\d+"
EXCEL_EPOCH = "1899-12-30"


@dataclass(frozen=True)
class Moments:
    """A column of moments, in UTC where they name a time zone and as the clock showed where they name none."""

    times: pd.Series
    zoned: pd.Series
    fractions: pd.Series


def moments(values: pd.Series) -> Moments:
    """Read moments; NaT where a cell is blank, no moment, or a day without a time.

    Excel serials are days since 30 December 1899, rounded to the millisecond.

    >>> moments(pd.Series(["2021-07-05T10:58:34.147+03:00", "05.07.2021 10:58", "44382.5", "soon"])).times.tolist()
    [Timestamp('2021-07-05 07:58:34.147000'), Timestamp('2021-07-05 10:58:00'), Timestamp('2021-07-05 12:00:00'), NaT]
    """
    codes, distinct = pd.factorize(values.astype("str"))
    texts = pd.Series(distinct, dtype="str").str.strip()
    times = _read(texts)
    table = pd.DataFrame(
        {
            "times": times,
            "zoned": texts.str.contains(ZONE, regex=True, na=False) & times.notna(),
            "fractions": texts.str.contains(r":\d\d[.,]\d", regex=True, na=False) & times.notna(),
        }
    )
    rows = table.reindex(codes).set_index(values.index)
    flags = rows[["zoned", "fractions"]].fillna(False).astype(bool)
    return Moments(rows["times"], flags["zoned"], flags["fractions"])


def _read(texts: pd.Series) -> pd.Series:
    found = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[ms]")
    iso = texts[texts.str.fullmatch(ISO)].str.replace(",", ".").str.replace(" (?=[Z+-])", "", regex=True)
    read = pd.to_datetime(iso, format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None)
    found[iso.index] = read.astype("datetime64[ms]")
    dotted = texts[texts.str.fullmatch(DAY_FIRST)].str.replace(",", "")
    for form in ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"):
        read = pd.to_datetime(dotted, format=form, errors="coerce").dropna()
        found[read.index] = read.astype("datetime64[ms]")
    days = texts[texts.str.fullmatch(SERIAL)].astype("float64")
    spans = pd.to_timedelta((days * 86_400_000).round(), unit="ms")
    found[days.index] = (pd.Timestamp(EXCEL_EPOCH) + spans).astype("datetime64[ms]")
    return found
