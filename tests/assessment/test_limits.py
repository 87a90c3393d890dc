"""Limits of the data as numbers, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.assessment.limits import estimate_limits
from needs_analysis.columns import ESTIMATES, RATINGS, RESPONSE_RATES
from needs_analysis.disclosure.suppression import Limits, suppress_small

ANSWERS = {
    ("f1", "N1", "importance"): "rated",
    ("f1", "N1", "capacity"): "blank",
    ("f1", "N1", "gap"): "blank",
    ("f2", "N1", "importance"): "rated",
    ("f2", "N1", "capacity"): "dont_know",
    ("f2", "N1", "gap"): "blank",
    ("f3", "N1", "importance"): "outside_competence",
    ("f3", "N1", "capacity"): "rated",
    ("f3", "N1", "gap"): "blank",
    ("f4", "N1", "importance"): "rated",
    ("f4", "N1", "capacity"): "rated",
    ("f4", "N1", "gap"): "rated",
}
RATES = [
    {"by": "", "registered": 10, "responses": 8, "answered": 0, "unlinked": 8, "rate": 0.8},
    {"by": "country", "group": "KAZ", "registered": 6, "responses": 5, "answered": 0, "unlinked": 5, "rate": 5 / 6},
    {"by": "country", "group": "TJK", "registered": 0, "responses": 1, "answered": 0, "unlinked": 1},
    {"by": "country", "group": "UZB", "registered": 4, "responses": 2, "answered": 0, "unlinked": 2, "rate": 0.5},
    {"by": "agency", "group": "KAZ-BS", "registered": 3, "responses": 3, "answered": 0, "unlinked": 3, "rate": 1.0},
]


def ratings() -> pd.DataFrame:
    """Four people, one need, two questions each: of eight answers five are ratings."""
    rows = [
        {"response_id": form, "need": need, "measure": measure, "answer": answer, "value": 3.0}
        for (form, need, measure), answer in ANSWERS.items()
    ]
    return RATINGS.frame([row if row["answer"] == "rated" else row | {"value": None} for row in rows])


def found(languages: pd.Series | None = None) -> pd.DataFrame:
    """The limits of those ratings and rates."""
    rates = RESPONSE_RATES.frame([row | {"method": "counted"} for row in RATES])
    return estimate_limits(ratings(), rates, languages=languages).fillna({"by": "", "group": "", "choice": ""})


def test_response_rates_are_those_of_the_groups_that_were_on_the_list() -> None:
    """The list's own numbers stand behind them; an agency is too small a group, and nobody of TJK was listed."""
    rates = found().query("measure == 'response_rate'")
    assert rates[["by", "group", "value", "n"]].values.tolist() == [
        ["", "", 0.8, 10],
        ["country", "KAZ", pytest.approx(5 / 6), 6],
        ["country", "UZB", 0.5, 4],
    ]


def test_shares_of_kinds_of_answer_are_of_all_questions_that_were_asked() -> None:
    """Eight questions: five ratings, a blank, a "don't know", an "outside"; the gap is computed, not asked."""
    kinds = found().query("measure == 'questions'")
    assert dict(zip(kinds["choice"], kinds["value"], strict=True)) == {
        "rated": 5 / 8,
        "blank": 1 / 8,
        "dont_know": 1 / 8,
        "outside_competence": 1 / 8,
    }
    assert set(kinds["n"]) == {4}


def test_forms_are_counted_by_language_and_free_text_is_no_language() -> None:
    """A form that does not say its language, or says it in words that hold no code, is counted as not stating it."""
    forms = found(languages=pd.Series(["Russian (ru)", "ru", "en", None, "my own"])).query("by == 'language'")
    assert dict(zip(forms["group"], forms["value"], strict=True)) == {"": 2, "en": 1, "ru": 2}
    assert set(forms["measure"]) == {"responses"}


def test_without_a_list_and_a_field_of_language_there_are_no_such_rows() -> None:
    """An absence is no zero; the sentences say it in words."""
    rows = estimate_limits(ratings(), RESPONSE_RATES.frame([]))
    assert set(rows["measure"]) == {"questions"}


def test_participants_responses_and_their_rate_are_hidden_together() -> None:
    """Five on the list and three forms: at a limit of four neither count nor rate may stay, nor those of a partner."""
    sizes = {"KAZ": (9, 9), "KGZ": (8, 6), "TJK": (5, 3), "UZB": (9, 7)}
    whole = [sum(column) for column in zip(*sizes.values(), strict=True)]
    rows = []
    for group, (listed, forms) in {**sizes, "": tuple(whole)}.items():
        place = {"item": "", "by": "country" if group else "", "group": group}
        rows += [
            place | {"statistic": "count", "measure": "participants", "value": listed, "n": listed},
            place | {"statistic": "count", "measure": "responses", "value": forms, "n": forms},
            place | {"statistic": "share", "measure": "response_rate", "value": forms / listed, "n": listed},
        ]
    shown = suppress_small(
        pd.DataFrame(rows).assign(choice="", weighting="", note=""), limits=Limits(4), edition="donor"
    )
    hidden = shown[shown["note"].eq("too_few")]
    assert set(hidden["group"]) == {"TJK", "KGZ"}
    assert hidden.groupby("group")["measure"].nunique().tolist() == [3, 3]


def test_a_language_that_few_forms_are_in_takes_a_partner_with_it() -> None:
    """Of six forms four are in Russian and two in English: the whole would give the two back."""
    rows = estimate_limits(ratings(), RESPONSE_RATES.frame([]), languages=pd.Series(["ru"] * 4 + ["en"] * 2))
    whole = {"statistic": "count", "measure": "responses", "value": 6, "n": 6}
    blank = {"item": "", "choice": "", "by": "", "group": "", "weighting": "", "note": ""}
    shown = suppress_small(pd.concat([ESTIMATES.frame([blank | whole]), rows]), limits=Limits(3), edition="organiser")
    assert shown.loc[shown["by"].eq("language"), "note"].tolist() == ["too_few", "too_few"]
