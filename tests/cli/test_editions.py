"""Editions from the command line: released together, written into the ledger, held against what went before."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from needs_analysis.cli.alone import LOCK
from needs_analysis.cli.recalling import recall_release
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.ledger import append_entry, standing_releases
from needs_analysis.locking import locked
from needs_analysis.release import read_release
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace

OPEN = SETTINGS.replace("[editions.organiser]\nsmallest_group = 3", "[editions.donor]\n\n[editions.national]").replace(
    'editions = ["organiser"]', 'editions = ["donor", "national"]'
)
REASON = "a rehearsal that nobody saw"
AGENDA = """
[[documents]]
file = "agenda.txt"
title.en = "Agenda"
kind = "agenda"
editions = ["national"]
"""
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

    root = SmallWorkspace(OPEN + AGENDA, rows=rows(SIZES)).write(tmp_path_factory.mktemp("released"))
    (root / "agenda.txt").write_text("Registration, opening, lunch", encoding="utf-8")
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


def test_the_ledger_knows_every_file_but_the_executed_chapters(released: Path) -> None:
    """Reports, the page that lists them, documents of the event, tables: each with its SHA-256, computed here again."""
    for line in ledger(released):
        held = files(released / "reports" / str(line["edition"]))
        sums = {name: sha256(content).hexdigest() for name, content in held.items() if "chapters" not in name}
        assert isinstance(line["reports"], dict)
        assert isinstance(line["tables"], dict)
        assert {**line["reports"], **line["tables"]} == sums
        assert set(line["tables"]) == {name for name in sums if name.startswith("release/")}
        agenda = "documents/agenda.txt" in line["reports"]
        assert agenda == str(line["edition"]).startswith("national")


def test_the_page_of_a_state_names_no_other(released: Path) -> None:
    page = (released / "reports" / "national" / "UZB" / "index.html").read_text(encoding="utf-8")
    assert "National edition: Uzbekistan" in page
    assert [word for word in ("Kazakhstan", "KAZ", "onor", "rganiser") if word in page] == []


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
    """Reporting again changes no byte and adds no line; a page that somebody altered is as it was."""
    before, lines = files(released / "reports"), ledger(released)
    (released / "reports" / "donor" / "en" / "final_report.html").write_text("altered", encoding="utf-8")
    assert run_again("report", released)[0] == 0
    assert files(released / "reports") == before
    assert ledger(released) == lines


def test_who_withdraws_cannot_be_read(released: Path, run_again: Run) -> None:
    """One form less is refused with the cells and a remedy; what stood stays; recalled releases stand in no way."""
    answers = released / "data" / "raw" / "answers.csv"
    whole, before = answers.read_text(encoding="utf-8"), files(released / "reports")
    answers.write_text("\n".join(whole.splitlines()[:-1]) + "\n", encoding="utf-8")
    code, told = run_again("run", released)
    assert code == 1
    said, cells = "1 form fewer than in the release of ", "what fewer than 5 people answered"
    assert 0 < told.index(said) < told.index(cells)
    assert told.count(said) == 1
    assert "country UZB" in told
    assert "needs-analysis recall --release small-donor-" in told
    assert files(released / "reports") == before
    assert len(ledger(released)) == 3
    for line in ledger(released):
        assert run_again("recall", released, "--release", str(line["release"]), "--because", REASON)[0] == 0
    assert run_again("run", released)[0] == 0
    assert len(ledger(released)) == 9


@pytest.fixture
def run_again(run: Run) -> Run:
    """Run a command that may end well too."""
    return run


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("[editions.donor]\nsmallest_group = 2", "the floor is 3 and is built in"),
        (
            "[editions.donor]\nsmallest_group = 4",
            "limit of its own without a reason in the language «en»: smallest_group",
        ),
        ("[editions.doner]\nsmallest_group = 5", "Unknown key «editions.doner»; did you mean «donor»?"),
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


def standing(root: Path) -> list[dict[str, object]]:
    """Return the lines of the releases that stand."""
    names = standing_releases(ledger(root))
    return [line for line in ledger(root) if line["event"] == "release" and line["release"] in names]


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    """What was released, to be spoiled."""
    return shutil.copytree(released, tmp_path / "copy", symlinks=True)


def test_a_refusal_names_what_recall_takes(copy: Path, run: Run) -> None:
    """The id of the release that all States have parts of takes back each of them, and no other."""
    states = [str(line["release"]) for line in standing(copy) if line["edition"] != "donor"]
    common, before = str(standing(copy)[-1]["kept"]), len(ledger(copy))
    assert common not in {line["release"] for line in ledger(copy)}
    assert run("recall", copy, "--release", common, "--because", REASON)[0] == 0
    assert [(line["event"], line["release"]) for line in ledger(copy)[before:]] == [("recall", name) for name in states]
    assert run("recall", copy, "--release", common, "--because", REASON)[0] == 1


def test_recalling_one_state_says_that_the_common_release_is_held(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until the last State's is taken back, nothing is won; the command for all of them is given."""
    states = [str(line["release"]) for line in standing(copy) if line["edition"] != "donor"]
    kept = str(standing(copy)[-1]["kept"])
    recall_release(copy, states[0], because=REASON)
    told = " ".join(capsys.readouterr().out.split())
    assert f"still held against {kept}, as long as these stand: {states[1]}." in told
    assert f"needs-analysis recall --release {kept}" in told
    recall_release(copy, states[1], because=REASON)
    assert "still held" not in capsys.readouterr().out


