"""An evaluation goes from its file to the release; what is wrong in it stops a run with its place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.release import Release, read_release
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace
from tests.workshop.test_evaluation import ASKED, SOURCE

HEADER = "Code,When,I know,I knew,Served\n"
ROWS = [
    "AB12,before,2,,",
    "ab 12,after,4,,5",
    "CD34,before,3,,",
    "CD34,after,3,,4",
    "EF56,before,1,,",
    "EF56,after,2,,3",
]
BACK = ASKED.replace('"paired"', '"retrospective"').replace(
    'asks = "knowledge"', 'asks = "knowledge"\nfield_before = "knew"'
)


def workspace(folder: Path, *, rows: list[str] = ROWS, asked: str = ASKED) -> Path:
    """Write a small workspace with an evaluation."""
    SmallWorkspace(settings=SETTINGS + SOURCE + asked).write(folder)
    (folder / "data/raw/evaluation.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def estimates(folder: Path) -> pd.DataFrame:
    """Read what was estimated."""
    return pd.read_csv(folder / "data/estimates/estimates.csv", keep_default_na=False)


def value(found: pd.DataFrame, statistic: str, item: str, choice: str = "") -> str:
    """Return one number as written."""
    wanted = {"statistic": statistic, "item": item, "choice": choice}
    rows = found.astype(str)
    return str(rows[(rows[list(wanted)] == list(wanted.values())).all(axis=1)]["value"].item())


def test_an_evaluation_is_estimated(run: Run, tmp_path: Path) -> None:
    """By hand: +2, 0 and +1 make a mean change of 1; two of three gave 4 or 5."""
    folder = workspace(tmp_path)
    assert [run(step, folder)[0] for step in ("clean", "assess")] == [0, 0]
    found = estimates(folder)
    assert value(found, "change", "knows") == "1.0"
    assert value(found, "count", "", "pairs") == "3.0"
    assert float(value(found, "share", "served", "top_two")) == pytest.approx(2 / 3)
    assert set(found.loc[found["item"].eq("knows") & found["statistic"].eq("change"), "method"]) == {"paired_t"}


def test_a_retrospective_evaluation_is_marked(run: Run, tmp_path: Path) -> None:
    """By hand: 4 − 2 and 5 − 4; neither code nor time is needed."""
    folder = workspace(tmp_path, rows=[",,4,2,5", ",,5,4,4", ",,3,,4"], asked=BACK)
    assert [run(step, folder)[0] for step in ("clean", "assess")] == [0, 0]
    found = estimates(folder)
    assert value(found, "change", "knows") == "1.5"
    assert set(found.loc[found["statistic"].eq("change"), "method"]) == {"retrospective_t"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("AB12,before,7,,", ["evaluation.csv, row 8, column I know", "None of the answers: «7»"]),
        ("AB12,later,3,,", ["evaluation.csv, row 8, column When", "«later»"]),
        ("AB12,,3,,", ["evaluation.csv, row 8, column When"]),
    ],
)
def test_what_is_no_answer_stops_a_run(run: Run, tmp_path: Path, wrong: str, said: list[str]) -> None:
    """With its place, before anything is estimated."""
    code, told = run("check", workspace(tmp_path, rows=[*ROWS, wrong]))
    assert code == 1
    assert [words for words in said if words not in told] == []


def test_an_answer_that_was_kept_all_the_same_is_not_computed(run: Run, tmp_path: Path) -> None:
    """Whoever keeps a 7 on a scale to 5 is told again, with the row, and gets no number."""
    folder = workspace(tmp_path, rows=[*ROWS, "GH78,before,7,,"])
    keep = "evaluation,r8,knows,7,,keep,hand,applied,seen"
    log = folder / "data/corrections/corrections.csv"
    log.write_text(log.read_text(encoding="utf-8") + keep + "\n", encoding="utf-8")
    assert run("clean", folder)[0] == 0
    code, told = run("assess", folder)
    assert code == 1
    assert "evaluation.csv, row 8, column knows: «7» is no answer on the scale from 1 to 5." in told


def test_words_design_and_titles_reach_the_release(run: Run, tmp_path: Path) -> None:
    """The release knows the statement's words, what it asks about, and the chapter's title."""
    folder = workspace(tmp_path)
    notebooks = Path(__file__).parents[2] / "notebooks"
    (folder / "notebooks").mkdir()
    (folder / "notebooks/03_needs.ipynb").write_bytes((notebooks / "03_needs.ipynb").read_bytes())
    assert run("run", folder)[0] == 0
    release: Release = read_release(folder / "reports/organiser/release")
    assert release.label("question", "knows", "ru", parent="evaluation") == "I know"
    assert release.manifest["evaluation"] == {
        "design": "paired",
        "scale": [1, 5],
        "items": [
            {"field": "knows", "asks": "knowledge", "objective": "needs"},
            {"field": "served", "asks": "satisfaction", "objective": ""},
        ],
    }
    assert release.manifest["parts"][0]["title"]["en"] == "Which needs come first, and how sure is that?"
