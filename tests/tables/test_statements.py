"""Sentences say what the estimates say, and less where the estimates say less."""

import re
from typing import Any

import pytest

from needs_analysis.tables import state_account, state_needs, state_participants
from tests.small_release import MEANS, betray, importance_only, make_empty_release, make_release


def gaps(**found: tuple[float, float, float, int] | str) -> dict[str, dict[str, Any]]:
    """Means in which these needs alone have a gap."""
    return {**MEANS, "gap": {code.replace("_", "-"): numbers for code, numbers in found.items()}}


def test_first_needs_are_named_with_their_numbers() -> None:
    """The three largest gaps, in order, how many needs the first tier holds, and whose place hangs on the method."""
    text = state_needs(make_release(), "en").text
    assert "“Tools to assess risks” (1.5); “Exchange of risk profiles” (1.0); “Joint exercises” (0.2)" in text
    assert "The first tier holds 2 needs" in text
    assert "For 1 need the place depends on the measure or the weighting: “Tools to assess risks”." in text
    assert "For 1 need there is no number: too few people answered, or it is withheld" in text


def test_a_clear_first_is_said_to_be_clear() -> None:
    """A tier of one leaves nothing to doubt."""
    text = state_needs(make_release(places={"RSK-1": (1, 1, 1, 1, 18), "RSK-2": (2, 2, 3, 2, 17)}), "en").text
    assert "the first is told apart from all other needs" in text
    assert "not certain" not in text


def test_without_places_nothing_is_said_of_certainty() -> None:
    """A plan that asks for no places gives an order, and says that it does not know how sure it is."""
    assert "how sure this order is cannot be said" in state_needs(make_release(places={}), "en").text


def test_no_gap_is_not_called_a_gap() -> None:
    """Where capacity is rated as high as importance, no need is named as lacking."""
    means = gaps(RSK_1=(0.0, -0.2, 0.2, 18), RSK_2=(-0.5, -0.8, -0.2, 18))
    text = state_needs(make_release(means=means), "en").text
    assert "For no need was importance reported higher than capacity." in text
    assert "largest" not in text


def test_a_single_need_has_no_order() -> None:
    """One need is described, not ranked."""
    text = state_needs(make_release(means=gaps(RSK_1=(1.5, 1.0, 2.0, 18))), "en").text
    assert "its gap is 1.5 (1.0–2.0)" in text
    assert "first" not in text


def test_importance_alone_is_no_gap() -> None:
    """A survey without capacity says so."""
    text = state_needs(importance_only(), "en").text
    assert "The highest importance was reported for" in text
    assert "Capacity was not asked" in text


def test_participants_are_counted_with_their_countries() -> None:
    """Who came, from where, which agencies were most present, how much is withheld."""
    text = state_participants(make_release(), "en").text
    assert text.startswith("20 participants took part; 18 responses.")
    assert "3 countries: Kazakhstan, Kyrgyzstan, Tajikistan." in text
    assert "Border service (12); Customs (8)" in text
    assert "3 numbers are withheld" in text


def test_the_account_is_told() -> None:
    """Rows, cells, and what is open."""
    assert state_account(make_release(), "en").text == (
        "21 rows were received: 20 were kept and 1 dropped. 32 cells were changed or emptied. 1 issue is open."
    )
    assert "issue" not in state_account(make_release(edition="donor"), "en").text


@pytest.mark.parametrize("state", [state_needs, state_participants, state_account])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_sentence_tells_what_is_suppressed(state: Any, language: str) -> None:
    """Suppressed numbers are not in any sentence, and an empty release still makes sense."""
    assert not re.search(r"7[.,]7|777", state(betray(make_release()), language).text)
    assert not re.search(r"\b(nan|None)\b|\{", state(make_empty_release(), language).text)
