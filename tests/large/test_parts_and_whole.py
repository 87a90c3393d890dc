"""A survey taken in parts gives what it gives as a whole: clean data, log, issues, account and estimates."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from distributed import LocalCluster

from needs_analysis.cleaning.store import read_clean
from needs_analysis.cli.arrival import receive
from needs_analysis.cli.assessing import assess
from needs_analysis.cli.checking import Checked, check
from needs_analysis.cli.cleaning import clean
from needs_analysis.cli.large.assessing import assess_large, can_be_made
from needs_analysis.cli.large.cleaning import clean_large
from needs_analysis.cli.large.part import DROPPED, ISSUE_PARTS, LOG_PARTS
from needs_analysis.cli.large.scope import NOT_MADE
from needs_analysis.cli.large.sized import is_large
from needs_analysis.columns import ESTIMATES, PLAN
from needs_analysis.errors import InputError
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import Workshop, read_workshop
from tests.small_workspace import SmallWorkspace

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ["value", "se", "low", "high", "n_eff"]
ONE = Workers(number=1)
PLANNED = """statistic,measure,item,by,weighting
mean,importance,all,,
mean,gap,all,country,
mean,capacity,all,agency_type,each_person
share,importance,need,,each_person
share,gap,need,country,
count,responses,,country,
count,answers,need,,
"""
IN_PARTS = "[partitions]\nfrom_megabytes = 0\nforms = {forms}\n\n"
STRICT = "[checks.{name}]\non = false\n"


def messy() -> SmallWorkspace:
    """Ids that stand twice, misspelt countries, blanks, answers outside of the scale, decisions of all kinds."""
    made = SmallWorkspace()
    made.header += ["Remarks"]
    made.rows = [[*row, ""] for row in made.rows]
    made.rows += [
        ["5", "Uzbekistan", "customs", "High", "Low", "Low", "Low", 'said "no"\nand left'],
        ["8", "Kazakstan", "customs", "Higher", "Low", "", "Low", "ask a@example.org"],
        ["", "Uzbekistan", "border_service", "Low", "High", "Don't know", "", ""],
        ["3", "Kazakhstan", "customs", "Low", "High", "High", "High", ""],
        ["5", "TJK", "customs", "High", "Low", "High", "Low", ""],
    ]
    drop = ["responses", "5#2", "", "", "", "drop", "hand", "applied", "twice", ""]
    moved = ["responses", "8", "Country", "Kazakstan", "KAZ", "set", "hand", "applied", "", ""]
    gone = ["responses", "99", "Country", "Kazakstan", "KAZ", "set", "hand", "applied", "", ""]
    every = ["responses", "*", "agency_type", "border_service", "customs", "set", "hand", "applied", "", ""]
    unused = ["responses", "*", "agency_type", "police", "customs", "set", "hand", "applied", "", ""]
    made.corrections = [drop, [*moved[:2], "country", *moved[3:]], [*gone[:2], "country", *gone[3:]], every, unused]
    made.corrections += [["responses", row, "", "", "", "drop", "hand", "applied", "", ""] for row in ("5#3", "3#2")]
    off = "".join(STRICT.format(name=name) for name in NOT_MADE)
    made.settings = made.settings.replace(
        "[registers]", f'{off}[checks.outside_choices]\nseverity = "review"\n[registers]'
    )
    return made


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in an order of their own, since parts list them form by form and the whole check by check."""
    return frame.sort_values(list(frame.columns), ignore_index=True, na_position="first")


def taken_whole(root: Path) -> tuple[Workshop, Checked, pd.DataFrame]:
    """The survey as one table: what was checked, and the clean data and estimates on disk."""
    workshop = read_workshop(root)
    arrival = receive(workshop)
    checked = check(workshop, arrival)
    data = clean(workshop, arrival, checked)
    return workshop, checked, assess(workshop, data).estimates


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Checked, pd.DataFrame]:
    """The messy workspace as one table."""
    root = messy().write(tmp_path_factory.mktemp("whole"))
    plan = root / "plan.csv"
    plan.write_text(PLANNED, encoding="utf-8")
    settings = root / "workshop.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[assessment]\nplan = "plan.csv"\n', encoding="utf-8")
    return taken_whole(root)


def parted(workshop: Workshop, folder: Path, forms: int) -> Workshop:
    """The same workspace elsewhere, to be taken in parts of so many forms."""
    shutil.copytree(workshop.root, folder, ignore=shutil.ignore_patterns("clean", "estimates", "checked"))
    settings = folder / "workshop.toml"
    settings.write_text(IN_PARTS.format(forms=forms) + settings.read_text("utf-8"), encoding="utf-8")
    return read_workshop(folder)


