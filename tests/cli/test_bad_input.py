"""Whatever is wrong with the input: a clear message with its place, all of a kind at once, no traceback, code 1."""

from __future__ import annotations

import csv
import os
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from needs_analysis.cli.telling import Teller
from needs_analysis.columns import ISSUES
from tests.cli.conftest import Run
from tests.small_workspace import SmallWorkspace

OTHER_FORMAT = 'file = "data/raw/answers.csv"'


def _spoil_settings(old: str, new: str) -> SmallWorkspace:
    small = SmallWorkspace()
    assert old in small.settings
    return SmallWorkspace(settings=small.settings.replace(old, new))


SETTINGS_CASES = [
    ('languages = ["en"]', 'langages = ["en"]', ["«workshop.langages»", "did you mean «languages»"]),
    ("smallest_group = 3", "smallest_group = 2", ["editions.organiser.smallest_group", "is 2; the floor is 3"]),
    ("smallest_group = 3", 'smallest_group = "five"', ["editions.organiser.smallest_group", "takes a whole number"]),
    ("[editions.organiser]", "[editions.editor]", ["editions.editor", "known are: organiser, national, donor"]),
    ("end = 2026-05-13", "end = 2026-05-11", ["end is before start"]),
    ('objectives = ["needs"]', 'objectives = ["need"]', ["did you mean «needs»"]),
    ('id = "small"', 'id = "small', ["not valid TOML", "workshop.toml"]),
    ('needs = "needs.csv"', 'needs = "need.csv"', ["need.csv", "does not exist"]),
    ("[scales.capacity]", "[scales.skill]", ["[scales.capacity]"]),
    ('country = "Country"', 'country = "Land"', ["«Land»", "answers.csv", "row 1"]),
    ('country = "Country"', 'country = "Countri"', ["did you mean «Country»"]),
    ('id = "id"', 'id = "Idd"', ["«Idd»", "answers.csv"]),
    (OTHER_FORMAT, 'file = "data/raw/anwers.csv"', ["anwers.csv", "does not exist", "did you mean «answers.csv»"]),
]


