"""Numbers are read as people write them, and never guessed."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.checks.numbers import number_fields, numbers, plain_number, readings, short
from tests.checks.small_tables import forms

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("7", "7"),
        (" 7 ", "7"),
        ("-0.5", "-0.5"),
        ("1e3", "1e3"),
        ("12,5", "12.5"),
        ("1 200", "1200"),
        (f"1{NBSP}200,5", "1200.5"),
        (f"12{NARROW}345{NARROW}678", "12345678"),
        (f"1{THIN}200.25", "1200.25"),
        ("1'200", "1200"),
        ("1,200.50", "1200.50"),
        ("1,200,000", "1200000"),
        ("1.200,5", "1200.5"),
        ("1.200.000", "1200000"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        ("\u22125", "-5"),
        ("١٢٣", "123"),
        ("１２", "12"),
        ("٣٫٥", "3.5"),
    ],
)
def test_one_number_however_it_is_written(text: str, plain: str) -> None:
    """Thousands by blanks, apostrophes, commas or points, decimal commas, other digits: one plain number."""
    assert plain_number(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "1,200",
        "12 or 13",
        "5-10",
        "inf",
        "-Infinity",
        "nan",
        "NaN",
        "1_000",
        "0x10",
        "5²",
        "½",
        "Ⅷ",
        "1 20",
        "1 2000",
        "12 34",
        "1,2,3",
        "1..2",
        "--5",
        "+",
        ",",
        ".",
        "-",
        "ten",
        "5%",
        "",
    ],
)
def test_what_is_no_number_or_two_is_none(text: str) -> None:
    """Words, ranges, infinities, odd groupings and a comma before three digits are left to a person."""
    assert plain_number(text) is None


def test_numbers_beyond_all_bounds_are_no_numbers() -> None:
    """1e999 would be infinite; a number of thirty digits is still one."""
    read = numbers(pd.Series(["1e999", "-1e999", "9" * 5000, "9" * 30, "1e308", None], dtype="str"))
    assert read.isna().tolist() == [True, True, True, False, False, True]
    assert read[3] == float("9" * 30)


def test_a_comma_before_three_digits_has_two_readings() -> None:
    """Both are offered; a number among words is offered alone."""
    assert readings("1,200") == ["1.200", "1200"]
    assert readings("about 40 people") == ["40"]
    assert readings("none") == []


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_reads_as_itself(value: float) -> None:
    """What Python writes is read back exactly."""
    assert numbers(pd.Series([repr(value)])).tolist() == [value]


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    """No text raises, and none becomes infinite; the plain number reads the same."""
    plain = plain_number(text)
    value = numbers(pd.Series([text], dtype="str"))[0]
    assert math.isnan(value) if plain is None else value == float(plain) or math.isinf(float(plain))


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_grouped_numbers_read_as_what_they_are(whole: int, cents: int) -> None:
    """Three-digit groups with a decimal part mean the same in the English and the Russian way."""
    english = f"{whole:,}.{cents:02d}"
    russian = english.replace(",", NBSP).replace(".", ",")
    assert plain_number(russian) == f"{whole}.{cents:02d}"
    assert plain_number(english) == f"{whole}.{cents:02d}"


def test_calculated_fields_count_as_numbers_only_where_all_are() -> None:
    """A calculation of text is no number field, and neither is one without any answer."""
    made = forms(
        {"a": ["1", "2"], "b": ["1", "x"], "c": [None, None], "d": ["1", "x"]},
        {"a": "calculate", "b": "calculate", "c": "calculate", "d": "integer"},
    )
    assert number_fields(made) == ["a", "d"]


def test_evidence_shows_four_digits_and_whole_numbers_whole() -> None:
    """Counts are never written with an exponent."""
    assert [short(value) for value in (632, 0.123456, -4.0, 1e20, float("inf"))] == [
        "632",
        "0.1235",
        "-4",
        "1e+20",
        "inf",
    ]
