"""The starter form is a valid XLSForm that says what each of its questions asks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from needs_analysis.registers.files import read_register
from needs_analysis.registers.needs import read_needs
from needs_analysis.starter.form import write_form

NON_ANSWERS = ["dont_know", "outside_competence", "prefer_not_to_answer"]
OBJECTIVES = {"needs": {"en": "Naming needs", "ru": "Определение потребностей"}, "late-one": {"en": "Only in English"}}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    return write_form(path, needs=read_needs(), title="A survey", objectives=OBJECTIVES, countries=["KAZ", "XIO"])


def sheet(path: Path, name: str) -> Rows:
    head, *rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [{str(key): str(value or "") for key, value in zip(head, row, strict=True)} for row in rows]


def test_pyxform_converts_it_without_a_warning(form: Path) -> None:
    result = convert(str(form))
    assert result.warnings == []
    assert "<h:title>A survey</h:title>" in result.xform


def test_each_need_is_asked_for_importance_and_capacity_and_each_theme_for_a_priority(form: Path) -> None:
    asked = Counter((row["measure"], row["need"]) for row in sheet(form, "survey") if row["need"])
    needs, themes = read_register("needs")["need_id"], read_register("themes")["theme_id"]
    expected = [(measure, need) for measure in ("importance", "capacity") for need in needs]
    assert asked == Counter([*expected, *(("assistance_priority", theme) for theme in themes)])


def test_each_rating_scale_has_five_numbers_and_the_three_non_answers(form: Path) -> None:
    for scale in ("importance", "capacity"):
        codes = [row["name"] for row in sheet(form, "choices") if row["list_name"] == scale]
        assert codes == ["1", "2", "3", "4", "5", *NON_ANSWERS]


def test_every_question_and_answer_has_words_in_both_languages(form: Path) -> None:
    silent = ("start", "end", "end group")
    for row in [row for row in sheet(form, "survey") if row["type"] not in silent] + sheet(form, "choices"):
        assert row["label::English (en)"]
        assert row["label::Russian (ru)"]


def test_russian_words_are_russian(form: Path) -> None:
    labels = [row["label::Russian (ru)"] for row in sheet(form, "survey") if row["need"]]
    assert [label for label in labels if not any("а" <= letter <= "я" for letter in label.lower())] == []


def test_no_more_than_three_top_needs_may_be_chosen(form: Path) -> None:
    question = next(row for row in sheet(form, "survey") if row["name"] == "top_needs")
    assert (question["type"], question["constraint"]) == ("select_multiple need", "count-selected(.) <= 3")


def test_an_objective_without_russian_words_is_asked_in_english(form: Path) -> None:
    question = next(row for row in sheet(form, "survey") if row["name"] == "objective_late_one")
    assert question["label::Russian (ru)"].endswith("Only in English")


def test_only_the_countries_asked_for_may_be_chosen(form: Path) -> None:
    codes = [row["name"] for row in sheet(form, "choices") if row["list_name"] == "country"]
    assert codes == ["KAZ", "XIO"]


def test_without_a_list_every_country_may_be_chosen(tmp_path: Path) -> None:
    path = write_form(tmp_path / "form.xlsx", needs=read_needs(), title="All", languages=["en"])
    codes = [row["name"] for row in sheet(path, "choices") if row["list_name"] == "country"]
    assert codes[-2:] == ["XIO", "XXP"]
    assert {"AFG", "BRA", "DEU", "JPN", "KEN", "KGZ", "NZL", "USA"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_the_same_needs_give_the_same_bytes(form: Path, tmp_path: Path) -> None:
    again = write_form(
        tmp_path / "again.xlsx", needs=read_needs(), title="A survey", objectives=OBJECTIVES, countries=["KAZ", "XIO"]
    )
    assert again.read_bytes() == form.read_bytes()
