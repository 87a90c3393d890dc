"""A list of activities from the file to the report: in a small workspace, and in lists that nobody here wrote."""

from __future__ import annotations

import csv
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.release import read_release
from needs_analysis.tables import state_assistance, table_activities
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace

HEADER = ["id", "Who", "Pays", "What", "Need", "Where", "From", "To", "State"]
ACTIVITIES = [
    ["A1", "IOM", "Japan", "Radios for all", "radios", "Kazakhstan", "2026-01-01", "31.12.2026", "On-going"],
    ["A2", "Friends of Dogs", "Japan", "More dogs", "N1, N2", "Kazakhstan, Узбекистан",
        "2025-01-01", "2025-12-31", "ongoing"],
    ["A3", "IOM", "", "Dogs once", "N2", "", "2020-01-01", "2020-12-31", "завершено"],
]  # fmt: skip
COLUMNS = dict(
    zip(["organisation", "funder", "activity", "need", "country", "start", "end", "status"], HEADER[1:], strict=True)
)
OPTIONAL = '[[report.part.chapter]]\nnotebook = "06_assistance"\nobjectives = ["needs"]\neditions = ["organiser"]\n'


def source(file: str, columns: dict[str, str], *, more: str = "") -> str:
    """The settings of a list of activities."""
    lines = "\n".join(f'{field} = "{heading}"' for field, heading in columns.items())
    return f'\n[sources.activities]\nfile = "{file}"\n{more}\n[sources.activities.columns]\n{lines}\n'


def workspace(root: Path, rows: list[list[str]], *, settings: str = SETTINGS) -> Path:
    """The small workspace with these activities."""
    listed = source("data/raw/activities.csv", COLUMNS, more='id = "id"')
    SmallWorkspace(settings=settings + OPTIONAL + listed).write(root)
    with (root / "data/raw/activities.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return root


def estimates(root: Path) -> pd.DataFrame:
    """The estimates, blanks as blanks."""
    return pd.read_csv(root / "data/estimates/estimates.csv", dtype="str", keep_default_na=False)


def test_a_list_becomes_counts_and_quadrants(run: Run, tmp_path: Path) -> None:
    """A1 and A2 are current; N1 has both, N2 has A2; they do not meet, since A2 ended before A1 began."""
    assert run("clean", workspace(tmp_path, ACTIVITIES))[0] == 0
    code, told = run("assess", tmp_path)
    assert code == 0, told
    found = estimates(tmp_path)
    current = found[found["measure"].eq("activities") & found["by"].eq("") & found["choice"].eq("")]
    assert dict(zip(current["item"], current["value"], strict=True)) == {"": "2.0", "N1": "2.0", "N2": "1.0"}
    overlaps = found[found["measure"].eq("overlaps") & found["item"].eq("")]
    assert overlaps["value"].tolist() == ["0.0"]
    quadrants = found[found["statistic"].eq("quadrant")]
    assert dict(zip(quadrants["item"], quadrants["choice"], strict=True)) == {
        "N1": "large_gap_covered",
        "N2": "small_gap_covered",
    }


def test_the_report_says_what_is_recorded(run: Run, tmp_path: Path) -> None:
    """The chapter is built, the list stands on the workshop's last day, and remarks are nowhere."""
    shutil.copytree("notebooks", tmp_path / "notebooks")
    code, told = run("run", workspace(tmp_path, ACTIVITIES))
    assert code == 0, told
    release = read_release(tmp_path / "reports/organiser/release")
    assert state_assistance(release, "en").text.startswith("As of 13 May 2026, 2 current activities are recorded")
    titles = [row[0].text for row in table_activities(release, "en").rows if len(row) > 1]
    assert titles == ["More dogs", "Radios for all", "Dogs once"]
    assert release.manifest["as_of"] == "2026-05-13"


def test_the_day_can_be_set(run: Run, tmp_path: Path) -> None:
    """Seen from 2025, the entry that ended in that year is not out of date yet."""
    dated = SETTINGS + "\n[assistance]\nas_of = 2025-06-01\n"
    assert run("clean", workspace(tmp_path, ACTIVITIES, settings=dated))[0] == 0
    assert run("assess", tmp_path)[0] == 0
    listed = pd.read_csv(tmp_path / "data/estimates/activities.csv", dtype="str", keep_default_na=False)
    assert dict(zip(listed["activity_id"], listed["stale"], strict=True)) == {"A1": "", "A2": "", "A3": ""}


def test_an_unknown_need_stops_with_its_place(run: Run, tmp_path: Path) -> None:
    """The message names file, row and column, and what stands there."""
    wrong = [[*ACTIVITIES[0][:4], "Cats", *ACTIVITIES[0][5:]]]
    code, told = run("check", workspace(tmp_path, wrong))
    assert code == 1
    assert "activities.csv" in told
    assert "Unknown need: «Cats»" in told
    assert "row 2" in told


def test_a_workspace_without_a_list_has_a_chapter_that_says_so(run: Run, tmp_path: Path) -> None:
    """Nothing is counted, and nothing is said to be missing."""
    SmallWorkspace(settings=SETTINGS + OPTIONAL).write(tmp_path)
    shutil.copytree("notebooks", tmp_path / "notebooks")
    code, told = run("run", tmp_path)
    assert code == 0, told
    assert not estimates(tmp_path)["measure"].isin(["activities", "coverage"]).any()
    page = (tmp_path / "reports/organiser/en/final_report.html").read_text(encoding="utf-8")
    assert "No list of activities was given. What assistance there is already cannot be said in this report." in page


LISTS = {
    "ethiopia": (
        "3w_ethiopia_august_2025.csv", "",
        {"organisation": "Implementing Partner Name", "funder": "Donor Name", "activity": "Activity", "need": "Cluster",
         "status": "Activity status"},
    ),
    "somalia": ("3w_somalia_2025.xlsx", "", {"organisation": "Organization_Name", "need": "Cluster"}),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_that_nobody_here_wrote_are_accounted_for(name: str, conformance: Path, run: Run, tmp_path: Path) -> None:
    """Every row of a 3W list that is not blank is an activity with a need; a few seconds suffice.

    The rows and their sectors are counted with pandas alone; the sectors are the workspace's own register of needs.
    """
    file, more, columns = LISTS[name]
    path = conformance / "activities" / file
    listed = (
        pd.read_csv(path, dtype="str") if path.suffix == ".csv" else pd.read_excel(path, dtype="str", engine="calamine")
    )
    listed = listed[listed["Cluster"].notna() & ~listed["Cluster"].fillna("").str.startswith("#")]
    sectors = sorted({" ".join(sector.split()) for sector in listed["Cluster"]})
    made = SmallWorkspace(settings=SETTINGS + source(f"data/raw/{file}", columns, more=more))
    made.needs += [[f"S{n}", "S", "Sectors", sector, "", ""] for n, sector in enumerate(sectors)]
    shutil.copy(path, made.write(tmp_path) / "data/raw" / file)
    started = time.monotonic()
    assert run("clean", tmp_path)[0] == 0
    assert run("assess", tmp_path)[0] == 0
    assert time.monotonic() - started < 60
    described = pd.read_csv(tmp_path / "data/estimates/activities.csv", dtype="str", keep_default_na=False)
    assert len(described) == described["activity_id"].nunique() == len(listed)
    by_sector = {
        f"S{n}": (listed["Cluster"].str.split().str.join(" ") == sector).sum() for n, sector in enumerate(sectors)
    }
    assert described["need"].value_counts().to_dict() == by_sector
