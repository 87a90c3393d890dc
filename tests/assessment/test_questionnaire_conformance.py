"""The numbers of the R package analysistools on a household survey, reached through the plan and its estimates."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.questionnaire import Rules, estimate_questions
from needs_analysis.columns import CHOICES, PLAN, QUESTIONS

STATISTICS = {
    "prop_select_one": "share",
    "prop_select_multiple": "share",
    "mean": "mean",
    "median": "median",
    "ratio": "ratio",
}
RULES = Rules(share="t", freedom="design", median="math", numerator_blank="zero", denominator_zero="left_out")
KEYS = ["statistic", "item", "choice", "by", "group"]
FILES = {"loa": "no_ratio_results_table", "loa_with_ratio": "with_ratio_results_table"}


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")


@pytest.fixture(scope="module")
def survey(conformance: Path) -> FormAnswers:
    """The form and its answers as the package's own tables."""
    folder = conformance / "estimates"
    form, choices, answers = (_read(folder / f"{name}.csv") for name in ("survey", "choices", "data"))
    form = form[form["name"].ne("") & form["name"].isin(answers.columns)]
    kinds = form["type"].str.split(n=1, expand=True)
    asked = {"table": "responses", "field": form["name"], "type": kinds[0], "choices": kinds[1].fillna("")}
    listed = {"choices": choices["list_name"], "code": choices["name"], "label": choices["label::english"]}
    listed = pd.DataFrame(listed)[choices["name"].ne("")]
    nobody = pd.DataFrame({"row_id": answers.index.astype("str")})
    return FormAnswers(answers, nobody, QUESTIONS.frame(pd.DataFrame(asked)), CHOICES.frame(listed))


def _plan(path: Path) -> pd.DataFrame:
    """The other package's plan in the words of ours."""
    loa = _read(path).assign(analysis_var_numerator=lambda rows: rows.get("analysis_var_numerator", ""))
    lines = {
        "statistic": loa["analysis_type"].map(STATISTICS),
        "measure": "question",
        "item": loa["analysis_var"].where(loa["analysis_var"].ne(""), loa["analysis_var_numerator"]),
        "over": loa.get("analysis_var_denominator", ""),
        "by": loa["group_var"],
    }
    return PLAN.frame(pd.DataFrame(lines))


def _expected(path: Path) -> pd.DataFrame:
    """The other package's results under the keys of ours."""
    rows = _read(path)
    items = [rows["analysis_var"].str.split(" %/% ").str[place] for place in (0, 1)]
    ratio = rows["analysis_type"].eq("ratio")
    keys = {
        "statistic": rows["analysis_type"].map(STATISTICS),
        "item": items[0],
        "choice": rows["analysis_var_value"].mask(ratio, items[1]),
        "by": rows["group_var"],
        "group": rows["group_var_value"],
    }
    numbers = rows[["stat", "stat_low", "stat_upp", "n_total"]].apply(pd.to_numeric)
    return pd.concat([pd.DataFrame(keys), numbers], axis=1)


@pytest.mark.parametrize(("plan", "results"), FILES.items(), ids=FILES)
def test_every_number_of_the_other_package(conformance: Path, survey: FormAnswers, plan: str, results: str) -> None:
    """Point estimates, numbers of respondents and intervals of its tables, row by row."""
    folder = conformance / "estimates"
    expected = _expected(folder / f"{results}.csv")
    found = estimate_questions(_plan(folder / f"{plan}.csv"), survey, rules=RULES)
    found = found.fillna({"choice": "", "by": "", "group": ""})
    both = expected.merge(found, on=KEYS, how="left", validate="1:1")
    for theirs, ours in {"stat": "value", "stat_low": "low", "stat_upp": "high", "n_total": "n"}.items():
        assert both[ours].to_numpy(dtype=float) == pytest.approx(both[theirs].to_numpy(), abs=1e-7), ours
    more = found.merge(expected[KEYS], on=KEYS, how="left", indicator=True).query("_merge == 'left_only'")
    assert more["value"].eq(0).all(), "a row that the other package lacks is a choice that nobody made"
