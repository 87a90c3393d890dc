"""The example is synthetic, says so everywhere, can be made again, and holds what it claims to hold."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from needs_analysis.cli.arrival import receive
from needs_analysis.cli.checking import check
from needs_analysis.registers.files import read_register
from needs_analysis.workshop import read_workshop

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
CORRECTIONS = ROOT / "data" / "corrections" / "corrections.csv"
TABLES = ["participants.xlsx", "needs_export.xlsx"]
LISTS = ["activities.csv", "evaluation.csv"]
DECIDED = ["corrections/corrections.csv", "corrections/released_comments.csv"]
OWN_WORDS = ["background.en.md", "background.ru.md", "recommendations.csv"]
FILES = [*TABLES, *LISTS, "needs_form.xlsx"]


def make(folder: Path, *, seed: str = "") -> Path:
    chosen = ["--seed", seed] if seed else []
    command = [sys.executable, "-m", "make_example", "--to", str(folder), *chosen]
    subprocess.run(command, cwd=ROOT / "data", check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made"))


def sheet(name: str, *, header: int = 1) -> pd.DataFrame:
    """A workbook's first sheet as text, read without the project; rows are named by their number in the sheet."""
    rows = list(load_workbook(RAW / name).worksheets[0].iter_rows(min_row=header, values_only=True))
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    frame = pd.DataFrame(texts[1:], columns=texts[0], index=range(header + 1, header + len(rows)))
    return frame[(frame != "").any(axis=1)]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dropped(table: str) -> set[str]:
    rows = rows_of(CORRECTIONS)
    return {row["row_id"] for row in rows if row["table"] == table and row["action"] == "drop"}


def row_ids(frame: pd.DataFrame, heading: str) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for number, own in frame[heading].items():
        name = own.strip() or f"r{number}"
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return ids


def parts(path: Path) -> dict[str, bytes]:
    """The content of a file: of a workbook each part, since other versions of zlib pack the same parts otherwise."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as workbook:
        return {name: workbook.read(name) for name in workbook.namelist()}


@pytest.mark.parametrize("name", TABLES)
def test_every_workbook_of_data_says_that_it_is_synthetic(name: str) -> None:
    """In a sheet of its own and in the properties that a file manager shows."""
    workbook = load_workbook(RAW / name)
    assert "SYNTHETIC EXAMPLE" in str(workbook["READ ME"]["A1"].value)
    assert "synthetic example" in str(workbook.properties.title)
    assert "SYNTHETIC EXAMPLE" in str(workbook.properties.description)


def test_the_list_of_participants_says_it_in_its_first_line() -> None:
    assert "SYNTHETIC EXAMPLE" in str(load_workbook(RAW / "participants.xlsx")["Registration"]["A1"].value)


@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_a_csv_says_that_it_is_synthetic(name: str) -> None:
    remarks = {row["Remarks"] for row in rows_of(RAW / name)}
    assert remarks - {"#meta+remarks"} == {"Synthetic example"}


def test_the_form_and_the_report_say_that_the_example_is_synthetic() -> None:
    assert "synthetic example" in str(load_workbook(RAW / "needs_form.xlsx")["settings"]["A2"].value)
    assert set(read_workshop(ROOT).settings.workshop.notice) == {"en", "ru"}


def test_the_corrections_say_it_in_their_first_row() -> None:
    assert "synthetic example" in rows_of(CORRECTIONS)[0]["comment"]


def test_every_released_comment_says_that_it_is_synthetic() -> None:
    comments = rows_of(ROOT / "data" / "corrections" / "released_comments.csv")
    assert {("synthetic example" in row["remark"], row["release"]) for row in comments} == {(True, "yes")}


def test_every_recommendation_says_that_it_is_synthetic_and_is_worded_in_both_languages() -> None:
    rows = rows_of(ROOT / "data" / "recommendations.csv")
    assert {row["remark"] for row in rows} == {"synthetic example"}
    assert all(
        row[f"{name}_{language}"]
        for row in rows
        for name in ("recommendation", "addressee")
        for language in ("en", "ru")
    )


def test_the_background_says_in_its_first_sentence_that_it_is_synthetic() -> None:
    for language, word in (("en", "synthetic"), ("ru", "вымышлен")):
        assert word in (ROOT / "data" / f"background.{language}.md").read_text(encoding="utf-8").partition(".")[0]


def test_nobody_can_be_reached() -> None:
    """Addresses end in a domain that is set aside for examples, telephone numbers name no country."""
    people = sheet("participants.xlsx", header=4)
    addresses = people.loc[people["Badge"] != "", "E-mail"]
    assert addresses.str.endswith(".example.org").all()
    numbers = people["Phone"].str.replace(r"\D", "", regex=True)
    assert numbers.str.match(r"^(00)?99900555|^0055501|^$").all()


@pytest.mark.parametrize("name", [*(f"raw/{name}" for name in FILES), *DECIDED])
def test_the_script_makes_the_same_files_again(made: Path, name: str) -> None:
    assert parts(made / name) == parts(ROOT / "data" / name)


def test_two_runs_give_the_same_bytes_and_another_seed_gives_others(made: Path, tmp_path: Path) -> None:
    again, other = make(tmp_path / "again"), make(tmp_path / "other", seed="7")
    for name in FILES:
        assert (again / "raw" / name).read_bytes() == (made / "raw" / name).read_bytes()
    for name in [*TABLES, *LISTS]:
        assert (other / "raw" / name).read_bytes() != (made / "raw" / name).read_bytes()


def test_65_people_are_left_after_the_corrections() -> None:
    """Counted without the project: of 68 lines one is repeated, one is a person anew, and one is the desk's total."""
    people = sheet("participants.xlsx", header=4)
    ids = row_ids(people, "Badge")
    assert len(ids) == 68
    assert len(set(ids) - dropped("participants")) == 65
    assert dropped("participants") <= set(ids)


