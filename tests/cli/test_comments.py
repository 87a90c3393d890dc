"""Answers in words go out for a person to decide, and what comes back is shown, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from needs_analysis.cleaning.released_comments import FILE
from needs_analysis.cleaning.review.comment_wording import COLUMNS
from needs_analysis.cli.running import accept_only, check_only
from needs_analysis.disclosure.comments import released_texts
from needs_analysis.errors import InputError
from needs_analysis.tables import table_comments
from tests.cli.conftest import Run
from tests.commented_workspace import (
    COMMENTS,
    EVALUATED,
    LONG,
    RADIOS,
    Answers,
    decide,
    lines,
    releases,
    sheet_of,
    write_workspace,
)
from tests.small_workspace import SmallWorkspace

RELEASED: Answers = {
    "responses 1": {"release": "yes", "shown": "Рации не работают.", "language": "ru – Russian"}
    | {"translation_en": "The radios fail."},
    "responses 2": {"release": "Да", "language": "EN"},
    "responses 8": {"release": "yes", "language": "ar"},
    "evaluation r2": {"release": "yes", "language": "en", "remark": "agreed by telephone"},
}


@pytest.fixture(scope="module")
def once_checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose workbook was written once for all tests."""
    root = write_workspace(tmp_path_factory.mktemp("once"))
    check_only(root)
    return root


