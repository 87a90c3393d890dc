"""A column is matched with its question however the export spells it, or it is kept as it is and said to be unclear."""

from __future__ import annotations

import pytest

from needs_analysis.reading.exports.matching import match_headings
from needs_analysis.reading.exports.spelled_headings import Spellings, spellings_of
from tests.reading.exports import small_form


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    """The spellings of the small form's own questions."""
    form = small_form()
    return spellings_of(form.questions, form.labels, form.choices, table="responses")


def _fields(spellings: Spellings, *headings: str, **renamed: str) -> list[str]:
    return match_headings(headings, spellings, renamed=renamed).fields


@pytest.mark.parametrize(
    "headings",
    [
        ("n1", "tools", "tools_other", "country"),
        ("needs/n1", "needs/means/tools", "needs/means/tools_other", "country"),
        ("needs.n1", "needs.means.tools", "needs.means.tools_other", "country"),
        ("needs-n1", "needs-means-tools", "needs-means-tools_other", "country"),
        ("needs:n1", "needs:means:tools", "needs:means:tools_other", "country"),
        ("needs_n1", "needs_means_tools", "needs_means_tools_other", "country"),
        ("needs__n1", "means__tools", "means__tools_other", "country"),
        ("old_group/n1", "old/group/tools", "old/tools_other", "hh/country"),
    ],
)
def test_groups_stand_before_a_name_in_several_ways(spellings: Spellings, headings: tuple[str, ...]) -> None:
    """KoboToolbox, ODK Central, Briefcase and R each join groups and names with another sign."""
    assert _fields(spellings, *headings) == ["n1", "tools", "tools_other", "country"]


@pytest.mark.parametrize(
    "headings",
    [
        ("Country?", "Radios?", "Which tools?"),
        ("Страна?", "Радио?", "Какие средства?"),
        ("Страна?", "Потребности/Радио?", "Потребности/Средства/Какие средства?"),
    ],
)
def test_labels_in_any_language_are_headings(spellings: Spellings, headings: tuple[str, ...]) -> None:
    """With the words of the groups before them, or without."""
    assert _fields(spellings, *headings) == ["country", "n1", "tools"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("needs/means/tools/radio", "needs/means/tools/car"), ["tools/radio", "tools/car"]),
        (("tools.radio", "tools.car"), ["tools/radio", "tools/car"]),
        (("Which tools?/Radio", "Which tools?/Car"), ["tools/radio", "tools/car"]),
        (("Какие средства?/Радио", "Какие средства?/Автомобиль"), ["tools/radio", "tools/car"]),
        (("old/tools/radio", "tools/horse"), ["tools/radio", "tools/horse"]),
    ],
)
def test_choices_have_fields_of_their_own(spellings: Spellings, headings: tuple[str, ...], fields: list[str]) -> None:
    """By code or label, behind a name or a label; a choice that the form does not have stays what it is called."""
    match = match_headings(headings, spellings, renamed={})
    assert match.fields == fields
    assert match.found == {"tools"}


def test_one_label_for_several_questions_is_told_apart_by_order(spellings: Spellings) -> None:
    """As many columns as questions are theirs in the order of the form; fewer are unclear and stay as they are."""
    assert _fields(spellings, "Other (specify)", "x", "Other (specify)") == ["tools_other", "", "end_other"]
    match = match_headings(["Other (specify)"], spellings, renamed={})
    assert (match.fields, match.unclear) == ([""], {"Other (specify)": ["tools_other", "end_other"]})
    assert _fields(spellings, "tools_other", "Other (specify)") == ["tools_other", "end_other"]


def test_a_second_column_of_a_question_is_kept_apart_and_said(spellings: Spellings) -> None:
    """Where a question moved between groups, an export has two columns: only the settings may join them."""
    match = match_headings(["needs/n1", "old/n1"], spellings, renamed={})
    assert (match.fields, match.beside) == (["n1", ""], {"old/n1": "n1"})


def test_a_renamed_question_is_found_under_its_old_name(spellings: Spellings) -> None:
    """With its groups and its choices."""
    assert _fields(spellings, "needs/need_1", need_1="n1") == ["n1"]
    assert _fields(spellings, "means/equipment", "equipment/radio", equipment="tools") == ["tools", "tools/radio"]


def test_metadata_and_names_within_names_are_no_questions(spellings: Spellings) -> None:
    """«_index» is not «index», and «household_n1» is not «n1»."""
    assert _fields(spellings, "_id", "_uuid", "__version__", "household_n1", "n10") == [""] * 5


def test_a_mangled_byte_order_mark_hides_no_question(spellings: Spellings) -> None:
    """R writes X.U.FEFF. before the first heading."""
    assert _fields(spellings, "X.U.FEFF.country") == ["country"]