def test_what_is_not_said_is_asked_for(copy: Path, run: Run) -> None:
    """Without a release, those that stand are named."""
    code, told = run("recall", copy, "--because", REASON)
    assert code == 1
    assert f"--release {standing(copy)[0]['release']}" in told


def test_one_of_several_that_was_shared_keeps_all(copy: Path, run: Run) -> None:
    """What one State was given cannot be taken back, nor what all have parts of."""
    state = next(line for line in standing(copy) if line["edition"] == "national/UZB")
    append_entry(copy / "data" / "releases", "share", release=state["release"], to="Uzbekistan")
    before = ledger(copy)
    code, told = run("recall", copy, "--release", str(state["kept"]), "--because", REASON)
    assert (code, "was shared on" in told) == (1, True)
    assert ledger(copy) == before


def test_a_missing_copy_stops_a_share(copy: Path, run: Run) -> None:
    """What later releases could not be held against is not handed over."""
    line = standing(copy)[0]
    shutil.rmtree(copy / "data" / "releases" / str(line["kept"]))
    code, told = run("share", copy, "--edition", "donor", "--to", "EU")
    assert code == 1
    assert f"data/releases/{line['kept']}: The copy of an earlier release is missing" in told


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("kaz", "did you mean «KAZ»?"),
        ("DEU", "There is no national edition of the country «DEU»"),
        ("", "for one country at a time"),
    ],
)
def test_a_country_without_an_edition_is_told_why(copy: Path, run: Run, country: str, said: str) -> None:
    code, told = run("share", copy, "--edition", "national", "--to", "MFA", "--country", country)
    assert code == 1
    assert said in told
    assert "--country KAZ, UZB" in told


def test_two_commands_at_once_are_one_too_many(copy: Path, run: Run) -> None:
    """Whoever comes second is told what the first one is and does nothing."""
    before = files(copy / "data")
    with locked(copy / LOCK, "needs-analysis run, process 7", wait=0):
        for command in ("run", "check", "report", "purge"):
            code, told = run(command, copy)
            assert (code, "Another command is writing here: needs-analysis run, process 7" in told) == (1, True)
    assert files(copy / "data") == before


def test_a_reason_is_needed_in_every_language_of_the_reports(tmp_path: Path, run: Run) -> None:
    """English does not stand in for Russian; it is told before any file is read, of all editions together."""
    own = '[editions.{}]\nsmallest_group = 4\nreason.smallest_group.en = "households are asked"\n'
    settings = OPEN.replace("[editions.donor]", own.format("donor")).replace(
        "[editions.national]", own.format("national")
    )
    root = SmallWorkspace(settings.replace('languages = ["en"]', 'languages = ["en", "ru"]')).write(tmp_path)
    (root / "data" / "raw" / "answers.csv").unlink()
    code, told = run("check", root)
    assert code == 1
    for edition in ("donor", "national"):
        assert f"«{edition}» has a limit of its own without a reason in the language «ru»: smallest_group" in told
        assert f"under [editions.{edition}]: reason.smallest_group.ru" in told
    assert "answers.csv" not in told


def test_an_edited_ledger_stops_everything(released: Path, run: Run) -> None:
    """A line that was changed is named, and no release is made."""
    path = released / "data" / "releases" / "ledger.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("national/KAZ", "national/UZB"), encoding="utf-8")
    code, told = run("run", released)
    path.write_text(whole, encoding="utf-8")
    assert code == 1
    assert "ledger.jsonl, row 2: The release ledger was edited" in told
