"""Answers to «other, please specify» are listed for a person, and recoded only where a choice says the same."""

from __future__ import annotations

from needs_analysis.checks.other_answers import check_other_answers
from needs_analysis.checks.subject import Subject
from tests.checks.asked_forms import asked

KIT = {"dogs": "Собаки", "boats": "Boats", "other": "Другое"}
ONE = {"kit": {"type": "select_one", "choices": "kit"}, "kit_other": {"type": "text"}}


def kits(words: list[str | None], kit: str = "other", kind: str = "select_one") -> Subject:
    """Answers in words beside a choice."""
    questions = ONE | {"kit": {"type": kind, "choices": "kit"}}
    return asked({"kit": [kit] * len(words), "kit_other": words}, questions, lists={"kit": KIT})


def test_words_that_are_a_choice_are_proposed_as_it_in_either_script() -> None:
    """«собаки» and sobaki are the choice of dogs; the proposal sets it, empties the words, and waits for a person."""
    log = check_other_answers(kits(["собаки", "sobaki", "BOATS"])).log
    assert set(log["status"]) == {"needs_review"}
    assert log[log["field"].eq("kit")][["row_id", "new_value"]].values.tolist() == [
        ["r0", "dogs"],
        ["r1", "dogs"],
        ["r2", "boats"],
    ]
    assert log[log["field"].eq("kit_other")]["action"].tolist() == ["blank"] * 3


def test_other_words_are_listed_with_what_resembles_them() -> None:
    """Each answer in words is read by a person; a blank is none."""
    issues = check_other_answers(kits(["boots", "drones", None, "  "])).issues
    assert issues["row_id"].tolist() == ["r0", "r1"]
    assert issues["suggestion"].fillna("").str.startswith("Boats").tolist() == [True, False]


def test_one_of_several_answers_is_recoded_beside_the_others() -> None:
    """In a question with several answers, «other» gives way to the choice, and the rest stays."""
    log = check_other_answers(kits(["Boats"], kit="dogs other", kind="select_multiple")).log
    assert log.loc[log["field"].eq("kit"), "new_value"].iloc[0].split() == ["dogs", "boats"]
