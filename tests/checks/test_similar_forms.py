"""Forms that are nearly the same as another: exact, whichever way they are searched for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from needs_analysis.checks import bands
from needs_analysis.checks import near_forms as searching
from needs_analysis.checks.compared import compare_answers
from needs_analysis.checks.near_forms import near_forms
from needs_analysis.checks.nearest_forms import NONE, nearest_forms
from needs_analysis.checks.similar_forms import check_similar_forms, similar_forms
from tests.checks.small_tables import forms, household_survey, rows_of

TABLES = st.integers(1, 12).flatmap(
    lambda m: arrays.arrays(np.uint8, st.tuples(st.integers(1, 24), st.just(m)), elements=st.integers(0, 2))
)


def _by_hand(codes: np.ndarray, differing: int) -> list[tuple[int, int]]:
    """Find the nearest within a distance by comparing every pair, one by one."""
    found = []
    for i, mine in enumerate(codes):
        others = [(int((mine != other).sum()), j) for j, other in enumerate(codes) if j != i]
        distance, form = min(others, default=(differing + 1, NONE))
        found.append((form, distance) if distance <= differing else (NONE, NONE))
    return found


@given(TABLES, st.integers(0, 12))
@settings(deadline=None)
def test_both_searches_find_what_comparing_every_pair_finds(codes: np.ndarray, differing: int) -> None:
    """The same nearest form, the earliest of several, at the same distance."""
    found = near_forms(codes, differing=differing)
    assert list(zip(found.form.tolist(), found.differing.tolist(), strict=True)) == _by_hand(codes, differing)
    whole = nearest_forms(codes)
    assert list(zip(whole.form.tolist(), whole.differing.tolist(), strict=True)) == _by_hand(codes, codes.shape[1])


@pytest.mark.parametrize("seed", range(4))
def test_a_crowd_of_blank_forms_changes_nothing(seed: int) -> None:
    """Skipped questions, near copies, exact copies and many bands: the two searches agree on 800 forms."""
    rng = np.random.default_rng(seed)
    codes = rng.choice(60, (800, 90), p=rng.dirichlet(np.full(60, 0.2))).astype(np.uint16)
    codes[:300, 12:] = 0
    for copy, original in zip(rng.permutation(800)[:200], rng.integers(0, 800, 200), strict=True):
        codes[copy] = codes[original]
        codes[copy, rng.integers(0, 90, rng.integers(0, 8))] = rng.integers(60, 300)
    near, whole = near_forms(codes, differing=6), nearest_forms(codes)
    within = whole.differing <= 6
    assert 100 < within.sum() < 800
    assert (near.form == np.where(within, whole.form, NONE)).all()
    assert (near.differing == np.where(within, whole.differing, NONE)).all()


def test_small_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds on memory and on the number of keys change the way and not the result."""
    codes = np.random.default_rng(3).integers(0, 2, (300, 14)).astype(np.uint8)
    expected = near_forms(codes, differing=4)
    for module, name, value in (
        (searching, "MOST_PAIRS", 7),
        (searching, "BLOCK", 3),
        (searching, "FIRST_LOOK", 1),
        (bands, "ENOUGH_PAIRS", 1),
        (bands, "PAIRS_A_KEY", 0),
    ):
        monkeypatch.setattr(module, name, value)
        found = near_forms(codes, differing=4)
        assert found.form.tolist() == expected.form.tolist()


def test_forms_with_few_differing_answers_share_a_key() -> None:
    """The pigeonhole principle, tried on every pair that differs in exactly t answers."""
    codes = np.random.default_rng(0).integers(0, 3, (120, 10)).astype(np.uint8)
    for t in (1, 2, 3, 4):
        keys = np.stack(list(bands.band_keys(codes, t, np.ones(120, dtype=bool))))
        distance = (codes[:, None] != codes[None]).sum(axis=2)
        for i, j in np.argwhere((distance <= t) & (distance > 0)):
            assert (keys[:, i] == keys[:, j]).any()


def test_the_closest_six_of_the_household_survey(conformance: Path) -> None:
    """An R program compares 148 columns of 632 forms; the six closest are the same, in the same order."""
    expected = json.loads((conformance / "cleaning_log" / "soft_duplicates_expected.json").read_text(encoding="utf-8"))
    found = similar_forms(household_survey(conformance)).sort_values(["differing", "row_id"])
    assert found["compared"].unique().tolist() == [expected["columns_compared"]]
    assert found[["row_id", "nearest", "differing"]].head(6).values.tolist() == expected["closest_six"]


def test_the_threshold_search_agrees_on_the_household_survey(conformance: Path) -> None:
    """Of 632 real forms, those within 25 answers of another, with the same nearest."""
    survey = household_survey(conformance)
    whole, near = similar_forms(survey), similar_forms(survey, differing=25)
    within = whole[whole["differing"] <= 25]
    assert len(within) > 100
    assert near.values.tolist() == within.values.tolist()


def test_what_is_compared_is_what_people_answered() -> None:
    """Letter case, blanks around an answer and columns without any answer do not matter; metadata are left out."""
    made = forms(
        {
            "a": ["Yes", "yes "],
            "when": ["2026-01-01", "2026-02-02"],
            "b": [None, " "],
            "c": ["1", None],
            "_id": ["1", "2"],
        },
        {"a": "text", "when": "date", "b": "text", "c": "integer"},
    )
    compared = compare_answers(made)
    assert compared.fields == ["a", "c"]
    assert compared.codes.tolist() == [[1, 1], [1, 0]]
    assert compared.answered.tolist() == [2, 1]


def test_forms_that_answered_little_are_not_compared() -> None:
    """Two nearly empty forms are alike, and say nothing."""
    made = forms({"a": ["x", "x", "x"], "b": [None, None, "y"], "c": [None, None, "z"]})
    assert rows_of(check_similar_forms(made, differing=1, compared_at_least=2)) == []
    found = check_similar_forms(made, differing=0, compared_at_least=1)
    assert found.issues[["row_id", "evidence"]].values.tolist() == [
        ["r0", "nearest=r1; differing=0; compared=3; answered=1"],
        ["r1", "nearest=r0; differing=0; compared=3; answered=1"],
    ]


@pytest.mark.parametrize("columns", [{"a": []}, {"a": ["x"]}, {"a": [None, None]}, {"_a": ["x", "x"]}])
def test_nothing_to_compare_finds_nothing(columns: dict[str, list[str | None]]) -> None:
    """No forms, one form, no answers, no questions."""
    made = forms(columns)
    assert similar_forms(made).empty
    assert check_similar_forms(made, compared_at_least=2).issues.empty
    assert similar_forms(made, differing=3).empty


def test_the_order_of_the_forms_changes_nothing() -> None:
    """The same forms are near, at the same distances."""
    codes = np.random.default_rng(1).integers(0, 3, (200, 9)).astype(np.uint8)
    turned = near_forms(codes[::-1], differing=2)
    assert turned.differing[::-1].tolist() == near_forms(codes, differing=2).differing.tolist()
