"""Every estimate of the California samples equals that of R's survey package to a relative difference below 1e-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.methods.designs import Design, survey_design
from needs_analysis.methods.estimators import (
    Estimate,
    design_effect,
    estimate_mean,
    estimate_ratio,
    estimate_total,
    estimate_variance,
)
from needs_analysis.methods.proportions import proportion_interval
from needs_analysis.methods.quantiles import estimate_quantile

CLOSE = 1e-8
FILES = {"srs": "apisrs", "strat": "apistrat", "clus1": "apiclus1"}
DESIGNS = [name + end for name in FILES for end in ("", "_nofpc")]
WAYS = {"logit": "logit", "beta": "korn_graubard", "mean": "t"}


def sample(conformance: Path, name: str) -> tuple[pd.DataFrame, Design]:
    """One of the three samples with its design."""
    kind = name.removesuffix("_nofpc")
    frame = pd.read_csv(conformance / "survey_designs" / f"{FILES[kind]}.csv")
    how: dict[str, Any] = {} if name.endswith("_nofpc") else {"population": frame["fpc"]}
    how |= {"strat": {"strata": frame["stype"]}, "clus1": {"clusters": frame["dnum"]}}.get(kind, {})
    return frame, survey_design(frame["pw"], **how)


def known(conformance: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conformance / "survey_designs" / "survey_api_R.json").read_text())
    return found


@pytest.fixture(params=DESIGNS)
def survey(request: pytest.FixtureRequest, conformance: Path) -> tuple[pd.DataFrame, Design, dict[str, Any]]:
    return *sample(conformance, request.param), known(conformance)[request.param]


Survey = tuple[pd.DataFrame, Design, dict[str, Any]]


def close(expected: Any) -> Any:
    return pytest.approx(expected, rel=CLOSE)


def assert_same(found: Estimate, row: dict[str, Any]) -> None:
    """Value, standard error and t interval; where R has a standard error of zero there is none here."""
    assert found.value == close(row["est"])
    if row["se"] == 0:
        assert (found.se, found.interval(), found.note) == (None, None, "no_variation")
        return
    assert found.se == close(row["se"])
    if "ci_t" in row:
        assert found.interval() == close(row["ci_t"])


def indicators(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """R's names for the levels of the three factors."""
    for name in ("stype", "sch.wide", "awards"):
        for level in sorted(frame[name].unique()):
            yield name + level, frame[name].eq(level).astype(float)


def test_the_design_counts_as_r_does(survey: Survey) -> None:
    frame, design, expected = survey
    assert (design.freedom, len(frame)) == (expected["degf"], expected["n"])
    assert design.weights.sum() == close(expected["sumw"])


def test_means_and_design_effects(survey: Survey) -> None:
    frame, design, expected = survey
    for row in expected["mean"]:
        assert_same(estimate_mean(design, frame[row["name"]]), row)
        if "deff" in row:
            assert design_effect(design, frame[row["name"]]) == close(row["deff"])
    for row in expected["mean_deff_wr"]:
        assert design_effect(design, frame[row["name"]], replacement=True) == close(row["deff"])


def test_means_over_complete_rows(survey: Survey) -> None:
    """Rows with any blank are outside the domain and stay in the design."""
    frame, design, expected = survey
    complete = frame[["api00", "enroll", "api.stu"]].notna().all(axis=1)
    for row in expected["mean_listwise_api00_enroll_apistu"]:
        assert_same(estimate_mean(design, frame[row["name"]], complete), row)


def test_totals(survey: Survey) -> None:
    frame, design, expected = survey
    n, size = len(frame), float(design.weights.sum())
    for row in expected["total"]:
        found = estimate_total(design, frame[row["name"]])
        assert_same(found, row)
        if "deff" in row:
            simple = (1 - n / size) * float(estimate_variance(design, frame[row["name"]]).value or 0) / n
            assert (float(found.se or 0) / size) ** 2 / simple == close(row["deff"])


def test_shares(survey: Survey) -> None:
    frame, design, expected = survey
    rows = {row["name"]: row for row in expected["prop"]}
    for name, values in indicators(frame):
        row = rows.pop(name)
        assert_same(estimate_mean(design, values), row)
        if row["se"]:
            assert design_effect(design, values) == close(row["deff"])
    assert not rows


def test_a_ratio(survey: Survey) -> None:
    """Its design effect is that of what the ratio leaves unexplained."""
    frame, design, expected = survey
    found = estimate_ratio(design, frame["api.stu"], frame["enroll"])
    assert_same(found, expected["ratio"])
    left = frame["api.stu"] - float(found.value or 0) * frame["enroll"]
    assert design_effect(design, left) == close(expected["ratio"]["deff"])


def test_the_population_variance(survey: Survey) -> None:
    frame, design, expected = survey
    assert_same(estimate_variance(design, frame["api00"]), expected["var"])


def test_domains(survey: Survey) -> None:
    """Means by school type with their own degrees of freedom, totals by type and award."""
    frame, design, expected = survey
    for row in expected["by_stype"]:
        domain = frame["stype"].eq(row["stype"])
        found = estimate_mean(design, frame["api00"], domain)
        assert_same(found, row)
        assert found.freedom_inside == row["df_domain"]
        assert found.interval(inside=True) == close(row["ci_t_domain_df"])
        assert design_effect(design, frame["api00"], domain) == close(row["deff"])
    for row in expected["by_stype_awards_total"]:
        domain = frame["stype"].eq(row["stype"]) & frame["awards"].eq(row["awards"])
        assert_same(estimate_total(design, frame["enroll"], domain), row)


def test_intervals_of_a_share(survey: Survey) -> None:
    """Korn and Graubard, log-odds and plain t."""
    frame, design, expected = survey
    found = estimate_mean(design, frame["awards"].eq("Yes").astype(float))
    rows = {row["method"]: row for row in expected["ciprop"] if "ci" in row}
    assert found.value == close(rows["beta"]["est"])
    for method, way in WAYS.items():
        assert proportion_interval(found, way=way) == close(rows[method]["ci"])  # type: ignore[arg-type]


def test_quantiles(survey: Survey) -> None:
    """Quartiles by each rule, with Woodruff's interval."""
    frame, design, expected = survey
    for row in expected["quantile"]:
        for share, est, se, ends in zip((0.25, 0.5, 0.75), row["est"], row["se"], row["ci"], strict=True):
            found, interval = estimate_quantile(design, frame["api00"], share, rule=row["qrule"])
            assert (found.value, found.se, interval) == (close(est), close(se), close(ends)), (row["qrule"], share)


def test_nothing_is_estimated_where_nothing_varies() -> None:
    """R gives a standard error of zero; here there is none, and the reason."""
    design = survey_design([1.0, 2.0, 1.0])
    found = estimate_mean(design, [5.0, 5.0, 5.0])
    assert (found.value, found.se, found.interval(), found.note) == (5.0, None, None, "no_variation")
    assert design_effect(design, [5.0, 5.0, 5.0]) is None
    assert np.isfinite(found.n_eff)
