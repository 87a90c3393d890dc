"""An XLSForm in any of its spellings becomes the tables of questions, labels and choices."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.form import Form, read_form
from tests.reading.made_forms import SCALE, Rows, write_form

YES_NO: Rows = [("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")]


def _form(folder: Path, survey: Rows, choices: Rows = (), settings: Rows = (), **further: Rows) -> Form:
    return read_form(write_form(folder / "form.xlsx", survey, choices, settings, **further))


def _column(form: Form, name: str) -> dict[str, str]:
    return dict(zip(form.questions["field"], form.questions[name].fillna(""), strict=True))


def test_questions_carry_need_measure_and_every_spelling_of_their_answers(tmp_path: Path) -> None:
    """Questions know which need they rate; answers are known by code and by label in each language."""
    survey = [
        ("type", "name", "label::English (en)", "label::Russian (ru)", "Need ", "measure"),
        ("begin_group", "needs", "Needs", "Потребности", None, None),
        ("select_one scale", "n1", "Radios?", "Радио?", "N1", "importance"),
        ("note", "thanks", "Thanks", "Спасибо", None, None),
        ("end_group", None, None, None, None, None),
        ("text", "comment", "Comment", "Комментарий", None, None),
    ]
    choices = [
        ("list_name", "name", "label::English (en)", "label::Russian (ru)"),
        ("scale", 1, "Low", "Низкая"),
        ("scale", "dont_know", "Don't know", "Не знаю"),
    ]
    form = _form(tmp_path, survey, choices)
    assert form.questions["field"].tolist() == ["n1", "comment"]
    assert form.questions.iloc[0][["choices", "need", "measure", "group"]].tolist() == [
        *("scale", "N1", "importance", "needs")
    ]
    spelled = dict(zip(form.choices["label"], form.choices["code"], strict=True))
    assert spelled["Низкая"] == spelled["Low"] == spelled["1"] == "1"
    assert spelled["Don't know"] == spelled["Не знаю"] == "dont_know"
    assert form.choices.loc[form.choices["code"].eq("dont_know"), "value"].isna().all()
    words = form.labels[form.labels["field"].eq("n1")]
    assert dict(zip(words["language"], words["label"], strict=True)) == {
        "English (en)": "Radios?",
        "Russian (ru)": "Радио?",
    }


@pytest.mark.parametrize(
    ("written", "type_", "choices"),
    [
        ("select_one yn", "select_one", "yn"),
        ("select one from yn", "select_one", "yn"),
        ("select one yn", "select_one", "yn"),
        ("select1 yn", "select_one", "yn"),
        ("add select one prompt using yn", "select_one", "yn"),
        ("select_multiple yn", "select_multiple", "yn"),
        ("select all that apply from yn", "select_multiple", "yn"),
        ("add select multiple prompt using yn", "select_multiple", "yn"),
        ("rank yn", "rank", "yn"),
        ("select_one ${older}", "select_one", ""),
        ("string", "text", ""),
        ("q string", "text", ""),
        ("int", "integer", ""),
        ("percentage", "integer", ""),
        ("datetime", "dateTime", ""),
        ("gps", "geopoint", ""),
        ("photo", "image", ""),
        ("imei", "deviceid", ""),
        ("get start time", "start", ""),
        ("today", "today", ""),
        ("hidden", "hidden", ""),
        ("range", "range", ""),
    ],
)
def test_every_spelling_of_a_type_is_understood(tmp_path: Path, written: str, type_: str, choices: str) -> None:
    """Old and new names of types mean the same, and a choice list is found behind any of them."""
    repeat = [("begin repeat", "r", "R"), ("text", "older", "Older"), ("end repeat", None, None)]
    form = _form(tmp_path, [("type", "name", "label"), *repeat, (written, "q", "Question")], YES_NO)
    assert (_column(form, "type")["q"], _column(form, "choices")["q"]) == (type_, choices)


@pytest.mark.parametrize(
    ("headings", "list_name"),
    [
        (("type", "name", "label", "relevant"), "list_name"),
        (("Type", " Name", "LABEL", "Relevance"), "list name"),
        (("command", "tag", "caption", "bind::relevant"), "List Name"),
        (("type", "value", "label:English", "bind:relevant"), "list_name"),
        (("TYPE", "NAME", "label::en", "bind::relevant"), "LIST_NAME"),
    ],
)
def test_every_spelling_of_a_heading_is_understood(tmp_path: Path, headings: tuple[str, ...], list_name: str) -> None:
    """Old and new headings, in any case and with blanks, hold the same cells; so do sheets in capitals."""
    survey = [headings, ("select_one yn", "asked", "Asked?", ""), ("text", "why", "Why?", "${asked} = 'no'")]
    choices = [(list_name, "Name", "Label"), *YES_NO[1:]]
    form = read_form(write_form(tmp_path / "form.xlsx", [], SURVEY=survey, Choices=choices))
    assert _column(form, "label") == {"asked": "Asked?", "why": "Why?"}
    assert _column(form, "relevant")["why"] == "${asked} = 'no'"
    assert _column(form, "choices")["asked"] == "yn"


def test_conditions_of_groups_come_before_a_question_s_own(tmp_path: Path) -> None:
    """A question is relevant where all its groups are, repeats too; relative references stay as they are."""
    survey = [
        ("type", "name", "label", "relevant"),
        ("begin group", "outer", "Outer", "${a} = 1"),
        ("begin repeat", "people", "People", "${b} = 2"),
        ("begin group", "inner", "Inner", None),
        ("text", "deep", "Deep", "../age > 3"),
        ("integer", "age", "Age", None),
        ("end group", None, None, None),
        ("end repeat", None, None, None),
        ("integer", "a", "A", "yes"),
        ("end group", None, None, None),
        ("integer", "b", "B", None),
    ]
    form = _form(tmp_path, survey)
    assert _column(form, "relevant") == {
        "deep": "(${a} = 1) and (${b} = 2) and (../age > 3)",
        "age": "(${a} = 1) and (${b} = 2)",
        "a": "(${a} = 1) and (true())",
        "b": "",
    }
    assert _column(form, "table") == {"deep": "people", "age": "people", "a": "responses", "b": "responses"}
    assert _column(form, "group") == {
        "deep": "outer/people/inner",
        "age": "outer/people/inner",
        "a": "outer",
        "b": "",
    }


def test_rules_of_a_question_are_kept(tmp_path: Path) -> None:
    """Constraint, requirement, calculation and choice filter are the form's; a type may bring a constraint along."""
    survey = [
        ("type", "name", "label", "constraint", "required", "calculation", "choice_filter"),
        ("integer", "age", "Age", ". > 17", "TRUE", None, None),
        ("percentage", "share", "Share", None, "no", None, None),
        ("calculate", "twice", None, None, None, "${age} * 2", None),
        ("select_one yn", "asked", "Asked?", None, "${age} > 20", None, "zone = ${share}"),
    ]
    choices = [("list_name", "name", "label", "zone"), ("yn", "yes", "Yes", "a"), ("yn", "no", "No", "b")]
    form = _form(tmp_path, survey, choices)
    assert _column(form, "constraint") == {"age": ". > 17", "share": "0 <= . and . <= 100", "twice": "", "asked": ""}
    assert _column(form, "required") == {"age": "yes", "share": "", "twice": "", "asked": "${age} > 20"}
    assert _column(form, "calculation")["twice"] == "${age} * 2"
    assert _column(form, "choice_filter")["asked"] == "zone = ${share}"
    assert dict(zip(form.choices["code"], form.choices["zone"], strict=True)) == {"yes": "a", "no": "b"}


