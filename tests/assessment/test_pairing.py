"""Forms before and after meet under a self-made code, and what could be two people meets nobody."""

from __future__ import annotations

import pytest

from needs_analysis.assessment.evaluation_answers import read_answers
from needs_analysis.assessment.pairing import code_key, pair_retrospective
from needs_analysis.errors import EstimateError
from tests.assessment.evaluations import clean_table, paired


@pytest.mark.parametrize(
    "written", ["KM48", "km48", " KM48 ", "KM 48", "km-48", "К\u041c48", "кm48", "ＫＭ４８", "«KM48»"]
)
def test_one_code_in_many_spellings(written: str) -> None:
    """Case, blanks, dashes, quotes, full-width letters and Cyrillic letters that look Latin do not part a person."""
    assert code_key(written) == "km48"


@pytest.mark.parametrize(("one", "other"), [("KM48", "KM49"), ("KO48", "K048"), ("KI48", "K148"), ("ЖМ48", "KM48")])
def test_codes_that_differ_stay_apart(one: str, other: str) -> None:
    """Digits are not taken for letters, and a letter that only Cyrillic has is no other."""
    assert code_key(one) != code_key(other)


def test_everybody_is_accounted_for() -> None:
    """Two pairs; CD before only, EF after only; GH twice after, so its form before is ambiguous too; two without."""
    pairing = paired(
        clean_table(
            *("AB12 before 2", "ab_12 after 4", "XY99 До 3", "ХУ99 after 3", "CD34 before 1", "EF56 after 5"),
            *("GH78 before 2", "GH78 after 3", "gh78 after 4", "- after 4", "— before 1"),
        )
    )
    assert pairing.counts == {
        "before": 5,
        "after": 6,
        "pairs": 2,
        "unmatched_before": 1,
        "unmatched_after": 1,
        "ambiguous": 3,
        "no_code": 2,
    }
    assert (pairing.before["q"].tolist(), pairing.after["q"].tolist()) == ([2, 3], [4, 3])
    assert len(pairing.afterwards) == 6
    counts = pairing.counts
    apart = counts["unmatched_before"] + counts["unmatched_after"] + counts["ambiguous"] + counts["no_code"]
    assert 2 * counts["pairs"] + apart == counts["before"] + counts["after"]


def test_no_code_on_both_sides_leaves_no_pair() -> None:
    """Blank codes are not one another's partner."""
    assert paired(clean_table("- before 2", "- after 4")).counts["pairs"] == 0


def test_a_table_of_one_side_is_read() -> None:
    """Before the event is over there are no forms after it."""
    pairing = paired(clean_table("AB12 before 2", "CD34 before 4"))
    assert (pairing.counts["pairs"], pairing.counts["unmatched_before"], len(pairing.after)) == (0, 2, 0)


def test_every_row_of_no_time_is_named_at_once() -> None:
    """Neither before nor after: place, value and remedy of each."""
    with pytest.raises(EstimateError) as raised:
        paired(clean_table("AB12 later 2", "CD34 before 3", "EF56 - 3"))
    assert [(problem.file, problem.row, problem.column) for problem in raised.value.problems] == [
        ("e.csv", 2, "when"),
        ("e.csv", 4, "when"),
    ]
    assert "«later»" in str(raised.value)


@pytest.mark.parametrize("answer", ["6", "0", "-1", "four", "1e9", "inf", "4,5"])
def test_an_answer_outside_the_scale_names_its_row(answer: str) -> None:
    """No answer becomes a blank by itself."""
    with pytest.raises(EstimateError, match=r"row 3, column q: .*no answer on the scale from 1 to 5"):
        read_answers(clean_table("AB12 before 2", f"CD34 after {answer}"), ["q"], scale=(1, 5))


def test_looking_back_needs_no_code() -> None:
    """Both times stand in one form."""
    pairing = pair_retrospective(clean_table("- - 4 2", "- - 5 -", fields="now then"), [("now", "then")])
    assert pairing.design == "retrospective"
    assert pairing.counts == {"after": 2, "pairs": 2}
    assert (pairing.before["now"].fillna("").tolist(), pairing.after["now"].tolist()) == (["2", ""], ["4", "5"])