@pytest.fixture(scope="module")
def once_accepted(once_checked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace after a person decided, the decisions were taken in, and the workbook was written anew."""
    root = Path(shutil.copytree(once_checked, tmp_path_factory.mktemp("then") / "accepted"))
    decide(root, RELEASED)
    accept_only(root, None)
    check_only(root)
    return root


@pytest.fixture
def checked(once_checked: Path, tmp_path: Path) -> Path:
    """A copy of the workspace with the workbook as it first goes out."""
    return Path(shutil.copytree(once_checked, tmp_path / "checked"))


@pytest.fixture
def accepted(once_accepted: Path, tmp_path: Path) -> Path:
    """A copy of the workspace with decisions taken in."""
    return Path(shutil.copytree(once_accepted, tmp_path / "accepted"))


def decisions(root: Path) -> pd.DataFrame:
    """What stands beside the corrections."""
    path = root / "data" / "corrections" / FILE
    return pd.read_csv(path, dtype="str", keep_default_na=False).set_index(["table", "row_id"])


def asked(root: Path) -> dict[str, dict[str, str]]:
    """The lines of the workbook's sheet of comments."""
    return lines(sheet_of(root / "data" / "review.xlsx")[1])


def test_every_answer_in_words_is_listed_and_none_is_a_formula(once_checked: Path) -> None:
    """Text questions and free columns have a line each with their question; names, codes and ratings have none."""
    workbook, sheet = sheet_of(once_checked / "data" / "review.xlsx")
    found = lines(sheet)
    answers = [cells["text"] for cells in found.values() if cells["table"] == "responses"]
    remarks = [cells["text"] for cells in found.values() if cells["table"] == "evaluation"]
    assert (answers, remarks) == ([text.strip() for text in COMMENTS], [EVALUATED[1][3], EVALUATED[3][3]])
    assert {cells["question"] for cells in found.values()} == {"Anything else?", "What else would you say?"}
    assert "f" not in {cell.data_type for each in workbook.worksheets for row in each.iter_rows() for cell in row}
    free = {COLUMNS[c.column - 1] for row in sheet.iter_rows(min_row=5) for c in row if not c.protection.locked}
    assert free == {"release", "shown", "language", "translation_en", "translation_ru", "remark"}
    assert sheet.protection.sheet
    assert "may give a person away" in str(sheet.cell(1, 2).value)


def test_what_a_comment_holds_of_people_is_marked(once_checked: Path) -> None:
    """The reviewer sees an address, somebody's name and the look of a formula before deciding."""
    held = {key: cells["held"] for key, cells in asked(once_checked).items()}
    assert {key: words for key, words in held.items() if words} == {
        "responses 4": "a first sign that a spreadsheet takes for a formula",
        "responses 5": "the name of somebody listed",
        "responses 6": "an e-mail address",
    }


def test_without_a_decision_no_word_leaves(checked: Path) -> None:
    """No edition's release holds an answer in words, and each says how many it withholds."""
    donor = releases(checked)["donor"]
    folder = checked / "reports" / "donor" / "release"
    said = "".join(path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir())
    texts = [line for text in [*COMMENTS, *(row[3] for row in EVALUATED[1:])] for line in text.split("\n") if line]
    assert [text for text in texts if text.strip() in said] == []
    assert donor.manifest["comments"] == {"released": 0, "withheld": 8}  # of the two remarks not even their number


def test_what_is_released_is_shown_alike_in_every_edition(accepted: Path) -> None:
    """The edited text, never the original; sorted, equal ones once, without row or group; the rest nowhere."""
    found = releases(accepted)
    rows = [
        ["evaluation.remarks", "Tea was very good.", "en", "", ""],
        ["remarks", "More time, please.", "en", "", ""],
        ["remarks", "Рации не работают.", "ru", "The radios fail.", ""],
        ["remarks", "نحتاج إلى وقت أطول\nللتدريب <b>العملي</b>", "ar", "", ""],
    ]
    for edition in ("organiser", "donor"):
        assert found[edition].comments.fillna("").to_numpy().tolist() == rows
    said = "".join(
        each.read_bytes().decode("utf-8", "replace") for each in (accepted / "reports" / "donor" / "release").iterdir()
    )
    assert [text for text in (RADIOS, LONG.strip(), "Vega", "chief@", "by telephone") if text in said] == []
    assert found["donor"].manifest["comments"] == {"released": 4, "withheld": 5}
    assert found["donor"].label("question", "remarks", "ru") == "Что ещё?"
    assert found["donor"].label("question", "evaluation.remarks", "en") == "What else would you say?"
    assert "The radios fail." in released_texts(found["donor"])


def test_decisions_are_kept_with_the_text_they_are_about(once_accepted: Path) -> None:
    """The file beside the corrections holds codes, the original and what is shown; no correction is made of it."""
    assert decisions(once_accepted).loc[("responses", "1")].to_dict() == {
        "field": "remarks", "text": RADIOS, "release": "yes", "shown": "Рации не работают.", "language": "ru",
        "translation_en": "The radios fail.", "translation_ru": "", "remark": "",
    }  # fmt: skip
    assert [path.name for path in (once_accepted / "data" / "corrections").iterdir()] == [FILE]
    assert asked(once_accepted)["responses 1"]["language"] == "ru – Russian"


def test_a_line_half_filled_is_not_lost_by_another_check(run: Run, accepted: Path) -> None:
    """What a person has written and not handed in stays, although the workbook is made anew, and waits."""
    decide(accepted, {"responses 7": {"translation_en": "We ask for more time."}})
    run("check", accepted)
    assert asked(accepted)["responses 7"]["translation_en"] == "We ask for more time."
    assert asked(accepted)["responses 1"]["release"] == "yes"
    assert run("accept", accepted)[0] == 0
    assert decisions(accepted)["translation_en"]["responses", "7"] == "We ask for more time."


def test_a_decision_taken_back_by_hand_is_not_brought_back(run: Run, checked: Path) -> None:
    """What stands beside the corrections goes before an older workbook, in the next one and in the release."""
    decide(checked, RELEASED)
    run("accept", checked)
    path = checked / "data" / "corrections" / FILE
    by_hand = path.read_text(encoding="utf-8").replace(",yes,", ",no,")
    path.write_text(by_hand, encoding="utf-8")
    run("check", checked)
    assert {cells["release"] for cells in asked(checked).values()} == {"", "no"}
    assert run("accept", checked)[0] == 0
    assert path.read_text(encoding="utf-8") == by_hand
    assert releases(checked)["donor"].comments.empty


@pytest.mark.parametrize("word", ["no", "нет", ""])
def test_a_comment_can_be_withdrawn(run: Run, accepted: Path, word: str) -> None:
    """No, in either language, and an emptied cell take the decision back; the others stay."""
    decide(accepted, {"responses 1": {"release": word}})
    assert run("accept", accepted)[0] == 0
    found = decisions(accepted)["release"]
    assert (found["responses", "1"], found["responses", "2"]) == ("no" if word else "", "yes")


def test_another_persons_copy_takes_nothing_back(run: Run, once_checked: Path, accepted: Path) -> None:
    """A copy in which a comment was never decided leaves the decision of another copy as it is."""
    copy = once_checked / "data" / "review.xlsx"
    assert run("accept", accepted, "--from", copy)[0] == 0
    assert decisions(accepted)["release"].tolist() == ["yes"] * 4


WRONG: list[tuple[Answers, list[str]]] = [
    ({"responses 5": {"release": "yes", "language": "en"}},
     ["sheet Comments, row 9, column Text as it stands", "the name of somebody listed", "into «Text to release»"]),
    ({"responses 6": {"release": "yes", "language": "en"}}, ["row 10", "an e-mail address"]),
    ({"responses 4": {"release": "yes", "language": "en"}}, ["row 8", "takes for a formula"]),
    ({"responses 6": {"release": "yes", "language": "en", "shown": "Call +996 555 123456"}},
     ["row 10, column Text to release", "a telephone number", "Shorten it"]),
    ({"responses 2": {"release": "yes", "language": "en", "translation_ru": "Спросите у Веги Лира, Vega Lyra"}},
     ["row 6, column Translation (Russian)", "Leave it out of the translation too."]),
    ({"responses 2": {"release": "yes", "language": "en", "shown": "Ask Ms Lyra."}},
     ["row 6, column Text to release", "the name of somebody listed", "Shorten it"]),
    ({"responses 2": {"release": "yes", "language": "en", "translation_ru": "Моя коллега Спика не согласна."}},
     ["row 6, column Translation (Russian)", "a word that may be the name of somebody listed", "into «Remark»"]),
    ({"responses 2": {"release": "yes"}}, ["row 6, column Language", "The language of the original is not named."]),
    ({"responses 2": {"release": "yes", "language": "english"}}, ["«english» is no code of a language."]),
    ({"responses 2": {"release": "perhaps", "language": "en"}}, ["column May be shown", "neither yes nor no"]),
    ({"responses 2": {"text": "I said nothing."}}, ["a locked cell was changed"]),
    ({"responses 2": {"key": "0123456789abcdef"}}, ["a locked cell was changed"]),
    ({"responses 2": {"release": "yes"}, "responses 6": {"release": "yes", "language": "en"}}, ["2 problems"]),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "said"), WRONG)