def test_filter_columns_with_names_of_our_own_are_not_mistaken(tmp_path: Path) -> None:
    """A column «code» of the choices is not the code of the choice; a filter that reads it is left out, and noted."""
    survey = [
        ("type", "name", "label", "choice_filter"),
        ("text", "code", "Code", None),
        ("select_one yn", "asked", "Asked?", "code = ${code}"),
    ]
    choices = [("list_name", "name", "label", "code"), ("yn", "yes", "Yes", "a"), ("yn", "no", "No", "b")]
    form = _form(tmp_path, survey, choices)
    assert sorted(set(form.choices["code"])) == ["no", "yes"]
    assert _column(form, "choice_filter")["asked"] == ""
    assert [warning.column for warning in form.warnings if "code" in warning.what] == ["yn"]


def test_or_other_adds_a_choice_and_a_question(tmp_path: Path) -> None:
    """An «or_other» question takes «other», and asks for the words in a field of its own."""
    survey = [("type", "name", "label", "relevant"), ("select_one yn or_other", "asked", "Asked?", "1 = 1")]
    form = _form(tmp_path, survey, YES_NO)
    assert _column(form, "type") == {"asked": "select_one", "asked_other": "text"}
    assert _column(form, "relevant")["asked_other"] == "selected(../asked, 'other')"
    assert dict(zip(form.choices["label"], form.choices["code"], strict=True))["Other"] == "other"


