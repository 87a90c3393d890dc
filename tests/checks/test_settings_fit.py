"""Every check takes the settings of its section as they are, and finds nothing where there is nothing."""

from __future__ import annotations

import importlib
import inspect

import pytest

from needs_analysis.errors import SettingsError
from needs_analysis.registers.files import read_register
from needs_analysis.workshop.thresholds import Checks
from tests.checks.small_tables import forms

SECTIONS = (
    "constraints",
    "missing",
    "not_in_form",
    "other_answers",
    "outside_choices",
    "select_multiple",
    "skip_logic",
    "duration",
    "outliers",
    "percentages",
    "repeated_combinations",
    "repeated_people",
    "reversed_scale",
    "same_answers",
    "same_delegation",
    "sample_frame",
    "sentinels",
    "similar_forms",
)
CODES = [
    "outside_scale",
    "answer_codes",
    "choice_not_offered",
    "choice_filter_unchecked",
    "answered_though_not_asked",
    "required_unanswered",
    "skip_logic_unchecked",
    "constraint_broken",
    "constraint_unchecked",
    "too_much_unanswered",
    "choice_columns",
    "choice_columns_disagree",
    "choice_columns_blank",
    "choice_text_missing",
    "not_yes_or_no",
    "other_answer",
    "other_recoded",
    "own_rule",
    "rule_not_computed",
    "not_in_form",
    "not_a_number",
    "number_format",
    "repeated_combination",
    "similar_form",
    "outlier",
    "sentinel",
    "percentage_impossible",
    "percentages_total",
    "form_too_short",
    "form_too_long",
    "form_ends_before_start",
    "time_unreadable",
    "same_start",
    "audit_missing",
    "audit_unreadable",
    "same_answers",
    "same_delegation",
    "reversed_scale",
    "over_collected",
    "under_collected",
    "not_in_plan",
    "repeated_person",
    "unlinked_form",
]


@pytest.mark.parametrize("name", SECTIONS)
def test_the_settings_of_a_section_are_the_arguments_of_its_check(name: str) -> None:
    """With the same defaults, so that a call without settings does what the settings say."""
    check = getattr(importlib.import_module(f"needs_analysis.checks.{name}"), f"check_{name}")
    settings = getattr(Checks(), name).model_dump(exclude={"on"})
    arguments = inspect.signature(check).parameters
    assert set(settings) <= set(arguments)
    for setting, value in settings.items():
        default = arguments[setting].default
        assert (list(default) if isinstance(default, tuple) else default) == value
    for made in (forms({"x": ["1", "2"]}), forms({"x": []})):
        found = check(made, **settings)
        assert found.log.empty
        assert found.issues.empty


def test_every_code_has_words_in_both_languages() -> None:
    """What the checks write is what the register of rules explains."""
    rules = read_register("rules").set_index("code")
    assert (rules.loc[CODES, ["label_en", "label_ru"]] != "").all(axis=None)


def test_a_field_of_another_table_is_not_unknown() -> None:
    """Settings serve all tables of a form: a question of another table is a field, only not here."""
    made = forms({"x": ["1"]})
    made.questions.loc[0, ["table", "field"]] = ["members", "age"]
    made.refuse_unknown(["age", "x", ""], "outliers")
    with pytest.raises(SettingsError, match=r"\[checks\.outliers\].*«age»"):
        made.refuse_unknown(["aeg"], "outliers")
