"""Rules of the workshop's own find rows; a rule that cannot be computed is an error with its place, never silence."""

from __future__ import annotations

import pytest

from needs_analysis.checks.rules import check_rule, check_rules, refuse_unknown_tables
from needs_analysis.checks.subject import Subject
from needs_analysis.errors import SettingsError
from needs_analysis.workshop.thresholds import Rule
from tests.checks.asked_forms import asked


def staff() -> Subject:
    """Officers, women among them, and posts."""
    columns = {"staff": ["9", "7", "7", None], "women": ["7", "9", "x", "3"], "posts": ["3", "0", "2", "1"]}
    return asked(columns, {name: {"type": "integer"} for name in columns})


def test_each_row_that_the_rule_finds_is_listed_for_each_field_it_is_about() -> None:
    """More women than staff: one row, two fields to look at, under the rule's name."""
    issues = check_rule(staff(), rule="too_many", when="${women} > ${staff}", fields=["women", "staff"]).issues
    found = issues[issues["check"].eq("own_rule")]
    assert found[["row_id", "field", "evidence"]].values.tolist() == [
        ["r1", "women", "rule=too_many"],
        ["r1", "staff", "rule=too_many"],
    ]


def test_a_division_by_zero_and_a_word_for_a_number_are_said_and_not_passed_over() -> None:
    """No posts to divide by, and a number made of letters: the rule could not be computed for these rows."""
    zero = check_rule(staff(), rule="r", when="${women} div ${posts} > 2").issues
    assert zero[["row_id", "check"]].values.tolist() == [
        ["r0", "own_rule"],
        ["r3", "own_rule"],
        ["r1", "rule_not_computed"],
        ["r2", "rule_not_computed"],
    ]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    """The settings are named, and what may have been meant."""
    with pytest.raises(SettingsError, match=r"workshop.toml.*\[checks.rules.r\] names «womn».*women"):
        check_rule(staff(), rule="r", when="${womn} > 1")


@pytest.mark.parametrize(
    "when", ["${women} >", "__import__('os').system('true')", "exec('1')", "pulldata('a','b','c','d') = 1"]
)
def test_what_is_no_expression_is_refused_and_never_executed(when: str) -> None:
    """Half an expression, a program, a function that needs what is not there."""
    with pytest.raises(SettingsError, match=r"checks.rules.r\]"):
        check_rule(staff(), rule="r", when=when)


def test_rules_are_about_their_table_and_can_be_switched_off() -> None:
    """A rule for participants finds nothing among responses; nor does one that is off."""
    rules = {"a": Rule(when="${women} > 1", table="participants"), "b": Rule(when="${women} > 1", on=False)}
    assert check_rules(staff(), rules).issues.empty
    with pytest.raises(SettingsError, match=r"particpants.*participants"):
        refuse_unknown_tables({"a": Rule(when="1", table="particpants")}, ["participants", "responses"])