def test_disabled_rows_comments_and_blank_rows_are_no_questions(tmp_path: Path) -> None:
    """Only what is asked counts; pyxform's warnings are kept, each with its row."""
    survey = [
        ("type", "name", "label", "disabled", "remarks"),
        (None, None, None, None, None),
        ("text", "a", "A", None, None),
        ("text", "b", "B", "yes", None),
        (None, None, None, None, "ask the team"),
        ("text", "c", "C", "no", None),
    ]
    form = _form(tmp_path, survey)
    assert form.questions["field"].tolist() == ["a", "c"]
    assert {warning.row for warning in form.warnings} == {4, 5, 6}
    assert all("__row" not in warning.what for warning in form.warnings)


def test_what_a_telephone_notes_by_itself_is_a_field(tmp_path: Path) -> None:
    """Start, end, audit, calculated and hidden fields are questions."""
    kinds = ["start", "end", "today", "username", "deviceid", "hidden"]
    survey = [("type", "name", "label", "calculation"), *((kind, kind, None, None) for kind in kinds)]
    survey += [("audit", None, None, None), ("calculate", "twice", None, "1 + 1"), ("text", "why", "Why?", None)]
    form = _form(tmp_path, survey)
    assert _column(form, "type") == {kind: kind for kind in kinds} | {
        "audit": "audit",
        "twice": "calculate",
        "why": "text",
    }


def test_one_name_in_several_groups_is_told_apart_by_the_groups(tmp_path: Path) -> None:
    """ODK allows a name once in each group: such fields are called group/name, as exports head them."""
    survey = [
        ("type", "name", "label"),
        *[
            row
            for group in "ab"
            for row in (("begin group", group, group), ("text", "why", "Why?"), ("end group", "", ""))
        ],
        ("text", "once", "Once"),
    ]
    questions = _form(tmp_path, survey).questions
    assert questions["field"].tolist() == ["a/why", "b/why", "once"]


def test_a_loop_asks_its_questions_for_each_choice(tmp_path: Path) -> None:
    """Each choice of the loop's list is a group, and its label stands in the question's."""
    survey = [
        ("type", "name", "label::en"),
        ("begin loop over kinds", "kinds_loop", "Kinds"),
        ("integer", "number", "How many %(label)s?"),
        ("end loop", None, None),
    ]
    choices = [("list_name", "name", "label::en"), ("kinds", "radio", "radios"), ("kinds", "dog", "dogs")]
    form = _form(tmp_path, survey, choices)
    assert _column(form, "label") == {
        "kinds_loop/radio/number": "How many radios?",
        "kinds_loop/dog/number": "How many dogs?",
    }


def test_settings_name_the_form_its_version_and_its_language(tmp_path: Path) -> None:
    """Labels without a language are in the default one; where nothing is said, the file names the form."""
    survey = [("type", "name", "label", "label::ru"), ("text", "why", "Why?", "Почему?")]
    settings = [("form_id", "version", "default_language"), ("needs", 3, "English (en)")]
    form = _form(tmp_path, survey, settings=settings)
    assert (form.id, form.version, form.language) == ("needs", "3", "English (en)")
    assert form.labels["language"].tolist() == ["English (en)", "ru"]
    bare = _form(tmp_path, [("type", "name", "label"), ("text", "why", "Why?")])
    assert (bare.id, bare.version, bare.language, bare.labels["language"].isna().all()) == ("form", "", "", True)


