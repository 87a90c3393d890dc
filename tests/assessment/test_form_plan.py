"""The plan that a form makes: the right statistic for each question, and none for what may not be tabulated."""

from __future__ import annotations

from needs_analysis.assessment.form_answers import FormAnswers
from needs_analysis.assessment.form_plan import left_out, plan_from_form
from tests.assessment.surveys import survey_of

YES_NO = {"yes_no": ["yes", "no"]}
FORM = {
    "start": "start",
    "deviceid": "deviceid",
    "agency": "text",
    "agency_kind": "select_one yes_no",
    "age": "integer",
    "phone": "integer",
    "household_id": "integer",
    "paid": "decimal",
    "languages": "select_multiple yes_no",
    "village": "select_one villages.csv",
    "arrived": "date",
    "where": "geopoint",
    "why": "text",
    "staff_twice": "calculate",
    "instance_name": "calculate",
    "absent": "integer",
}
ANSWERS = {field: ["7", None] for field in FORM if field not in ("instance_name", "absent")} | {
    "instance_name": ["7", "uuid:ab"]
}


def _survey() -> FormAnswers:
    return survey_of(FORM, ANSWERS, lists=YES_NO)


def _lines(survey: FormAnswers, **options: object) -> list[tuple[str, str, str]]:
    plan = plan_from_form(survey, **options).fillna("")  # type: ignore[arg-type]
    return list(plan[["statistic", "item", "by"]].itertuples(index=False, name=None))


def test_each_type_has_its_statistic() -> None:
    """Choices have shares, numbers mean and median; of words, dates, places and unknown lists only answers count."""
    assert _lines(_survey(), personal=["phone", "where"]) == [
        ("share", "agency_kind", ""),
        ("mean", "age", ""),
        ("median", "age", ""),
        ("mean", "paid", ""),
        ("median", "paid", ""),
        ("share", "languages", ""),
        ("count", "village", ""),
        ("count", "arrived", ""),
        ("count", "where", ""),
        ("count", "why", ""),
        ("mean", "staff_twice", ""),
        ("median", "staff_twice", ""),
    ]


def test_what_is_left_out_has_a_reason() -> None:
    """Nothing disappears silently."""
    assert left_out(_survey(), ["phone", "where"]) == {
        "start": "technical",
        "deviceid": "technical",
        "agency": "who",
        "phone": "personal",
        "household_id": "identifier",
        "instance_name": "technical",
        "absent": "not_received",
    }


def test_a_name_within_a_name_is_another_name() -> None:
    """Grouped by agency_kind the question age stays, though «age» stands in «agency_kind»."""
    lines = _lines(_survey(), bys=["agency_kind", "country"], personal=["phone"])
    assert ("mean", "age", "agency_kind") in lines
    assert ("share", "agency_kind", "country") in lines
    assert ("share", "agency_kind", "agency_kind") not in lines


def test_ratings_of_needs_are_left_to_their_own_chapter() -> None:
    """A question that carries a need and a measure is not tabulated twice."""
    survey = _survey()
    survey.questions.loc[survey.questions["field"].eq("age"), ["need", "measure"]] = ["RSK-1", "importance"]
    assert left_out(survey)["age"] == "need"
    assert not [line for line in _lines(survey) if line[1] == "age"]
