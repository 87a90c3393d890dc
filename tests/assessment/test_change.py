"""Change is what the same people's answers say, exactly, with what cannot be said marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from needs_analysis.assessment.change import Item
from needs_analysis.assessment.pairing import Pairing, pair_retrospective
from needs_analysis.assessment.plan import read_plan
from needs_analysis.disclosure.suppression import Limits, suppress_small
from needs_analysis.errors import InputError
from tests.assessment.evaluations import answers_of, clean_table, estimated, number, paired

CASES = ("likert20", "likert8", "noties10", "n1", "n2", "allup5", "ceiling", "allzero")
WIDE = {"noties10": (0.0, 100.0)}


def case(conformance: Path, name: str) -> dict[str, Any]:
    """Answers of the same people, and what R 4.2.2 says of them."""
    found = json.loads((conformance / "methods" / "prepost_R.json").read_text(encoding="utf-8"))[name]
    return {
        key: [value] if key in ("pre", "post") and not isinstance(value, list) else value
        for key, value in found.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_change_is_that_of_another_program(conformance: Path, name: str) -> None:
    """R: mean difference, exact sign-flip p, matched-pairs rank-biserial, t interval, the class's gain."""
    known = case(conformance, name)
    scale = WIDE.get(name, (1.0, 5.0))
    found = estimated(answers_of(q=(known["pre"], known["post"])), scale=scale)
    assert number(found, "change")["value"] == pytest.approx(known["mean_diff"])
    assert blank_as_none(number(found, "rank_biserial")["value"]) == pytest.approx(known["rank_biserial"])
    assert blank_as_none(number(found, "p_value")["value"]) == pytest.approx(known.get("exact_signflip_p"))
    assert set(found.loc[found["measure"].eq("knowledge"), "n"]) == {len(known["pre"])}
    if scale == (1.0, 5.0):
        assert number(found, "hake_gain")["value"] == pytest.approx(known["hake_class_max5"])
    low, high = (blank_as_none(end) for end in known["ttest"].get("ci", [None, None]))
    ends = number(found, "change")[["low", "high"]]
    if low is None or high is None:
        assert ends.isna().all()
    else:
        assert ends.tolist() == pytest.approx([max(low, scale[0] - scale[1]), min(high, scale[1] - scale[0])])


def blank_as_none(value: Any) -> Any:
    """Make a blank one that can be compared."""
    return None if pd.isna(value) else value


def test_directions_are_counted_over_people_who_answered_both_times() -> None:
    """By hand: 2→4 and 3→5 rose, 3→3 stayed, 4→2 fell; 5→blank and blank→5 are no pairs."""
    rows = ["A before 2", "B before 3", "C before 3", "D before 4", "E before 5", "F before -"]
    then = ["A after 4", "B after 5", "C after 3", "D after 2", "E after -", "F after 5"]
    found = estimated(paired(clean_table(*rows, *then)))
    counts = [number(found, "count", choice)["value"] for choice in ("pairs", "improved", "same", "lower")]
    assert counts == [4, 2, 1, 1]
    assert number(found, "share", "same")["value"] == 0.25
    assert [number(found, "mean", time)["value"] for time in ("before", "after")] == [3.0, 3.5]
    assert number(found, "change")["value"] == 0.5
    assert number(found, "rank_biserial")["value"] == pytest.approx(1 / 3)  # ranks 2 + 2 up, 2 down
    assert number(found, "hake_gain")["value"] == 0.25  # half a point of the two that were left
    assert number(found, "p_value")["value"] == 1.0  # of 8 signings, all reach |2|: sums are ±2 and ±6
    assert number(found, "count", "pairs", item="")["value"] == 6


def test_one_pair_has_a_change_and_no_interval() -> None:
    """Its p-value is 1: with one answer a rise is as likely as a fall."""
    found = estimated(answers_of(q=([2], [4])))
    change = number(found, "change")
    assert (change["value"], change["note"], number(found, "p_value")["value"]) == (2.0, "single_respondent", 1.0)
    assert change[["se", "low", "high"]].isna().all()


def test_nobody_changed_is_no_test() -> None:
    """No p-value rather than 1, and it does not count among the tests of the others (two pairs up: p = 0.5)."""
    found = estimated(
        answers_of(q=([3, 3], [3, 3]), r=([2, 3], [4, 4])), Item("q", "knowledge"), Item("r", "confidence")
    )
    for statistic in ("p_value", "p_holm", "p_bh", "rank_biserial"):
        row = number(found, statistic)
        assert (blank_as_none(row["value"]), row["note"]) == (None, "no_change")
    assert number(found, "p_holm", item="r")["value"] == 0.5


def test_at_the_top_there_was_nothing_to_gain() -> None:
    """Hake's gain has no value where all began at the top."""
    row = number(estimated(answers_of(q=([5, 5, 5], [5, 4, 5]))), "hake_gain")
    assert (blank_as_none(row["value"]), row["note"]) == (None, "at_the_top")


def test_no_pair_says_so_and_nothing_else() -> None:
    """Nobody answered both times: no number, and the release does not call it too few."""
    found = estimated(paired(clean_table("A before 2", "B before 3", "C after 4", "D after 4")))
    assert number(found, "change")[["value", "n", "note"]].fillna("").tolist() == ["", 0, "no_pairs"]
    shown = suppress_small(found, limits=Limits(3), edition="donor")
    assert number(shown, "change")["note"] == "no_pairs"
    assert number(shown, "count", "unmatched_before", item="")["value"] == 2


