"""Editions from the command line: released together, written into the ledger, held against what went before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from needs_analysis.columns import ESTIMATES
from needs_analysis.release import read_release
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace

OPEN = SETTINGS.replace("[editions.organiser]\nsmallest_group = 3", "[editions.donor]\n\n[editions.national]").replace(
    'editions = ["organiser"]', 'editions = ["donor", "national"]'
)
KEY = list(ESTIMATES.key)
WORDS = ("Low", "Middle", "High")
SIZES = {"Kazakhstan": 9, "Uzbekistan": 8}


def rows(sizes: dict[str, int]) -> list[list[str]]:
    """Make forms of several people a country, with answers that differ between them."""
    made = []
    for country, size in sizes.items():
        for person in range(size):
            kind = ("customs", "border_service")[person % 2]
            answers = [WORDS[(person + step) % 3] for step in (0, 1, 2, 4)]
            made.append([f"{country[:2]}{person}", country, kind, *answers])
    return made


def files(root: Path) -> dict[str, bytes]:
    """Return everything below the reports."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of which a donor edition and national editions were released."""
    import subprocess
    import sys

    root = SmallWorkspace(OPEN, rows=rows(SIZES)).write(tmp_path_factory.mktemp("released"))
    notebooks = Path(__file__).resolve().parents[2] / "notebooks"
    (root / "notebooks").symlink_to(notebooks)
    command = [sys.executable, "-c", "from needs_analysis.cli import main; main()", "run", str(root)]
    subprocess.run(command, check=True, capture_output=True)
    return root


def ledger(root: Path) -> list[dict[str, object]]:
    """Return the lines of the ledger."""
    return [json.loads(line) for line in (root / "data" / "releases" / "ledger.jsonl").read_text("utf-8").splitlines()]


def test_every_edition_stands_in_the_ledger_and_is_kept(released: Path) -> None:
    """Donor and each delegation: a folder of reports, a line, and a copy that later releases are held against."""
    assert [line["edition"] for line in ledger(released)] == ["donor", "national/KAZ", "national/UZB"]
    for line in ledger(released):
        release = read_release(released / "reports" / str(line["edition"]) / "release")
        assert release.manifest["id"] == line["release"]
        common = read_release(released / "data" / "releases" / str(line["kept"]))
        assert set(map(tuple, release.estimates[KEY].fillna("").to_numpy())) <= set(
            map(tuple, common.estimates[KEY].fillna("").to_numpy())
        )
        assert (released / "reports" / str(line["edition"]) / "en" / "final_report.html").is_file()
        assert (released / "reports" / str(line["edition"]) / "release" / "estimates.parquet").is_file()


def test_a_state_sees_its_own_numbers_and_those_of_all(released: Path) -> None:
    """In the edition of one State no other one has a row."""
    estimates = read_release(released / "reports" / "national" / "UZB" / "release").estimates
    by_country = estimates[estimates["by"].eq("country")]
    assert set(by_country["group"].dropna()) == {"UZB"}
    assert estimates["by"].isna().any()


def test_limits_come_with_their_reasons(released: Path) -> None:
    """The manifest says of each limit how large it is and why."""
    limits = read_release(released / "reports" / "donor" / "release").manifest["limits"]
    assert {name: limit["value"] for name, limit in limits.items()} == {
        "smallest_group": 5,
        "narrowest": 0.1,
        "alone": 1,
    }
    assert all(limit["reason"]["en"] and limit["reason"]["ru"] for limit in limits.values())


def test_the_same_data_are_no_new_release(released: Path, run_again: Run) -> None:
    """Running again changes no byte of the reports and adds no line."""
    before, lines = files(released / "reports"), ledger(released)
    assert run_again("run", released)[0] == 0
    assert files(released / "reports") == before
    assert ledger(released) == lines


def test_who_withdraws_cannot_be_read(released: Path, run_again: Run) -> None:
    """One form less is refused with the cells and a remedy; what stood stays; recalled releases stand in no way."""
    answers = released / "data" / "raw" / "answers.csv"
    whole, before = answers.read_text(encoding="utf-8"), files(released / "reports")
    answers.write_text("\n".join(whole.splitlines()[:-1]) + "\n", encoding="utf-8")
    code, told = run_again("run", released)
    assert code == 1
    assert "what fewer than 5 people answered" in told
    assert "country UZB" in told
    assert "needs-analysis recall small-donor-" in told
    assert files(released / "reports") == before
    assert len(ledger(released)) == 3
    for line in ledger(released):
        assert run_again("recall", str(line["release"]), released, "--because", "a rehearsal that nobody saw")[0] == 0
    assert run_again("run", released)[0] == 0
    assert len(ledger(released)) == 9


@pytest.fixture
def run_again(run: Run) -> Run:
    """Run a command that may end well too."""
    return run


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("[editions.donor]\nsmallest_group = 2", "greater than or equal to 3"),
        ("[editions.donor]\nsmallest_group = 4", "limit of its own without a reason: smallest_group"),
        ("[editions.doner]\nsmallest_group = 5", "editions.doner"),
    ],
)
def test_limits_that_cannot_be(tmp_path: Path, run: Run, limits: str, said: str) -> None:
    """Below the floor, without a reason, or of an edition that does not exist: nothing is released."""
    settings = SETTINGS.replace("[editions.organiser]\nsmallest_group = 3", limits).replace(
        'editions = ["organiser"]', 'editions = ["donor"]'
    )
    root = SmallWorkspace(settings, rows=rows(SIZES)).write(tmp_path)
    code, told = run("run", root)
    assert (code, said in told) == (1, True), told
    assert not (root / "reports" / "donor").exists()


def test_an_edited_ledger_stops_everything(released: Path, run: Run) -> None:
    """A line that was changed is named, and no release is made."""
    path = released / "data" / "releases" / "ledger.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("national/KAZ", "national/UZB"), encoding="utf-8")
    code, told = run("run", released)
    path.write_text(whole, encoding="utf-8")
    assert code == 1
    assert "ledger.jsonl, row 2: The release ledger was edited" in told