def test_56_forms_are_left_after_the_corrections() -> None:
    forms = sheet("needs_export.xlsx")
    ids = row_ids(forms, "_id")
    assert len(ids) == 58
    assert len(set(ids) - dropped("responses")) == 56


def test_every_correction_names_what_stands_there() -> None:
    tables = {
        "participants": (sheet("participants.xlsx", header=4), "Badge"),
        "responses": (sheet("needs_export.xlsx"), "_id"),
    }
    headings = {"participants": read_workshop(ROOT).settings.sources["participants"].columns}
    for row in rows_of(CORRECTIONS):
        frame, own = tables[row["table"]]
        where = row_ids(frame, own).index(row["row_id"])
        names = {re.sub(r"^\S+/", "", " ".join(heading.split())): heading for heading in frame.columns}
        if row["action"] != "drop":
            field = headings.get(row["table"], {}).get(row["field"], row["field"])
            assert frame.iloc[where][names[field]] == row["old_value"]


def test_the_form_converts() -> None:
    assert convert(str(RAW / "needs_form.xlsx")).warnings == []


def test_the_export_answers_the_questions_of_the_form() -> None:
    survey = sheet("needs_form.xlsx")
    asked = survey.loc[~survey["type"].isin(["begin group", "end group", "note"]), "name"]
    headings = [heading.rpartition("/")[2] for heading in sheet("needs_export.xlsx").columns]
    assert headings[: len(asked)] == list(asked)
    assert headings[len(asked) :][:3] == ["_id", "_uuid", "_submission_time"]


def test_all_kinds_of_answers_occur() -> None:
    """Ratings, blanks, the three non-answers, and labels in place of codes in both languages."""
    forms = sheet("needs_export.xlsx")
    ratings = forms[[name for name in forms if name.endswith(("_importance", "_capacity"))]]
    found = set(ratings.to_numpy().ravel())
    assert {"1", "2", "3", "4", "5", "", *read_register("non_answers")["code"]} <= found
    assert {"4 – Important", "5 – Очень важно"} <= found


def test_the_activities_have_a_row_of_hashtags_and_name_needs_and_organisations_of_the_registers() -> None:
    hashtags, *activities = rows_of(RAW / "activities.csv")
    assert all(tag.startswith("#") for tag in hashtags.values())
    needs = {need for row in activities for need in row["Need"].split(", ")}
    assert needs <= set(read_register("needs")["need_id"])
    assert {row["Organisation"] for row in activities} <= set(read_register("agencies")["agency_id"])
    assert len({row["Activity ID"] for row in activities}) == len(activities) == 20


def test_some_people_answered_the_evaluation_only_once() -> None:
    rows = rows_of(RAW / "evaluation.csv")
    codes = {
        when: {row["Self-made code"].replace(" ", "").upper() for row in rows if row["Before or after"] == when}
        for when in ("before", "after")
    }
    assert (len(codes["before"]), len(codes["after"])) == (40, 38)
    assert len(codes["before"] & codes["after"]) == 34


def test_its_settings_name_files_that_exist() -> None:
    workshop = read_workshop(ROOT)
    assert set(workshop.settings.sources) == {"participants", "responses", "activities", "evaluation"}
    for source in workshop.settings.sources.values():
        assert workshop.path(source.file).is_file()
    assert len(workshop.settings.objectives) == 4


def test_the_example_leads_to_a_report_as_it_is(tmp_path: Path) -> None:
    """No question of the example is open that must be answered before a report."""
    workspace = tmp_path / "example"
    for name in ("data/raw", "data/corrections"):
        shutil.copytree(ROOT / name, workspace / name)
    shutil.copy(ROOT / "workshop.toml", workspace)
    for name in OWN_WORDS:
        shutil.copy(ROOT / "data" / name, workspace / "data")
    workshop = read_workshop(workspace)
    found = check(workshop, receive(workshop)).issues
    assert found.loc[found["severity"] == "stop", ["table", "row_id", "field", "check", "value"]].values.tolist() == []
