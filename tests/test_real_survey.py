"""A real survey of training needs goes the whole way, and its numbers are those of plain pandas."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from needs_analysis.cleaning.log import Applied, undo_log
from needs_analysis.cleaning.store import CleanData, read_clean
from needs_analysis.cli.running import run_all
from needs_analysis.release import Release, read_release

OWN = Path(__file__).parent / "real_survey"
POINTS = {
    "Not needed": 1,
    "Slightly needed": 2,
    "Moderately needed": 3,
    "Very needed": 4,
    "Highly needed": 4,
    "Absolutely essential": 5,
}


@pytest.fixture(scope="module")
def workspace(conformance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The survey's settings, register and corrections beside its data, after one run."""
    root = tmp_path_factory.mktemp("real") / "survey"
    shutil.copytree(OWN, root, ignore=shutil.ignore_patterns("__*"))
    shutil.copytree(OWN.parents[1] / "notebooks", root / "notebooks")
    (root / "data" / "raw").mkdir()
    shutil.copy(conformance / "needs_survey" / "training_needs_2026.xlsx", root / "data" / "raw")
    run_all(root)
    return root


@pytest.fixture(scope="module")
def raw(conformance: Path) -> pd.DataFrame:
    """The survey as another reader sees it: openpyxl through pandas."""
    return pd.read_excel(conformance / "needs_survey" / "training_needs_2026.xlsx", engine="openpyxl", dtype=object)


@pytest.fixture(scope="module")
def ratings(raw: pd.DataFrame) -> pd.DataFrame:
    """The 33 needs as numbers, by plain pandas: columns in the order of the register."""
    needs = raw.iloc[:, 9:42].map(lambda cell: POINTS[cell.strip()] if isinstance(cell, str) else np.nan)
    needs.columns = pd.read_csv(OWN / "needs.csv")["need_id"]
    return needs.astype(float)


@pytest.fixture(scope="module")
def country(raw: pd.DataFrame) -> pd.Series:
    """Countries by plain pandas: blanks stripped, Suisse counted as Switzerland."""
    names = raw.iloc[:, 7].map(lambda cell: re.sub(r"\s+", " ", cell).strip())
    return names.replace({"Suisse": "Switzerland"})


@pytest.fixture(scope="module")
def clean(workspace: Path) -> CleanData:
    """The clean data of the run."""
    return read_clean(workspace / "data" / "clean")


@pytest.fixture(scope="module")
def release(workspace: Path) -> Release:
    """The organiser's release of the run."""
    return read_release(workspace / "reports" / "organiser" / "release")


def test_every_form_is_accounted_for(clean: CleanData, raw: pd.DataFrame) -> None:
    """260 forms in, 260 out, each cell changed or unchanged, and the way back leads to what was received."""
    account = clean.parts["account"].iloc[0]
    assert (account["rows_received"], account["rows_dropped"], account["rows_clean"]) == (len(raw), 0, 260)
    assert account["cells_received"] == raw.size
    applied = Applied(clean.tables["responses"], clean.dropped["responses"])
    back = undo_log(applied, clean.parts["cleaning_log"], table="responses")
    assert back["OMI-1_importance"].value_counts().to_dict() == raw.iloc[:, 9].value_counts().to_dict()


def test_eight_spellings_become_five_values_all_in_the_log(clean: CleanData, raw: pd.DataFrame) -> None:
    """Every answered cell of the scale is one row of the log, under one of the eight spellings received."""
    log = clean.parts["cleaning_log"]
    scale = log[log["rule"].eq("answer_codes")]
    received = raw.iloc[:, 9:42].stack().dropna().value_counts()
    assert len(received) == 8
    assert scale["old_value"].value_counts().to_dict() == received.to_dict()
    assert set(scale["new_value"]) == {"1", "2", "3", "4", "5"}


def test_every_country_is_resolved(clean: CleanData, country: pd.Series) -> None:
    """The codes group the forms just as the names do; nothing is left open."""
    codes = clean.tables["responses"]["country"]
    assert codes.notna().all()
    assert codes.str.fullmatch("[A-Z]{3}").all()
    assert sorted(codes.value_counts()) == sorted(country.value_counts())
    assert (codes == "CHE").sum() == (country == "Switzerland").sum()
    assert not clean.parts["issues"]["field"].eq("country").any()


def test_equal_country_means_are_those_of_plain_pandas(
    release: Release, ratings: pd.DataFrame, country: pd.Series
) -> None:
    """Value, standard error, interval and n of all 33 needs, computed country by country."""
    for need in ratings:
        rated = pd.DataFrame({"y": ratings[need], "country": country}).dropna()
        groups = [group["y"].to_numpy() for _, group in rated.groupby("country")]
        k, n = len(groups), len(rated)
        pooled = sum(((g - g.mean()) ** 2).sum() for g in groups) / (n - k)
        se = np.sqrt(pooled * sum(1 / len(g) for g in groups)) / k
        mean = np.mean([g.mean() for g in groups])
        half = stats.t.ppf(0.975, n - k) * se
        row = release.select(statistic="mean", measure="importance", item=str(need), by="").iloc[0]
        wanted = [mean, se, max(mean - half, 1), min(mean + half, 5), n, k]
        got = row[["value", "se", "low", "high", "n", "n_countries"]].astype(float).tolist()
        assert got == pytest.approx(wanted, rel=1e-9)


def test_means_of_one_country_are_plain_means(release: Release, ratings: pd.DataFrame, country: pd.Series) -> None:
    """Switzerland's mean of each need is the plain mean of its forms; countries of one or two forms show nothing."""
    by_country = release.select(statistic="mean", measure="importance", by="country")
    swiss = by_country[by_country["group"].eq("CHE")].set_index("item")["value"]
    plain = ratings[country == "Switzerland"].mean()
    assert swiss[plain.index].tolist() == pytest.approx(plain.tolist(), rel=1e-12)
    monaco = by_country[by_country["group"].eq("MCO")]
    assert monaco["note"].eq("too_few").all()
    assert monaco[["value", "low", "high", "n"]].isna().all(axis=None)


def test_its_report_exists_in_both_editions(workspace: Path) -> None:
    """One run leaves a report for the organiser and one for donors."""
    for edition in ("organiser", "donor"):
        page = workspace / "reports" / edition / "en" / "final_report.html"
        assert "Survey of bioinformatics training needs 2026" in page.read_text(encoding="utf-8")


def test_no_edition_says_what_the_one_form_from_monaco_answered(workspace: Path) -> None:
    """In no release is there a number for a country with a single form."""
    for edition in ("organiser", "donor"):
        estimates = read_release(workspace / "reports" / edition / "release").estimates
        monaco = estimates[estimates["group"].eq("MCO")]
        assert len(monaco)
        assert monaco[["value", "se", "low", "high", "n"]].isna().all(axis=None)
