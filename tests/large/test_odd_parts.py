"""Parts that are odd: in another encoding, without a row, without a row that is kept, gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.cleaning.store import read_clean
from needs_analysis.cli.large.assessing import assess_large
from needs_analysis.cli.large.cleaning import clean_large
from needs_analysis.cli.large.part import ISSUE_PARTS
from needs_analysis.cli.running import accept_only, run_all
from needs_analysis.errors import InputError, SettingsError
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import read_workshop
from tests.small_workspace import ROWS, SETTINGS, SmallWorkspace

IN_PARTS = SETTINGS + "\n[partitions]\nfrom_megabytes = 0\nforms = 3\n"
ONE = Workers(number=1)


def taken(root: Path) -> int:
    """Take a survey the whole way; give how many estimates there are."""
    workshop = read_workshop(root)
    clean_large(workshop, ONE)
    return len(assess_large(workshop, read_clean(workshop.clean), ONE).estimates)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_a_survey_in_another_encoding_goes_the_whole_way(tmp_path: Path, encoding: str) -> None:
    root, same = (SmallWorkspace(IN_PARTS).write(tmp_path / name) for name in ("other", "same"))
    answers = root / "data" / "raw" / "answers.csv"
    answers.write_bytes(answers.read_text(encoding="utf-8").encode(encoding))
    assert taken(root) == taken(same) > 0


@pytest.mark.parametrize("blank", [["", "", "", "", "", "", ""], [" ", "", "", "", "", "", ""]])
def test_parts_of_blank_rows_hold_nothing(tmp_path: Path, blank: list[str]) -> None:
    """In the middle or at the end, as spreadsheets leave them."""
    workspaces = [SmallWorkspace(IN_PARTS) for _ in range(3)]
    workspaces[1].rows += [blank] * 7
    workspaces[2].rows[3:3] = [blank] * 6
    assert len({taken(each.write(tmp_path / str(n))) for n, each in enumerate(workspaces)}) == 1


def test_a_part_without_a_row_that_is_kept_is_looked_at(tmp_path: Path) -> None:
    """The last form alone in its part, dropped by hand, where combinations of fields are compared."""
    checks = '\n[checks.repeated_combinations]\nfields = [["country", "agency_type"]]\nseverity = "review"\n'
    drop = ["responses", ROWS[-1][0], "", "", "", "drop", "hand", "applied", ""]
    root = SmallWorkspace(IN_PARTS + checks, corrections=[drop]).write(tmp_path)
    assert taken(root) > 0


def test_a_field_that_no_part_has_is_told(tmp_path: Path) -> None:
    """As for a small survey, with the nearest right name."""
    checks = '\n[checks.repeated_combinations]\nfields = [["cuntry", "agency_type"]]\n'
    with pytest.raises(SettingsError, match="country"):
        taken(SmallWorkspace(IN_PARTS + checks).write(tmp_path))


def test_what_stops_a_survey_in_parts_is_answered_in_the_corrections(tmp_path: Path) -> None:
    """There is no review workbook, and nobody is sent to one."""
    workspace = SmallWorkspace(IN_PARTS)
    workspace.rows[0][1] = "Nowhere"
    root = workspace.write(tmp_path)
    with pytest.raises(InputError) as refused:
        clean_large(read_workshop(root), ONE)
    assert "review.xlsx" not in str(refused.value)
    assert f"Answer it as a line of the corrections: responses, {ROWS[0][0]}, country." in str(refused.value)
    with pytest.raises(InputError, match="read in parts"):
        accept_only(root, None)


def test_steps_of_a_survey_in_parts_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made again while nothing has changed; what is told is the same; a touched result is made anew."""
    root = SmallWorkspace(IN_PARTS).write(tmp_path)

    def run() -> tuple[list[str], dict[str, int]]:
        run_all(root, workers=ONE)
        told = [line for line in capsys.readouterr().out.splitlines() if "Seconds" not in line]
        made = {name: (root / "data" / name).stat().st_ctime_ns for name in ("clean", "estimates")}
        return told, made

    first, second = run(), run()
    assert second == first
    (root / "data" / "estimates" / "estimates.csv").write_text("altered", encoding="utf-8")
    third = run()
    assert third[0] == first[0]
    assert third[1]["clean"] == first[1]["clean"]
    assert third[1]["estimates"] != first[1]["estimates"]
    workspace = SmallWorkspace(IN_PARTS)
    workspace.rows[-1][-1] = "High"
    workspace.write(tmp_path)
    assert run()[1]["clean"] != first[1]["clean"]


def test_a_slip_in_the_name_of_a_field_is_noted(tmp_path: Path) -> None:
    """Once, as for a small survey."""
    columns = "[sources.responses.columns]"
    assert columns in IN_PARTS
    workspace = SmallWorkspace(IN_PARTS.replace(columns, f'{columns}\nagncy = "Agency"'))
    workspace.header.append("Agency")
    workspace.rows = [[*row, "Customs"] for row in workspace.rows]
    root = workspace.write(tmp_path)
    issues = clean_large(read_workshop(root), ONE).issues
    assert issues["evidence"].fillna("").str.contains("«agncy»").sum() == 1


def test_a_part_that_is_gone_is_told(tmp_path: Path) -> None:
    """Nothing is estimated from the rest as if it were all."""
    root = SmallWorkspace(IN_PARTS).write(tmp_path)
    taken(root)
    sorted((root / "data" / "clean" / "responses").glob("*.parquet"))[-1].unlink()
    with pytest.raises(InputError, match=r"responses/.*\.parquet: The file is not as it was written"):
        read_clean(root / "data" / "clean")


def test_what_a_question_shows_over_all_parts_lies_in_a_part_of_its_own(tmp_path: Path) -> None:
    """It is behind the parts of the forms and counted; whoever asked for it holds no more than the worst of it."""
    checks = '\n[checks.sample_frame]\nfile = "plan_of_forms.csv"\nby = ["country"]\nseverity = "review"\n'
    root = SmallWorkspace(IN_PARTS + checks).write(tmp_path)
    (root / "plan_of_forms.csv").write_text("country,planned\nKAZ,9\nUZB,1\nTJK,1\n", encoding="utf-8")
    workshop = read_workshop(root)
    cleaned = clean_large(workshop, ONE)
    issues = Parts(workshop.clean / ISSUE_PARTS)
    found = [set(issues.read(number)["check"]) & {"over_collected", "under_collected"} for number in issues.numbers]
    assert found == [set(), set(), set(), set(), {"over_collected", "under_collected"}, set()]
    assert sum(cleaned.counts.values()) == sum(map(issues.rows, issues.numbers))