@pytest.mark.parametrize(("old", "new", "said"), SETTINGS_CASES)
def test_settings_that_do_not_fit_are_named(run: Run, tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    """An unknown key, a wrong type, a missing file or heading is named, with the nearest right word."""
    code, told = run("check", _spoil_settings(old, new).write(tmp_path))
    assert code == 1
    for words in said:
        assert words in told


def test_a_slip_in_the_name_of_a_field_is_noted(run: Run, tmp_path: Path) -> None:
    """The field is kept as one of the workshop's own, and the one that was probably meant is named."""
    small = _spoil_settings('agency_type = "Type"', 'agency_type = "Type"\nshoe_size = "Shoes"\nagensy = "Office"')
    small.header += ["Shoes", "Office"]
    small.rows = [[*row, "41", "Post 7"] for row in small.rows]
    root = small.write(tmp_path)
    assert run("check", root)[0] == 0
    with (root / "data" / "open_issues.csv").open(encoding="utf-8", newline="") as file:
        [note] = [row for row in csv.DictReader(file) if row["check"] == "reading_note"]
    assert (note["file"], note["severity"]) == ("workshop.toml", "note")
    assert "«agensy»" in note["evidence"]
    assert "«agency»" in note["suggestion"]


def test_no_workspace_is_said_plainly(run: Run, tmp_path: Path) -> None:
    """A folder without workshop.toml is answered with what to do."""
    code, told = run("run", tmp_path)
    assert code == 1
    assert "needs-analysis init" in told


FILES: list[tuple[str, bytes, str]] = [
    ("empty.xlsx", b"", "is empty"),
    ("cut.xlsx", b"PK\x03\x04" + b"\x00" * 40, "damaged"),
    ("text.xlsx", b"id,Country\n1,Kazakhstan\n", "named like a workbook"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("letter.doc", b"\xd0\xcf\x11\xe0", "cannot be read"),
    ("book.csv", b"PK\x03\x04" + b"\x00" * 40, "named like text"),
    ("spoilt.csv", "id,Country\n1,Казахстан\n2,Узбек\udcffистан\n".encode("utf-8", "surrogateescape"), "not UTF-8"),
    ("bare.csv", b"id,Country,Type,Radios matter,Radios work,Dogs matter,Dogs work\n", "no rows"),
    ("twice.csv", b"id,Country,Country\n1,Kazakhstan,Uzbekistan\n", "stands 2 times"),
]


@pytest.mark.parametrize(("name", "content", "said"), FILES)
def test_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """An empty, cut-off, locked, misnamed or mis-encoded file is named with what to do."""
    root = _spoil_settings("answers.csv", name).write(tmp_path)
    (root / "data" / "raw" / name).write_bytes(content)
    code, told = run("run", root)
    assert code == 1
    assert f"data/raw/{name}" in told
    assert said in told


def test_a_missing_sheet_is_named_with_the_nearest_one(run: Run, tmp_path: Path) -> None:
    """A sheet that is not in the workbook is named together with the one that was probably meant."""
    small = _spoil_settings(OTHER_FORMAT, 'file = "data/raw/answers.xlsx"\nsheet = "Answer"')
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Answers")
    root = small.write(tmp_path)
    workbook.save(root / "data" / "raw" / "answers.xlsx")
    code, told = run("check", root)
    assert code == 1
    assert "data/raw/answers.xlsx: There is no sheet «Answer»; did you mean «Answers»?" in told


def test_truncated_workbook_is_named(run: Run, tmp_path: Path) -> None:
    """A workbook that was cut off in the middle of a download is called damaged."""
    root = _spoil_settings("answers.csv", "half.xlsx").write(tmp_path)
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 2000)
    (root / "data" / "raw" / "half.xlsx").write_bytes(whole.read_bytes()[:60])
    code, told = run("run", root)
    assert code == 1
    assert "damaged" in told


def test_a_row_of_totals_is_asked_about_once(run: Run, tmp_path: Path) -> None:
    """What else is odd in it is not listed before a person has said that it is no total."""
    small = SmallWorkspace()
    small.rows.append(["Total", "7", "", "", "", "", ""])
    root = small.write(tmp_path)
    assert "Unknown country" not in run("check", root)[1]
    (root / "data" / "corrections" / "kept.csv").write_text(
        "table,row_id,field,old_value,new_value,action,rule,status,comment\n"
        "responses,Total,,,,keep,totals_row,applied,no total\n"
    )
    assert "Unknown country: «7»" in run("check", root)[1]


def test_all_unknown_names_and_answers_are_listed_with_their_places(run: Run, tmp_path: Path) -> None:
    """Unknown countries, agency types and answers are listed together, each with row, heading and near misses."""
    small = SmallWorkspace()
    small.rows[0][1], small.rows[3][1] = "Kazahkstan", "Atlantis"
    small.rows[1][2], small.rows[2][3] = "custom", "Very high"
    code, told = run("run", small.write(tmp_path))
    assert code == 1
    for words in ("row 2, column Country", "KAZ Kazakhstan", "row 5, column Country", "row 3, column Type"):
        assert words in told
    assert "row 4, column Radios matter: None of the answers: «Very high»" in told
    assert "4 problems" in told


def test_the_same_in_other_rows_is_told_once(run: Run, tmp_path: Path) -> None:
    """With its first place, and in how many more rows."""
    small = SmallWorkspace()
    for row in small.rows[:3]:
        row[1] = "Kazahkstan"
    code, told = run("check", small.write(tmp_path))
    assert code == 1
    assert told.count("Kazahkstan") == 1
    assert "So in 2 more rows." in told


def test_what_stops_a_run_is_told_first(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where more issues do not stop it."""
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "en")
    told = {"table": "responses", "check": "unknown_country"}
    Teller().tell_open(ISSUES.frame([told | {"severity": each} for each in ("review", "review", "stop")]))
    assert [line.split()[0] for line in capsys.readouterr().out.split("\n") if "open" in line] == ["1", "2"]


def test_hostile_values_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escape sequences, right-to-left marks and very long values are shown as harmless, short text."""
    small = SmallWorkspace()
    small.rows[0][1], small.rows[1][1] = "\x1b[2J\u202eAtlantis", "{x} %s " + "a" * 10_000
    code, told = run("check", small.write(tmp_path))
    assert code == 1
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "{x} %s aaa" in told
    assert max(map(len, told.splitlines())) < 400


def test_unknown_names_can_be_left_for_review(run: Run, tmp_path: Path) -> None:
    """Where the settings say so, an unknown name is listed and does not stop the run."""
    small = _spoil_settings("[registers]", '[cleaning]\nunknown_names = "review"\n\n[registers]')
    small.rows[0][1] = "Atlantis"
    root = small.write(tmp_path)
    assert run("clean", root) == (0, "")
    assert "Atlantis" in (root / "data" / "open_issues.csv").read_text(encoding="utf-8")


def test_an_id_twice_stops_the_run_until_one_row_is_dropped(run: Run, tmp_path: Path) -> None:
    """A repeated id is listed; the correction that the message asks for mends it."""
    small = SmallWorkspace()
    small.rows[6][0] = "1"
    code, told = run("run", small.write(tmp_path))
    assert code == 1
    assert "row 8, column id: Id of an earlier row: «1»" in told
    small.corrections = [["responses", "1#2", "", "", "", "drop", "hand", "applied", "sent twice"]]
    assert run("clean", small.write(tmp_path)) == (0, "")


def test_no_rows_left_is_an_error(run: Run, tmp_path: Path) -> None:
    """Corrections that drop everything are refused, not reported as an empty survey."""
    small = SmallWorkspace()
    small.corrections = [["responses", row[0], "", "", "", "drop", "", "", ""] for row in small.rows]
    code, told = run("run", small.write(tmp_path))
    assert (code, "No row is left" in told) == (1, True)


def test_a_single_country_is_an_error_for_equal_country_means(run: Run, tmp_path: Path) -> None:
    """One country cannot be weighted against others; the message says how to weight by person instead."""
    small = SmallWorkspace()
    small.rows = small.rows[:3]
    root = small.write(tmp_path)
    code, told = run("run", root)
    assert code == 1
    assert "KAZ" in told
    small.settings += '\n[assessment]\nweighting = "each_person"\n'
    assert run("clean", small.write(tmp_path))[0] == 0
    assert run("assess", small.write(tmp_path)) == (0, "")


def test_every_answer_blank_is_an_error(run: Run, tmp_path: Path) -> None:
    """A survey without a single rating gives no report."""
    small = SmallWorkspace()
    for row in small.rows:
        row[3:] = ["", "Don't know", "  ", "Prefer not to answer"]
    code, told = run("run", small.write(tmp_path))
    assert (code, "No rating was given" in told) == (1, True)


CORRECTIONS = [
    (["responce", "1", "Country", "", "x", "set", "", "", ""], "did you mean «responses»"),
    (["responses", "1", "country", "", "", "set", "", "", ""], "needs a new value"),
    (["responses", "1", "country", "", "x", "erase", "", "", ""], "«erase» is not known"),
    (["responses", "", "country", "", "x", "set", "", "", ""], "not named"),
    (["responses", "1", "country", "Kazakhstan", "x", "drop", "", "", ""], "takes no new value"),
    (
        ["responses", "1", "country", "Uzbekistan", "KAZ", "set", "", "", ""],
        "another value than stands there: «Kazakhstan»",
    ),
    (["responses", "1", "land", "Kazakhstan", "KAZ", "set", "", "", ""], "a field that is not there"),
    (["responses", "*", "country", "", "KAZ", "set", "", "", ""], "the old value that stands there"),
    (["responses", "*", "", "", "", "drop", "", "", ""], "the old value that stands there"),
]


@pytest.mark.parametrize(("row", "said"), CORRECTIONS)
def test_corrections_that_do_not_fit_are_refused(run: Run, tmp_path: Path, row: list[str], said: str) -> None:
    """A hand-made correction that is malformed or stale is named, and changes nothing."""
    code, told = run("clean", SmallWorkspace(corrections=[row]).write(tmp_path))
    assert code == 1
    assert said in told
    assert not (tmp_path / "data" / "clean").exists()


def test_corrections_outlive_the_data_they_were_made_for(run: Run, tmp_path: Path) -> None:
    """What fits next week's export is applied again; a row that is gone and a value that stands nowhere are listed."""
    gone = ["responses", "99", "", "", "", "drop", "", "", ""]
    unused = ["responses", "*", "country", "Kazakstan", "KAZ", "set", "", "", ""]
    small = SmallWorkspace(corrections=[gone, unused])
    assert run("clean", small.write(tmp_path))[0] == 0
    listed = (tmp_path / "data" / "open_issues.csv").read_text(encoding="utf-8")
    assert ("decision_row_gone" in listed, "decision_unused" in listed) == (True, True)
    small.rows[0][1] = small.rows[1][1] = "Kazakstan"
    assert run("clean", small.write(tmp_path))[0] == 0
    log = (tmp_path / "data" / "clean" / "cleaning_log.csv").read_text(encoding="utf-8")
    assert log.count("responses,1,country,Kazakstan,KAZ,set,hand") == 1
    assert log.count("responses,2,country,Kazakstan,KAZ,set,hand") == 1


def test_steps_on_stale_data_are_refused(run: Run, tmp_path: Path) -> None:
    """Estimates are never made from clean data whose source has changed since."""
    small = SmallWorkspace()
    assert run("clean", small.write(tmp_path))[0] == 0
    small.rows[0][3] = "Low"
    code, told = run("assess", small.write(tmp_path))
    assert code == 1
    assert "data/raw/answers.csv: Changed since the last run" in told


def test_steps_before_their_turn_say_what_comes_first(run: Run, tmp_path: Path) -> None:
    """Assess before clean, and report before assess, say what to run."""
    root = SmallWorkspace().write(tmp_path)
    assert "needs-analysis clean" in run("assess", root)[1]
    assert run("clean", root)[0] == 0
    assert "needs-analysis assess" in run("report", root)[1]


def test_a_damaged_intermediate_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A table that was cut off after it was written is named, and never read as a smaller survey."""
    root = SmallWorkspace().write(tmp_path)
    assert run("clean", root)[0] == 0
    table = root / "data" / "clean" / "responses.csv"
    whole = table.read_bytes()
    table.write_bytes(whole[:-80])
    code, told = run("assess", root)
    assert (code, "responses.csv: The file is not as it was written" in told) == (1, True)
    table.write_bytes(whole)
    assert run("assess", root)[0] == 0
    estimates = root / "data" / "estimates" / "estimates.csv"
    estimates.write_bytes(estimates.read_bytes()[:200])
    code, told = run("report", root)
    assert (code, "estimates.csv: The file is not as it was written" in told) == (1, True)


def test_two_needs_under_one_heading_are_refused(run: Run, tmp_path: Path) -> None:
    """A register that gives one column to two needs would lose one of them."""
    small = SmallWorkspace()
    small.needs[2][4] = "Radios matter"
    code, told = run("check", small.write(tmp_path))
    assert (code, "one heading «Radios matter»" in told) == (1, True)


def test_corrections_that_are_not_there_are_not_taken_for_none(run: Run, tmp_path: Path) -> None:
    """A misspelt folder of corrections is an error, and so is a line with a comma too many."""
    root = _spoil_settings("[registers]", '[cleaning]\ncorrections = "data/correctoins"\n\n[registers]').write(tmp_path)
    code, told = run("check", root)
    assert (code, "data/correctoins: The folder of corrections does not exist" in told) == (1, True)
    row = ["responses", "1", "country", "Kazakhstan", "KAZ", "set", "hand", "applied", "three", "more", "cells"]
    code, told = run("check", SmallWorkspace(corrections=[row]).write(tmp_path / "wide"))
    assert (code, "corrections.csv, row 2: The row has more cells than the header" in told) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_never_ends_is_not_read(run: Run, tmp_path: Path) -> None:
    """A pipe that nobody writes to, and a device, in place of a source."""
    root = SmallWorkspace().write(tmp_path)
    source = root / "data" / "raw" / "answers.csv"
    for put in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        source.unlink()
        put(source)
        code, told = run("check", root)
        assert (code, "answers.csv: This is no file." in told, "Put it there" in told) == (1, True, True)


def test_a_folder_in_place_of_a_file_is_told_in_words(run: Run, tmp_path: Path) -> None:
    """What the system refuses to open is named, without a traceback."""
    root = SmallWorkspace().write(tmp_path)
    (root / "data" / "corrections" / "more.csv").mkdir()
    code, told = run("check", root)
    assert (code, "more.csv" in told) == (1, True)
    (root / "data" / "corrections" / "more.csv").rmdir()
    (root / "data" / "clean").write_text("a file where a folder should be", encoding="utf-8")
    assert run("assess", root)[0] == 1