def test_holm_is_over_all_statements_that_can_be_tested() -> None:
    """By hand, Holm and Benjamini–Hochberg of 2/2⁸ = 0.0078 (8 up) and 2/2⁵ = 0.0625 (5 up): ×2, ×1 and ×2/1, ×2/2."""
    up8, up5 = ([1.0] * 8, [2.0] * 8), ([1.0] * 5 + [3.0] * 3, [2.0] * 5 + [3.0] * 3)
    found = estimated(answers_of(q=up8, r=up5), Item("q", "knowledge"), Item("r", "confidence"))
    assert [number(found, "p_holm", item=item)["value"] for item in "qr"] == [0.015625, 0.0625]
    assert [number(found, "p_bh", item=item)["value"] for item in "qr"] == [0.015625, 0.0625]


def test_so_few_pairs_that_no_statement_could_stand() -> None:
    """Ten pairs that all changed one way cannot pass Holm over thirty statements (30 · 2/2¹⁰ = 0.059); eleven can."""
    items = [Item(f"q{place}", "knowledge") for place in range(30)]
    for pairs, note in ((10, "out_of_reach"), (11, "")):
        answers = answers_of(**{item.field: ([1.0] * pairs, [2.0] * pairs) for item in items})
        found = estimated(answers, *items)
        assert set(found.loc[found["statistic"].eq("p_holm"), "note"].fillna("")) == {note}
        assert found.loc[found["statistic"].eq("p_value"), "note"].isna().all()


def test_satisfaction_counts_everybody_who_answered_afterwards() -> None:
    """By hand: 5, 4, 3 and 4 of people with and without a partner: mean 4, three of four gave 4 or 5."""
    rows = ["A before 1", "A after 5", "B after 4", "C after 3", "- after 4", "D after -"]
    found = estimated(paired(clean_table(*rows)), Item("q", "satisfaction", "tools"))
    for item in ("q", "tools"):
        mean, share = number(found, "mean", "after", item), number(found, "share", "top_two", item)
        assert (mean["value"], mean["n"], share["value"], share["n"]) == (4.0, 4, 0.75, 4)
        assert [number(found, "share", part, item)["value"] for part in ("between", "low_two")] == [0.25, 0.0]
    assert "change" not in set(found["statistic"])


@pytest.mark.parametrize(
    ("highest", "people"), [(2, (0, 0, 2)), (3, (1, 0, 2)), (4, (2, 0, 2)), (5, (2, 1, 2)), (7, (2, 3, 2))]
)
def test_each_answer_is_low_middling_or_high(highest: int, people: tuple[int, int, int]) -> None:
    """One person at each point: the two highest are high, the two lowest of the others low, what is left between."""
    answers = answers_of(q=([1.0] * highest, [1.0 + place for place in range(highest)]))
    found = estimated(answers, Item("q", "satisfaction"), scale=(1.0, float(highest)))
    shares = [number(found, "share", part, "q")["value"] for part in ("low_two", "between", "top_two")]
    assert shares == [pytest.approx(count / highest) for count in people]


def test_an_objective_is_the_mean_of_its_statements_over_complete_answers() -> None:
    """By hand: A gives (1+3)/2 = 2 before and (3+5)/2 = 4 after; B left one blank and is not in it."""
    answers = answers_of(q=([1.0, 2.0], [3.0, 2.0]), r=([3.0, float("nan")], [5.0, 2.0]))
    found = estimated(answers, Item("q", "confidence", "tools"), Item("r", "confidence", "tools"))
    for time, mean in (("before", 2.0), ("after", 4.0)):
        row = number(found, "mean", time, "tools")
        assert (row["value"], row["n"], row["note"]) == (mean, 1, "single_respondent")


def test_a_retrospective_design_is_marked_in_every_number_of_change() -> None:
    """The same answers, looked back at, are another design: no row of one reads as the other's."""
    back = pair_retrospective(pd.DataFrame({"now": [4.0, 5.0], "then": [2.0, 4.0]}), [("now", "then")])
    found = estimated(back, Item("now", "knowledge"))
    ways = set(found.loc[~found["statistic"].eq("count"), "method"])
    assert ways
    assert all(way.startswith("retrospective_") for way in ways)
    asked = estimated(answers_of(now=([2, 4], [4, 5])), Item("now", "knowledge"))
    assert not ways & set(asked["method"])
    assert number(found, "change", item="now")["value"] == number(asked, "change", item="now")["value"] == 1.5


def test_too_few_pairs_lose_every_number() -> None:
    """Below the limit nothing of a statement is left, whatever the statistic."""
    found = suppress_small(estimated(answers_of(q=([2, 3, 2, 1], [4, 3, 4, 3]))), limits=Limits(5), edition="donor")
    mine = found[found["item"].eq("q")]
    assert set(mine["note"]) == {"too_few"}
    assert mine[["value", "low", "high", "n"]].isna().all(axis=None)


def test_the_order_of_people_changes_nothing() -> None:
    """Shuffled rows give the same estimates."""
    rows = ["A before 2", "B before 3", "C before 1", "A after 4", "B after 2", "C after 5"]
    first, other = (estimated(paired(clean_table(*order))) for order in (rows, rows[::-1]))
    pd.testing.assert_frame_equal(first, other)


def test_the_plan_chooses_and_refuses_groups(tmp_path: Path) -> None:
    """Self-made codes say nothing of country or agency, so no change can be asked by them."""
    path = tmp_path / "plan.csv"
    path.write_text("statistic,measure,item,by\nchange,knowledge,statement,country\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be computed: change, knowledge, statement, country"):
        read_plan(path)


def test_a_design_without_forms_has_no_people() -> None:
    """An evaluation that nobody answered has counts of zero over nobody."""
    nobody = pd.DataFrame({"q": pd.Series(dtype=float)})
    found = estimated(Pairing("paired", nobody, nobody, nobody, {"before": 0, "after": 0, "pairs": 0}))
    assert number(found, "count", "pairs", item="")[["value", "n"]].tolist() == [0, 0]
