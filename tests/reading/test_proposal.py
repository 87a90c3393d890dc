"""A proposal says what each file may be and why; what is not sure is never taken for sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.reading.opening import open_file
from needs_analysis.reading.proposals.header_row import guess_header_row
from needs_analysis.reading.proposals.known_fields import near_fields
from needs_analysis.reading.proposals.proposal import Proposal, SheetProposal, propose_mapping
from tests.reading.exports import write_book, write_csv

ROOT = Path(__file__).parents[2]
PEOPLE: list[list[object]] = [
    ["Список участников семинара", None, None, None],
    [],
    ["№ п/п", "Ф.И.О.", "Страна", "Эл. почта"],
    [1, "Иванов Пётр Олегович", "Казахстан", "ivanov@example.org"],
    [2, "Каримова Нигора", "Узбекистан", "karimova@example.org"],
    [3, "Оразов Мерет", "Туркменистан", "orazov@example.org"],
]


def _only(path: Path) -> SheetProposal:
    (sheet,) = propose_mapping([path]).sheets
    return sheet


def _fields(sheet: SheetProposal, *, sure: bool = True) -> dict[str, str]:
    return {guess.field: guess.heading for guess in sheet.columns if guess.sure is sure}


@pytest.fixture(scope="module")
def example() -> Proposal:
    """What the files of the example workshop are taken for."""
    files = [path for path in sorted((ROOT / "data" / "raw").iterdir()) if path.suffix in (".csv", ".xlsx")]
    return propose_mapping(files)


def test_a_russian_list_of_participants_is_recognised(tmp_path: Path) -> None:
    """By the words in its headings and by its cells; the title above is no header."""
    sheet = _only(write_book(tmp_path / "a.xlsx", {"Лист1": PEOPLE}))
    assert (sheet.table, sheet.header_row) == ("participants", 3)
    expected = {"id": "№ п/п", "name": "Ф.И.О.", "country": "Страна", "email": "Эл. почта"}
    assert _fields(sheet) == expected
    country = next(guess for guess in sheet.columns if guess.field == "country")
    assert country.reasons == ("«Страна» is a usual heading for it", "3 of 3 cells look like it")


def test_headings_without_usual_words_are_found_by_their_cells(tmp_path: Path) -> None:
    """Cells that are countries and addresses speak for themselves."""
    odd = [["x1", "x2", "x3", "x4"], *PEOPLE[3:]]
    sheet = _only(write_book(tmp_path / "a.xlsx", {"x": [["No", "Full name", "x3", "x4"], *odd[1:]]}))
    assert _fields(sheet) == {"id": "No", "name": "Full name", "country": "x3", "email": "x4"}


def test_cells_that_contradict_a_heading_make_it_unsure(tmp_path: Path) -> None:
    """A column «Country» of cities is shown to a person, with the count."""
    rows: list[list[object]] = [[*PEOPLE[2]], *([*row[:2], "Ош", row[3]] for row in PEOPLE[3:])]
    sheet = _only(write_book(tmp_path / "a.xlsx", {"x": rows}))
    assert "country" not in _fields(sheet)
    unsure = next(guess for guess in sheet.columns if guess.field == "country")
    assert unsure.reasons[1] == "0 of 3 cells look like it"


def test_hashtags_name_their_columns(tmp_path: Path) -> None:
    """A HXL row says what the headings do not."""
    rows: list[list[object]] = [["A", "B", "C", "D"], ["#org", "#activity+name", "#country", "#date+start"]]
    rows += [["UNODC", "Training", "Uzbekistan", "2026-01-01"], ["IOM", "Equipment", "KAZ", "2026-02-01"]]
    sheet = _only(write_csv(tmp_path / "a.csv", rows))
    assert sheet.table == "activities"
    assert _fields(sheet) == {"organisation": "A", "activity": "B", "country": "C", "start": "D"}


STATEMENTS = ("item", "served")


def test_the_example_is_recognised_as_its_settings_have_it(example: Proposal) -> None:
    """The four sources with their header rows, ids and columns, and the form; statements are for a person to name."""
    import tomllib

    settings = tomllib.loads((ROOT / "workshop.toml").read_text(encoding="utf-8"))["sources"]
    assert example.form is not None
    assert example.form.name == Path(settings["responses"]["form"]).name
    for table, source in settings.items():
        sheet = example.of(table)
        assert sheet is not None
        assert f"data/raw/{sheet.file.name}" == source["file"]
        assert sheet.header_row == source.get("header_row", 1)
        found = _fields(sheet)
        assert found.pop("id", "") == source.get("id", "")
        known = {
            field: heading for field, heading in source.get("columns", {}).items() if not field.startswith(STATEMENTS)
        }
        if table != "responses":
            assert found == known


def test_real_files_are_recognised(conformance: Path) -> None:
    """A survey from a web form, an export of five sheets, and who does what where."""
    survey = _only(conformance / "needs_survey" / "training_needs_2026.xlsx")
    assert (survey.table, _fields(survey)["country"]) == ("responses", "In which country do you work?")
    assert "Absolutely essential" in survey.answers
    sheets = propose_mapping(sorted((conformance / "xlsforms" / "msna2024").glob("*.xlsx")))
    assert [sheet.table for sheet in sheets.sheets] == ["responses", "", "", "", ""]
    assert sheets.form is not None
    activities = _only(conformance / "activities" / "3w_ethiopia_august_2025.csv")
    assert (activities.table, _fields(activities)["funder"]) == ("activities", "Donor Name")


def test_what_fits_nothing_is_called_nothing(tmp_path: Path) -> None:
    """A table of prices is no source, and a file that cannot be read is named."""
    prices = write_csv(tmp_path / "a.csv", [["Item", "Price"], ["Chair", 5], ["Table", 9]])
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    proposal = propose_mapping([prices, tmp_path / "b.xlsx"])
    assert [sheet.table for sheet in proposal.sheets] == [""]
    assert [problem.file for problem in proposal.unreadable] == ["b.xlsx"]


def test_rows_of_numbers_are_no_headings(tmp_path: Path) -> None:
    """Nor are rows of equal cells, dates or hashtags."""
    rows: list[list[object]] = [["1", "2", "3"], ["x", "x", "x"], ["2026-05-12", "4", "5"], ["#a", "#b", "#c"]]
    sheet = open_file(write_csv(tmp_path / "a.csv", rows)).read("", 1)
    assert guess_header_row(sheet)[0] == 0


def test_slips_of_the_pen_in_field_names_are_found() -> None:
    """One letter in a short word, two in a long one, two that changed places; a field of one's own is left alone."""
    named = ["nmae", "contry", "agencytype", "age", "shoe_size", "email", "emial"]
    expected = [("nmae", "name"), ("contry", "country"), ("agencytype", "agency_type")]
    assert near_fields(named, "participants") == expected
    assert near_fields(["emial"], "participants") == [("emial", "email")]
    assert near_fields(["item_1", "whn"], "evaluation") == [("whn", "when")]
