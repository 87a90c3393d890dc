"""A form without any need goes the whole way; a plan of one's own is held against the form."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from needs_analysis.cli.assessing import assess
from needs_analysis.cli.editions import make_editions
from needs_analysis.cli.running import assess_only, clean_data, plan_only
from needs_analysis.cli.telling import Teller
from needs_analysis.errors import EstimateError, InputError, OutputError, SettingsError
from needs_analysis.tables import state_questionnaire, table_questions, table_questions_by
from needs_analysis.workshop import read_workshop

SETTINGS = """
[workshop]
id = "posts"
title = { en = "Survey of posts" }
start = 2026-05-12
end = 2026-05-14
attribution = "open"
languages = ["en", "ru"]

[sources.responses]
file = "answers.csv"
form = "form.xlsx"
id = "key"

[editions.organiser]
smallest_group = 3

[[report]]
id = "final_report"
editions = ["organiser"]
[[report.part]]
[[report.part.chapter]]
notebook = "08_questionnaire"
objectives = []
editions = ["organiser"]

[assessment]
"""
SURVEY = [
    ["type", "name", "label::English (en)", "label::Русский (ru)", "relevant"],
    ["start", "start", "", "", ""],
    ["text", "full_name", "Your name", "Ваше имя", ""],
    ["select_one yn", "has_dogs", "Does your post have <b>dogs</b>?", "Есть ли на посту собаки?", ""],
    ["integer", "dogs", "How many?", "Сколько?", "${has_dogs} = 'yes'"],
    ["select_multiple kit", "kit", "Which of these are in use?", "Что из этого используется?", ""],
    ["text", "remarks", "Anything else?", "Что ещё?", ""],
    ["decimal", "weight", "Weight of the form", "Вес анкеты", ""],
]
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::Русский (ru)"],
    ["yn", "yes", "Yes", "Да"],
    ["yn", "no", "No", "Нет"],
    ["kit", "radio", "Radios", "Радиостанции"],
    ["kit", "boat", "Boats", "Катера"],
]
ANSWERS = [
    ["key", "start", "full_name", "has_dogs", "dogs", "kit", "remarks", "weight"],
    ["1", "2026-05-12T09:00:00", "Vega Lyra", "yes", "4", "radio boat", "none", "1"],
    ["2", "2026-05-12T09:10:00", "Rigel Orion", "yes", "2", "radio", "more dogs", "2"],
    ["3", "2026-05-12T09:20:00", "Mira Ceti", "yes", "3", "boat", "", "1"],
    ["4", "2026-05-12T09:30:00", "Spica Virgo", "no", "", "radio", "", "1"],
    ["5", "2026-05-12T09:40:00", "Deneb Cygni", "no", "", "", "", "3"],
    ["6", "2026-05-12T09:50:00", "Atria Austra", "no", "", "radio", "", "2"],
]


def _workspace(root: Path, more: str = "", plan: str = "") -> Path:
    (root / "workshop.toml").write_text(SETTINGS + more, encoding="utf-8")
    (root / "data" / "corrections").mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", SURVEY), ("choices", CHOICES)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(root / "form.xlsx")
    with (root / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(ANSWERS)
    if plan:
        (root / "mine.csv").write_text(plan, encoding="utf-8")
    return root


def _estimates(root: Path) -> pd.DataFrame:
    workshop = read_workshop(root)
    found = assess(workshop, clean_data(workshop, Teller(), force=True)).estimates
    return found[found["measure"].eq("question")]


def test_a_form_without_needs_goes_the_whole_way(tmp_path: Path) -> None:
    """Its questions are tabulated in both languages, and nothing that names a person, or was said in words, leaves."""
    workshop = read_workshop(_workspace(tmp_path))
    data = clean_data(workshop, Teller(), force=True)
    [release] = [made.release for made in make_editions(workshop, data, assess(workshop, data))]
    table = table_questions(release, "ru")
    assert [row[0].text for row in table.rows] == [
        "Есть ли на посту собаки?", "Да", "Нет",
        "Сколько?", "Среднее", "Медиана",
        "Что из этого используется? (можно было дать несколько ответов)", "Радиостанции", "Катера",
        "Что ещё?", "Ответили; сами ответы здесь не показаны",
        "Вес анкеты", "Среднее", "Медиана",
    ]  # fmt: skip
    numbers = {tuple(cell.text for cell in row) for row in table_questions(release, "en").rows}
    assert ("Radios", "80 % (38–96)", "5") in numbers
    assert ("Does your post have dogs?",) in numbers
    assert (
        "Not tabulated here: 1 question on personal data; 1 technical field." in state_questionnaire(release, "en").text
    )
    shown = release.estimates.to_csv() + release.labels.to_csv()
    assert not re.search("Vega|more dogs|full_name", shown)
    assert not table_questions_by(release, "en").rows


def test_a_question_may_split_the_others(tmp_path: Path) -> None:
    """`by` names it; who was not asked how many dogs there are is no zero."""
    found = _estimates(_workspace(tmp_path, 'by = ["has_dogs"]'))
    means = found[found["statistic"].eq("mean") & found["item"].eq("dogs") & found["by"].eq("has_dogs")]
    assert means[["group", "n", "note"]].fillna("").values.tolist() == [["yes", 3, ""], ["no", 0, "no_answers"]]


def test_a_wrong_question_to_split_by_is_named(tmp_path: Path) -> None:
    """With the nearest right name."""
    with pytest.raises(SettingsError, match=r"has_dog».*did you mean «has_dogs»"):
        _estimates(_workspace(tmp_path, 'by = ["has_dog"]'))


def test_a_design_comes_from_fields(tmp_path: Path) -> None:
    """Weights 1, 2, 1 of those with dogs, of 10 in all: by hand 40 %."""
    found = _estimates(_workspace(tmp_path, '[assessment.design]\nweight = "weight"'))
    share = found[found["item"].eq("has_dogs") & found["choice"].eq("yes")].iloc[0]
    assert (share["value"], share["weighting"], share["method"]) == (
        pytest.approx(0.4),
        "design",
        "share_korn_graubard",
    )
    assert share["deff"] > 0
    assert "weight" not in set(found["item"])


def test_a_design_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """A field that is not there, by its nearest name; and a blank weight, by its row."""
    with pytest.raises(SettingsError, match="did you mean «weight»"):
        _estimates(_workspace(tmp_path, '[assessment.design]\nweight = "wieght"'))
    with pytest.raises(EstimateError, match=r"blank, text or infinite in rows 4, 5, 6"):
        _estimates(_workspace(tmp_path, '[assessment.design]\nweight = "dogs"'))


WRONG = """statistic,measure,item,over,by,weighting
share,question,has_dogs,,,
mean,question,dog,,,
share,question,dogs,,,
ratio,question,dogs,remarks,,
mean,question,dogs,,kit,
mean,question,dogs,,,equal_country
"""


def test_all_wrong_lines_of_a_plan_are_listed(tmp_path: Path) -> None:
    """Each with file, line and what would be right; the right line is not among them."""
    with pytest.raises(InputError) as raised:
        _estimates(_workspace(tmp_path, 'plan = "mine.csv"', WRONG))
    said = {(problem.file, problem.row): problem.what for problem in raised.value.problems}
    assert [row for _, row in said] == [3, 4, 5, 6, 7]
    assert "did you mean «dogs»" in said["mine.csv", 3]
    assert "type integer" in said["mine.csv", 4]
    assert "«remarks» holds no numbers" in said["mine.csv", 5]
    assert "«kit» is no question with one choice" in said["mine.csv", 6]
    assert "each_person" in said["mine.csv", 7]


def test_a_plan_of_ones_own_replaces_the_made_one(tmp_path: Path) -> None:
    """Only its lines are computed."""
    plan = "statistic,measure,item,over,by\nmedian,question,dogs,,\ntotal,question,dogs,,\n"
    found = _estimates(_workspace(tmp_path, 'plan = "mine.csv"', plan))
    assert found[["statistic", "value"]].values.tolist() == [["median", 3.0], ["total", 9.0]]


def test_the_plan_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan that would be used, as a file that gives the same numbers; never over one that may have been edited."""
    root = _workspace(tmp_path)
    made = _estimates(root)
    plan_only(root, force=False)
    assert 'plan = "plan.csv"' in capsys.readouterr().out
    with pytest.raises(OutputError, match="already"):
        plan_only(root, force=False)
    plan_only(root, force=True)
    (root / "workshop.toml").write_text(f'{SETTINGS}plan = "plan.csv"', encoding="utf-8")
    pd.testing.assert_frame_equal(_estimates(root), made)


def test_a_line_about_needs_that_nobody_was_asked_about_is_named(tmp_path: Path) -> None:
    """A form without needs has no mean of importance: not even an empty one."""
    plan = "statistic,measure,item,over,by\nmedian,question,dogs,,\nmean,importance,all,,country\n"
    with pytest.raises(InputError, match="rates needs by importance"):
        _estimates(_workspace(tmp_path, 'plan = "mine.csv"', plan))


def test_an_edited_plan_needs_no_cleaning_anew(tmp_path: Path) -> None:
    """The clean data do not hang on it; and the same plan twice gives the same bytes."""
    root = _workspace(tmp_path, 'plan = "mine.csv"', "statistic,measure,item,over,by\nmedian,question,dogs,,\n")
    _estimates(root)
    (root / "mine.csv").write_text("statistic,measure,item,over,by\ntotal,question,dogs,,\n", encoding="utf-8")
    assess_only(root)
    written = root / "data" / "estimates"
    first = {path.name: path.read_bytes() for path in written.iterdir()}
    assert b"total,question,dogs" in first["estimates.csv"]
    assess_only(root)
    assert {path.name: path.read_bytes() for path in written.iterdir()} == first
