"""The text of a question with several answers and the columns of its choices say the same, or are listed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.checks.select_multiple import check_select_multiple
from needs_analysis.checks.subject import Subject
from tests.checks.asked_forms import asked

KIT = {"dogs": "Dogs", "boats": "Boats"}
MANY = {"kit": {"type": "select_multiple", "choices": "kit"}}


def kits(text: list[str | None], dogs: list[str | None], boats: list[str | None]) -> Subject:
    """The text, and the columns of its two choices."""
    return asked({"kit": text, "kit/dogs": dogs, "kit/boats": boats}, MANY, lists={"kit": KIT})


def test_what_only_one_side_says_is_named() -> None:
    """The text says dogs, the columns boats; where both agree in any words for yes and no, nothing is said."""
    found = check_select_multiple(kits(["dogs", "dogs boats", "dogs"], ["0", "True", "yes"], ["1", "1", "no"])).issues
    assert found[["row_id", "field", "check", "evidence"]].values.tolist() == [
        ["r0", "kit", "choice_columns_disagree", "text_only=dogs; columns_only=boats"]
    ]


def test_a_missing_text_is_rebuilt_for_a_person_to_confirm() -> None:
    """The columns say dogs and boats: proposed, and not done."""
    log = check_select_multiple(kits([None, None], ["1", "0"], ["1", "0"])).log
    assert log[["row_id", "new_value", "status"]].values.tolist() == [["r0", "dogs boats", "needs_review"]]


def test_blank_columns_and_other_words_are_listed() -> None:
    """A text beside blank columns, and a column that says neither yes nor no."""
    found = check_select_multiple(kits(["dogs", "dogs"], [None, "1"], [None, "perhaps"])).issues
    assert found[["row_id", "field", "check"]].values.tolist() == [
        ["r0", "kit", "choice_columns_blank"],
        ["r1", "kit/boats", "not_yes_or_no"],
    ]


def test_columns_without_their_text_are_noted_once() -> None:
    """An export without the question's own column."""
    whole = kits(["dogs"], ["1"], ["0"])
    rest = Subject(whole.table, whole.frame.drop(columns="kit"), whole.questions, whole.choices)
    assert check_select_multiple(rest).issues[["field", "check"]].values.tolist() == [["kit", "choice_text_missing"]]


def test_choice_values_with_the_separator_in_them_stay_whole() -> None:
    """A choice 1.5 beside a choice 5: neither its column nor its text is taken for the other's."""
    subject = asked(
        {"h": ["1.5", "5"], "h/1.5": ["1", "0"], "h/5": ["0", "1"]},
        {"h": {"type": "select_multiple", "choices": "hours"}},
        lists={"hours": {"1.5": "One and a half", "5": "Five"}},
    )
    found = check_select_multiple(subject)
    assert found.issues.empty
    assert found.log.empty


@given(st.lists(st.sets(st.sampled_from(sorted(KIT))), min_size=1, max_size=5))
def test_an_export_that_agrees_with_itself_is_never_listed(chosen: list[set[str]]) -> None:
    """Whatever is chosen, in any order of the words."""
    texts = [" ".join(sorted(each, reverse=True)) or None for each in chosen]
    columns = [["1" if code in each else "0" for each in chosen] for code in ("dogs", "boats")]
    found = check_select_multiple(kits(texts, *columns))
    assert found.issues.empty
    assert found.log.empty