def test_quotes_of_a_label_stay_as_they_are_written(tmp_path: Path) -> None:
    """Exports head columns with the label as the form has it, curled quotes too; expressions have straight ones."""
    survey = [
        ("type", "name", "label", "relevant"),
        ("text", "a", "A", None),
        ("text", "b", "What’s it?", "${a} = ‘x’"),
    ]
    form = _form(tmp_path, survey)
    assert _column(form, "label")["b"] == "What’s it?"
    assert _column(form, "relevant")["b"] == "${a} = 'x'"


def test_choices_of_a_file_beside_the_form_are_read(tmp_path: Path) -> None:
    """select_one_from_file reads its CSV where it lies beside the form, and says so where it does not."""
    survey = [
        ("type", "name", "label", "parameters"),
        ("select_one_from_file towns.csv", "town", "Town", "value=code label=town"),
        ("select_one_from_file ../roads.csv", "road", "Road", None),
    ]
    (tmp_path / "towns.csv").write_text("code,town,zone\nT1,Osh,south\n", encoding="utf-8")
    (tmp_path.parent / "roads.csv").write_text("name,label\nR1,M41\n", encoding="utf-8")
    form = _form(tmp_path, survey)
    assert _column(form, "choices") == {"town": "towns.csv", "road": ""}
    assert form.choices[["code", "label", "zone"]].values.tolist() == [["T1", "T1", "south"], ["T1", "Osh", "south"]]
    assert [warning.row for warning in form.warnings if "../roads.csv" in warning.what] == [3]


def test_external_choices_are_choices(tmp_path: Path) -> None:
    """select_one_external takes its answers from a sheet of its own."""
    survey = [
        ("type", "name", "label", "choice_filter"),
        ("text", "state", "State", None),
        ("select_one_external town", "town", "Town", "state = ${state}"),
    ]
    towns = [("list_name", "name", "label", "state"), ("town", "osh", "Osh", "s"), ("town", "naryn", "Naryn", "n")]
    form = _form(tmp_path, survey, YES_NO, external_choices=towns)
    assert _column(form, "type")["town"] == "select_one"
    assert set(form.choices.loc[form.choices["choices"].eq("town"), "label"]) == {"osh", "Osh", "naryn", "Naryn"}


def test_a_text_file_holds_all_sheets(tmp_path: Path) -> None:
    """A CSV questionnaire has the name of each sheet in the first column."""
    lines = ["survey,,,", ",type,name,label", ",select_one yn,asked,Asked?", "choices,,,", ",list name,name,label"]
    (tmp_path / "form.csv").write_text("\n".join([*lines, ",yn,yes,Yes", ",yn,no,No", ""]), encoding="utf-8")
    form = read_form(tmp_path / "form.csv")
    assert _column(form, "choices") == {"asked": "yn"}
    assert sorted(set(form.choices["code"])) == ["no", "yes"]


def test_a_repeat_group_may_not_be_called_as_a_source(tmp_path: Path) -> None:
    """A repeat group «participants» would be the table of participants."""
    survey = [
        ("type", "name", "label"),
        ("begin repeat", "participants", "P"),
        ("text", "a", "A"),
        ("end repeat", "", ""),
    ]
    with pytest.raises(InputError, match=r"sheet survey, column name: A repeat group .* participants"):
        _form(tmp_path, survey)


def test_a_form_without_ratings_takes_no_further_answers(tmp_path: Path) -> None:
    """Only a list that rates a need also takes the register's non-answers."""
    asked = [("type", "name", "label"), ("select_one scale", "a", "A")]
    rated = [("type", "name", "label", "need", "measure"), ("select_one scale", "a", "A", "N1", "importance")]
    assert set(_form(tmp_path, asked, SCALE).choices["code"]) == {"1", "2", "3"}
    assert set(_form(tmp_path, rated, SCALE).choices["code"]) == {
        *("1", "2", "3", "dont_know", "outside_competence", "prefer_not_to_answer")
    }
