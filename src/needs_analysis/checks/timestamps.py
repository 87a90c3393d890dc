"""Moments as forms and spreadsheets write them: ISO 8601 with or without a zone, 05.07.2021 10:58, Excel serials."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import distinct

ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?")
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
    held = distinct(values.astype("str"))
    texts = [text.strip() for text in held.texts]
    shapes = [ISO.fullmatch(text) for text in texts]
    is_iso = np.array([shape is not None for shape in shapes], dtype=bool)
    times = _read(pd.Series(texts, dtype="str"), is_iso)
    fractions, zoned = ([bool(shape and shape[part]) for shape in shapes] for part in (1, 2))
    read = times.notna().to_numpy()
    return Moments(
        pd.Series(times.array.take(held.codes, allow_fill=True), index=values.index),
        held.rows(np.array(zoned, dtype=bool) & read),
        held.rows(np.array(fractions, dtype=bool) & read),
    )


def _read(texts: pd.Series, is_iso: np.ndarray) -> pd.Series:
    found = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[ms]")
    iso = texts[is_iso]
    iso = pd.Series([_joined(text) for text in iso], iso.index, dtype="str")
    read = pd.to_datetime(iso, format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None)
    found[iso.index] = read.astype("datetime64[ms]")
    texts = texts[~is_iso]
    dotted = texts[texts.str.fullmatch(DAY_FIRST)].str.replace(",", "")
    for form in ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"):
        read = pd.to_datetime(dotted, format=form, errors="coerce").dropna()
        found[read.index] = read.astype("datetime64[ms]")
    days = texts[texts.str.fullmatch(SERIAL)].astype("float64")
    spans = pd.to_timedelta((days * 86_400_000).round(), unit="ms")
    found[days.index] = (pd.Timestamp(EXCEL_EPOCH) + spans).astype("datetime64[ms]")
    return found


def _joined(iso: str) -> str:
    """Write a moment as ISO 8601 has it: a decimal point, and no blank before the zone."""
    return re.sub(" (?=[Z+-])", "", iso.replace(",", ".")) if "," in iso or " " in iso else iso
