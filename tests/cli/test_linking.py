"""A run links forms to the list of participants and writes links and response rates beside the clean data."""

from __future__ import annotations

import csv
from pathlib import Path

from needs_analysis.columns import LINKS, RESPONSE_RATES
from tests.cli.conftest import Run
from tests.small_workspace import SETTINGS, SmallWorkspace

PARTICIPANTS = """
[sources.participants]
file = "data/raw/participants.csv"
id = "Badge"
[sources.participants.columns]
name = "Name"
email = "E-mail"
country = "Country"

[sources.responses]"""
PEOPLE = [
    ["Badge", "Name", "E-mail", "Country"],
    ["B1", "Азиз Каримов", "aziz@a.org", "Казахстан"],
    ["B2", "Lola Nurmatova", "lola@b.org", "Uzbekistan"],
    ["B3", "KARIMOV Aziz", "aziz@a.org", "Kazakhstan"],
    ["B4", "Marat Usmanov", "", "TJK"],
]
EMAILS = ["", "", "", "LOLA@b.org", "", "", ""]
NAMES = ["", "", "", "", "", "", "Усмонов Марат"]


OTHERS = {"personal_data", "not_in_form", "reading_note"}


def workspace(root: Path) -> Path:
    """Write a workspace whose forms hold an e-mail and a name, and whose list holds one person twice."""
    made = SmallWorkspace()
    made.settings = SETTINGS.replace("[sources.responses]", PARTICIPANTS).replace(
        'agency_type = "Type"', 'agency_type = "Type"\nemail = "E-mail"\nname = "Name"'
    )
    made.header += ["E-mail", "Name"]
    made.rows = [[*row, mail, name] for row, mail, name in zip(made.rows, EMAILS, NAMES, strict=True)]
    folder = made.write(root)
    with (folder / "data" / "raw" / "participants.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(PEOPLE)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table as it stands in its file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_links_and_rates_stand_beside_the_clean_data(run: Run, tmp_path: Path) -> None:
    """One form is linked by its e-mail; every other row is there too; the rates follow."""
    folder = workspace(tmp_path)
    assert run("clean", folder)[0] == 0
    links = rows(folder / "data" / "clean" / "links.csv")
    assert list(links[0]) == LINKS.names
    assert [(row["participant"], row["response"]) for row in links if row["method"] != "none"] == [("B2", "4")]
    assert [row["participant"] for row in links if not row["response"]] == ["B1", "B3", "B4"]
    rates = rows(folder / "data" / "clean" / "response_rates.csv")
    assert list(rates[0]) == RESPONSE_RATES.names
    by_country = {row["group"]: row for row in rates if row["by"] == "country"}
    assert (by_country["UZB"]["answered"], by_country["UZB"]["unlinked"], by_country["UZB"]["rate"]) == (
        "1",
        "2",
        "1.0",
    )
    assert (by_country["KAZ"]["registered"], by_country["KAZ"]["rate"]) == ("2", "0.0")


def test_candidates_are_asked_about_and_never_merged(run: Run, tmp_path: Path) -> None:
    """The person registered twice and the form with a misspelt name are open issues; all four rows stay."""
    folder = workspace(tmp_path)
    assert run("clean", folder)[0] == 0
    issues = rows(folder / "data" / "open_issues.csv")
    found = {(row["table"], row["row_id"], row["check"]) for row in issues if row["check"] not in OTHERS}
    assert found == {("participants", "B3", "repeated_person"), ("responses", "7", "unlinked_form")}
    asked = [row for row in issues if row["check"] not in OTHERS]
    assert {row["suggestion"].partition(" ")[0] for row in asked} == {"B1", "B4"}
    assert len(rows(folder / "data" / "clean" / "participants.csv")) == 4


def test_the_review_says_why_in_words(run: Run, tmp_path: Path) -> None:
    """The workbook names the facts that are the same and those that differ."""
    from openpyxl import load_workbook

    folder = workspace(tmp_path)
    run("check", folder)
    cells = [cell for row in load_workbook(folder / "data" / "review.xlsx").worksheets[0].values for cell in row]
    assert any("the same: name, e-mail, country" in str(cell) for cell in cells)


def test_the_check_can_be_switched_off(run: Run, tmp_path: Path) -> None:
    """With on = false nobody is asked about people; links are made all the same."""
    folder = workspace(tmp_path)
    settings = folder / "workshop.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\n[checks.repeated_people]\non = false\n", encoding="utf-8"
    )
    assert run("clean", folder)[0] == 0
    assert {row["check"] for row in rows(folder / "data" / "open_issues.csv")} <= OTHERS
    assert len(rows(folder / "data" / "clean" / "links.csv")) == 10


def test_without_a_list_of_participants_there_is_nothing_to_link(run: Run, tmp_path: Path) -> None:
    """Both tables are there, with their columns and no rows."""
    folder = SmallWorkspace().write(tmp_path)
    assert run("clean", folder)[0] == 0
    assert (folder / "data" / "clean" / "links.csv").read_text(encoding="utf-8").strip() == ",".join(LINKS.names)