def assert_same_estimates(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    """All words and counts are the same, numbers to 1e-9."""
    exact = [name for name in ESTIMATES.names if name not in NUMBERS]
    pd.testing.assert_frame_equal(found[exact], wanted[exact])
    pd.testing.assert_frame_equal(found[NUMBERS], wanted[NUMBERS], rtol=1e-9, atol=1e-9)


def assert_same(workshop: Workshop, whole: tuple[Workshop, Checked, pd.DataFrame]) -> None:
    """Whatever is on disk after the parts were taken is what the whole left."""
    before, checked, estimates = whole
    one, many = read_clean(before.clean), read_clean(workshop.clean)
    clean_parts, log, issues = (
        Parts(workshop.clean / name).read_all() for name in ("responses", LOG_PARTS, ISSUE_PARTS)
    )
    pd.testing.assert_frame_equal(clean_parts, one.tables["responses"])
    pd.testing.assert_frame_equal(Parts(workshop.clean / DROPPED).read_all(), one.dropped["responses"])
    mine = checked.log["table"].eq("responses")
    pd.testing.assert_frame_equal(in_order(log), in_order(checked.log[mine]))
    for name in ("account", "sources"):
        pd.testing.assert_frame_equal(in_order(many.parts[name]), in_order(one.parts[name]))
    told = issues["evidence"].fillna("").str.contains("In a survey read in parts|effect of open issues")
    pd.testing.assert_frame_equal(
        in_order(issues[~told].drop(columns="effect")), in_order(checked.issues.drop(columns="effect"))
    )
    wanted = assess_large(workshop, many, ONE)
    assert_same_estimates(wanted.estimates, estimates)


@pytest.mark.parametrize("forms", [1, 2, 5, 100])
def test_parts_of_any_size_leave_what_the_whole_leaves(
    whole: tuple[Workshop, Checked, pd.DataFrame], tmp_path: Path, forms: int
) -> None:
    """Rows, their names, the log, the issues, the account and every number: also where each form is a part."""
    workshop = parted(whole[0], tmp_path / "parted", forms)
    assert is_large(workshop)
    clean_large(workshop, ONE)
    assert_same(workshop, whole)


def into_files(root: Path) -> None:
    """Part the answers of a workspace: three files in encodings of their own, with other signs between cells.

    The first of them has no column for remarks, and in the last the columns stand in another order.
    """
    answers = root / "data" / "raw" / "answers.csv"
    with answers.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    sent = [
        ("kaz.csv", "utf-8-sig", ",", [row[:-1] for row in (header, *rows[:4])]),
        ("tjk.csv", "utf-16", "\t", [header, rows[4]]),
        ("b/uzb.csv", "cp1251", ";", [row[::-1] for row in (header, *rows[5:])]),
    ]
    for name, encoding, delimiter, mine in sent:
        (answers.parent / name).parent.mkdir(exist_ok=True)
        with (answers.parent / name).open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(mine)
    settings = root / "workshop.toml"
    first, *further = (f"data/raw/{name}" for name, *_ in sent)
    told = settings.read_text("utf-8").replace(
        'file = "data/raw/answers.csv"', f'file = "{first}"\nfiles = {json.dumps(further)}'
    )
    settings.write_text(told, encoding="utf-8")
    answers.unlink()


@pytest.mark.parametrize("forms", [1, 3, 100])
def test_several_files_leave_what_they_leave_as_a_whole(
    whole: tuple[Workshop, Checked, pd.DataFrame], tmp_path: Path, forms: int
) -> None:
    """Each is cut by itself; ids that meet in two of them are told apart alike."""
    shutil.copytree(whole[0].root, tmp_path / "files", ignore=shutil.ignore_patterns("clean", "estimates", "checked"))
    into_files(tmp_path / "files")
    together = taken_whole(tmp_path / "files")
    workshop = parted(together[0], tmp_path / "parted", forms)
    clean_large(workshop, ONE)
    assert_same(workshop, together)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Address of two real workers."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as here:
        yield here.scheduler_address


@pytest.mark.parametrize("where", ["cores", "cluster"])
def test_workers_leave_the_same_bytes(
    whole: tuple[Workshop, Checked, pd.DataFrame], tmp_path: Path, where: str, request: pytest.FixtureRequest
) -> None:
    """Two processes, two workers of a cluster, or this process alone: every file of the clean data is the same."""
    workers = Workers(number=2) if where == "cores" else Workers(request.getfixturevalue("cluster"))
    files = []
    for name, each in (("alone", ONE), ("together", workers)):
        workshop = parted(whole[0], tmp_path / name, 3)
        clean_large(workshop, each)
        assess_large(workshop, read_clean(workshop.clean), each)
        made = [*workshop.clean.rglob("*"), *workshop.estimates.rglob("*")]
        files.append(
            {
                path.relative_to(workshop.root): path.read_bytes()
                for path in made
                if path.suffix != ".json" and path.is_file()
            }
        )
    assert files[0] == files[1]


def test_an_open_issue_stops_the_run_and_leaves_the_last_clean_data(
    whole: tuple[Workshop, Checked, pd.DataFrame], tmp_path: Path
) -> None:
    """An id that stands twice in two parts is found; what the last good run left is still there."""
    workshop = parted(whole[0], tmp_path / "parted", 2)
    clean_large(workshop, ONE)
    before = {path: path.read_bytes() for path in workshop.clean.rglob("*") if path.is_file()}
    corrections = workshop.path("data", "corrections", "corrections.csv")
    lines = corrections.read_text("utf-8").splitlines()
    corrections.write_text("\n".join(line for line in lines if "5#3" not in line) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"answers\.csv, row 13, column id: Id of an earlier row: «5»"):
        clean_large(workshop, ONE)
    assert {path: path.read_bytes() for path in workshop.clean.rglob("*") if path.is_file()} == before


def test_lines_that_need_every_answer_at_once_are_listed() -> None:
    """Nothing of a plan is left out in silence."""
    lines = [("mean", "gap", "all"), ("rank", "gap", "need"), ("share", "gap", "theme"), ("count", "answers", "need")]
    plan = PLAN.frame([dict(zip(("statistic", "measure", "item"), line, strict=True)) for line in lines])
    assert can_be_made(plan).tolist() == [True, False, False, True]