def test_what_may_not_be_released_is_refused_by_its_place(
    run: Run, checked: Path, answers: Answers, said: list[str]
) -> None:
    """Every such cell is named with sheet, row and column and what to do, and no decision is taken in."""
    decide(checked, {"responses 1": {"release": "yes", "language": "ru"}, **answers})
    code, told = run("accept", checked)
    assert code == 1
    assert [words for words in said if words not in told] == [], told
    assert not (checked / "data" / "corrections" / FILE).exists()


def test_a_shortened_comment_may_be_released(run: Run, checked: Path) -> None:
    """Without the name that it held it harms nobody."""
    decide(checked, {"responses 5": {"release": "yes", "language": "en", "shown": "Ask about it."}})
    assert run("accept", checked)[0] == 0
    assert decisions(checked)["shown"].tolist() == ["Ask about it."]


def test_a_word_that_names_nobody_is_released_once_the_remark_holds_it(run: Run, checked: Path) -> None:
    """The decision keeps the remark, so that later runs ask no more; a line by hand without it stops the run."""
    decided = {"release": "yes", "language": "en", "shown": "Spica is a bright star.", "remark": "Spica: the star"}
    decide(checked, {"responses 5": decided})
    assert run("accept", checked)[0] == 0
    assert "Spica is a bright star." in released_texts(releases(checked)["donor"])
    path = checked / "data" / "corrections" / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("Spica: the star", "a star"), encoding="utf-8")
    with pytest.raises(InputError, match="kind=name_word"):
        releases(checked)


def test_a_text_that_has_changed_stops_the_run_with_its_place(run: Run, accepted: Path) -> None:
    """What a person released is not what stands there now, so nothing is released before it is decided again."""
    write_workspace(accepted, ["Рации работают.", *COMMENTS[1:]])
    code, told = run("clean", accepted)
    assert code == 1
    assert f"{FILE}, row 3, column text: A released comment says something else now." in told
    assert "row_id=1" in told
    assert "Decide again" in told
    decide(accepted, {"responses 1": {"release": "no"}})
    assert run("accept", accepted)[0] == 0
    assert run("clean", accepted)[0] == 0


def test_a_withdrawn_form_takes_its_comment_with_it(accepted: Path) -> None:
    """A row that the corrections leave out is quoted nowhere, and the run goes on."""
    head = "table,row_id,field,old_value,new_value,action\n"
    (accepted / "data" / "corrections" / "mine.csv").write_text(f"{head}responses,1,,,,drop\n", encoding="utf-8")
    assert "Рации не работают." not in released_texts(releases(accepted)["donor"])
    issues = pd.read_csv(accepted / "data" / "open_issues.csv", dtype="str")
    assert issues.loc[issues["check"].eq("decision_comment_gone"), "severity"].tolist() == ["review"]


def test_no_line_of_hand_releases_a_name(tmp_path: Path) -> None:
    """A line that asks for a field which is no answer in words, or for what names somebody, stops the run."""
    root = write_workspace(tmp_path)
    line = "table,row_id,field,text,release,language\nresponses,1,full_name,Vega Lyra,yes,en\n"
    (root / "data" / "corrections" / FILE).write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="kind=name"):
        releases(root)


def test_a_workspace_without_words_has_no_such_sheet(run: Run, tmp_path: Path) -> None:
    """Where nothing is asked in words, the workbook is as it was, and the report says that nothing was released."""
    root = SmallWorkspace().write(tmp_path)
    release = releases(root)["organiser"]
    assert "Comments" not in openpyxl.load_workbook(root / "data" / "review.xlsx").sheetnames
    assert release.manifest["comments"] == {"released": 0, "withheld": 0}
    assert "No comment has been released" in table_comments(release, "en")._repr_html_()
    assert run("accept", root)[0] == 0


def test_a_workbook_without_its_sheet_is_told_from_one_without_answers(run: Run, checked: Path) -> None:
    """A sheet that was taken away is an error, and never a decision."""
    path = checked / "data" / "review.xlsx"
    workbook, sheet = sheet_of(path)
    workbook.remove(sheet)
    workbook.save(path)
    code, told = run("accept", checked)
    assert (code, "The sheet «Comments» is missing." in told) == (1, True)
