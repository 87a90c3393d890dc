"""Answers are read as codes where they can be read in one way, and listed where they are none of the choices."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from needs_analysis.checks.answers import propose_codes
from needs_analysis.checks.outside_choices import answered_by_choice, check_outside_choices
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import CHOICES
from needs_analysis.reading.exports.export import read_export
from needs_analysis.reading.form import read_forms
from needs_analysis.workshop import Source
from tests.checks.asked_forms import asked

SCALE = {"1": "Not needed", "2": "Needed", "3": "Very needed"}
KIT = {"dogs": "Dogs", "boats": "Boats", "night_vision": "Night vision"}
ONE = {"q": {"type": "select_one", "choices": "scale"}}
MANY = {"q": {"type": "select_multiple", "choices": "kit"}}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("2", None),
        ("2.0", "2"),
        ("Needed", "2"),
        ("  very  NEEDED ", "3"),
        ("2 – Needed", "2"),
        ("4", None),
        ("", None),
    ],
)
def test_one_answer_is_read_in_any_writing(answer: str, code: str | None) -> None:
    """A code, a label in any case, a number with a point, a code with its label; the code itself needs no change."""
    log = propose_codes(asked({"q": [answer]}, ONE, lists={"scale": SCALE})).log
    assert log["new_value"].tolist() == ([code] if code else [])


@pytest.mark.parametrize("answer", ["boats dogs", "boats, dogs", "Boats;Dogs", "boats|dogs", "Boats\nDogs"])
def test_several_answers_are_read_whatever_parts_them(answer: str) -> None:
    """Blanks, commas, semicolons, bars and line breaks part codes or labels."""
    log = propose_codes(asked({"q": [answer]}, MANY, lists={"kit": KIT})).log
    assert [set(text.split()) for text in log["new_value"]] == ([] if answer == "boats dogs" else [{"boats", "dogs"}])


def test_an_answer_outside_the_list_is_listed_with_what_is_near() -> None:
    """A wrong word and a number beyond the scale stop the run; blanks and what can be read do not."""
    subject = asked({"q": ["Neded", "4", "needed", "", None, "3"]}, ONE, lists={"scale": SCALE})
    issues = check_outside_choices(subject).issues
    assert issues["row_id"].tolist() == ["r0", "r1"]
    assert set(issues["severity"]) == {"stop"}
    assert issues["suggestion"].iloc[0].lower().startswith("needed")


def test_an_answer_that_was_not_offered_beside_the_others_is_for_review() -> None:
    """A district of another region; where the region is blank, nothing is claimed."""
    places = [
        {"choices": "places", "code": code, "label": code, "region": region}
        for code, region in (("osh", "south"), ("naryn", "north"))
    ]
    regions = [{"choices": "regions", "code": code, "label": code} for code in ("north", "south")]
    questions = {
        "region": {"type": "select_one", "choices": "regions"},
        "place": {"type": "select_one", "choices": "places", "choice_filter": "region=${region}"},
    }
    plain = asked({"region": ["south", "north", None], "place": ["osh", "osh", "osh"]}, questions)
    subject = Subject("responses", plain.frame, plain.questions, CHOICES.frame([*places, *regions]))
    issues = check_outside_choices(subject).issues
    assert issues[["row_id", "check", "severity"]].values.tolist() == [["r1", "choice_not_offered", "review"]]


def test_no_false_alarm_in_a_real_survey(conformance: Path) -> None:
    """MSNA 2024: 81 questions with choices, in the forms and their four repeat groups, and no answer outside them."""
    folder = conformance / "xlsforms" / "msna2024"
    form = read_forms({"form.xlsx": folder / "REACH_2024_MSNA-kobo-tool_draft_v11.xlsx"})
    source = Source(file="dummy_raw_data.xlsx", form="form.xlsx", id="uuid")
    workshop = SimpleNamespace(settings=SimpleNamespace(sources={"responses": source}), path=lambda name: folder / name)
    asking = SimpleNamespace(questions=form.questions, labels=form.labels, choices=form.choices, asked={})
    tables = read_export(workshop, "responses", asking)  # type: ignore[arg-type]
    subjects = [Subject(name, read.frame, form.questions, form.choices) for name, read in tables.items()]
    answered = [field for subject in subjects for field in answered_by_choice(subject)]
    issues = pd.concat([check_outside_choices(subject).issues for subject in subjects])
    assert len(tables) == 5
    assert len(answered) >= 81
    assert issues[issues["check"].eq("outside_scale")].empty
