"""Groups that seem to have read a scale upside down."""

from __future__ import annotations

import numpy as np
import pytest

from needs_analysis.checks.reversed_scale import check_reversed_scale
from needs_analysis.checks.subject import Subject
from needs_analysis.errors import SettingsError
from tests.checks.small_tables import forms

NEEDS = 12


def _survey(*, upside_down: bool, seed: int = 1, ru: int = 8, spread: float = 0.7) -> Subject:
    """Make 60 English and a few Russian forms that share one opinion on twelve needs, each form with its noise."""
    rng = np.random.default_rng(seed)
    opinion = np.linspace(1.5, 4.8, NEEDS)
    ratings = np.clip(np.rint(opinion + rng.normal(0, spread, (60 + ru, NEEDS))), 1, 5).astype(int)
    if upside_down:
        ratings[60:] = 6 - ratings[60:]
    columns = {f"n{i}": [str(value) for value in ratings[:, i]] for i in range(NEEDS)}
    names = dict.fromkeys(columns, "importance")
    return forms(columns | {"lang": ["en"] * 60 + ["ru"] * ru}, scale=names)


def test_a_group_that_mirrors_the_rest_is_one_issue_without_a_row() -> None:
    """It names the group, its size and what was measured."""
    found = check_reversed_scale(_survey(upside_down=True), by="lang").issues
    issue = found[found["value"] == "ru"].iloc[0]
    measured = dict(part.split("=") for part in issue["evidence"].split("; "))
    assert issue[["field", "check", "severity"]].tolist() == ["lang", "reversed_scale", "review"]
    assert found["row_id"].isna().all()
    assert (measured["measure"], measured["n"], measured["rest"], measured["questions"]) == (
        "importance",
        "8",
        "60",
        "12",
    )
    assert float(measured["correlation"]) < -0.9
    assert float(measured["reflected"]) < float(measured["straight"])


@pytest.mark.parametrize("seed", range(20))
def test_groups_that_agree_are_never_listed(seed: int) -> None:
    """Whatever the noise; small groups are as safe as large ones."""
    assert check_reversed_scale(_survey(upside_down=False, seed=seed, ru=5, spread=1.2), by="lang").issues.empty


def test_groups_without_a_common_opinion_are_hardly_ever_listed() -> None:
    """Where answers are chance alone, one group in a hundred is expected; 120 groups stay below one in twenty."""
    rng, listed, groups = np.random.default_rng(5), 0, 0
    for _ in range(20):
        columns = {f"n{i}": [str(n) for n in rng.integers(1, 6, 60)] for i in range(NEEDS)}
        made = forms(columns | {"lang": list("abcdef") * 10}, scale=dict.fromkeys(columns, "importance"))
        listed, groups = listed + len(check_reversed_scale(made, by="lang").issues), groups + 6
    assert listed / groups <= 1 / 20


def test_small_groups_and_short_scales_are_not_judged() -> None:
    """Four forms are too few where five are wanted, on either side; so are four questions."""
    assert check_reversed_scale(_survey(upside_down=True, ru=4), by="lang").issues.empty
    made = _survey(upside_down=True)
    few = made.questions[made.questions["field"].isin(["n0", "n4", "n8", "n11"])]
    assert check_reversed_scale(Subject("responses", made.frame, few, made.choices), by="lang").issues.empty


def test_equal_and_missing_profiles_are_not_judged() -> None:
    """A group that rates all alike has no profile, and one that rates nothing no forms."""
    columns = {f"n{i}": [str(i % 5 + 1)] * 9 + ["3"] * 9 + [None] * 9 for i in range(NEEDS)}
    made = forms(columns | {"lang": ["en"] * 9 + ["ru"] * 9 + ["uz"] * 9}, scale=dict.fromkeys(columns, "importance"))
    assert check_reversed_scale(made, by="lang").issues.empty


def test_the_usual_field_may_be_missing_and_another_may_not() -> None:
    """Tables without versions have no groups to compare."""
    made = _survey(upside_down=True)
    assert check_reversed_scale(made).issues.empty
    with pytest.raises(SettingsError, match="«lang»"):
        check_reversed_scale(made, by="langs")
