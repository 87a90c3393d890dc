"""What a release withholds, taken together, held against others: sums that are left tell no few people's answers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.earlier import few_between, few_withheld_between, refuse_differences
from needs_analysis.disclosure.rounding import round_as_shown
from needs_analysis.disclosure.suppression import Limits, suppress_small
from needs_analysis.errors import ReleaseError
from needs_analysis.release import Release
from tests.small_release import make_release, withholding

QUESTION = {
    "KAZ": ["yes"] * 5 + ["no"] * 4 + ["other"],
    "KGZ": ["yes"] * 4 + ["no"] * 3 + ["other"] * 2,
    "TJK": ["yes", "no", "other", "yes", "no", "no"],
    "UZB": ["other", "yes"],
}
EACH = ["yes", "no", "other"]
FIVE = ["yes", "no", "yes", "other", "no"]


def of_question(answers: dict[str, list[str]], withheld: str = "TJK UZB", *, least: int = 5) -> Release:
    """Make a donor's release of the answers to one question; countries of fewer than `least` are withheld."""
    everybody = [answer for group in answers.values() for answer in group]
    rows = [
        {"statistic": "share", "measure": "question", "item": "Q1", "choice": choice, "weighting": "each_person"}
        | {"by": "country" if group else "", "group": group, "n": len(given)}
        | {"value": round(given.count(choice) / len(given), 2)}
        for group, given in {"": everybody, **answers}.items()
        for choice in ("yes", "no", "other")
    ]
    nesting = {"country": {country: ["national"] for country in answers}}
    estimates = suppress_small(
        ESTIMATES.frame(rows), limits=Limits(least), edition="donor", known=Known(nesting=nesting)
    )
    assert set(estimates.loc[estimates["value"].isna(), "group"]) == set(withheld.split())
    made = make_release()
    about = {"nesting": nesting, "limit": 5, "edition": "donor", "id": f"question-{len(everybody)}"}
    return replace(made, manifest=made.manifest | about, estimates=estimates)


def of_ratings(answers: dict[str, list[int]], weighting: str) -> Release:
    """Make a donor's release of the gap of one need, as people rated it, as a report shows it."""
    everybody = [answer for given in answers.values() for answer in given]
    means = {country: sum(given) / len(given) for country, given in answers.items()}
    of_all = sum(everybody) / len(everybody) if weighting == "each_person" else sum(means.values()) / len(means)
    fixed = {"statistic": "mean", "measure": "gap", "item": "N1"}
    rows = [fixed | {"by": "", "group": "", "weighting": weighting, "value": of_all, "n": len(everybody)}]
    for country, given in answers.items():
        numbers = {"weighting": "each_person", "value": means[country], "n": len(given)}
        rows.append(fixed | {"by": "country", "group": country} | numbers)
    nesting, scales = {"country": {country: ["national"] for country in answers}}, {"gap": [-4, 4]}
    known = Known(nesting=nesting, weighting=weighting, scales=scales)
    estimates = suppress_small(ESTIMATES.frame(rows), limits=Limits(5), edition="donor", known=known)
    made = make_release()
    about = {"nesting": nesting, "limit": 5, "edition": "donor", "id": f"rated-{len(everybody)}", "scales": scales}
    return replace(made, manifest=made.manifest | about, estimates=round_as_shown(estimates))


@pytest.mark.parametrize("secret", ["yes", "no", "other"])
def test_a_person_more_among_those_withheld_cannot_be_read(secret: str) -> None:
    """Every number shown rests on five more; what all of them leave over rests on one more."""
    first = of_question(QUESTION)
    more = QUESTION | {"KAZ": [*QUESTION["KAZ"], *FIVE]}
    refuse_differences(of_question(more), [first])
    late = of_question(more | {"TJK": [*QUESTION["TJK"], secret]})
    assert few_between(late, first) == []
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: question Q1 country TJK \+ UZB"):
        refuse_differences(late, [first])


@pytest.mark.parametrize("weighting", ["each_person", "equal_country"])
def test_a_rating_more_among_those_withheld_cannot_be_read(weighting: str) -> None:
    """Where each country counts once, its own mean is still one of people, as many as before and one."""
    first = {"KAZ": [1, 2, 0, 3, 1, 2], "KGZ": [2, 1, 1, 0, 3, 2, 2], "TJK": [1, 0, 2, 3, 1], "UZB": [4]}
    later = first | {"KAZ": [*first["KAZ"], 1, 2, 1, 2, 0], "UZB": [4, -4]}
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: gap N1 country TJK \+ UZB"):
        refuse_differences(of_ratings(later, weighting), [of_ratings(first, weighting)])


@pytest.mark.parametrize("turn", [1, -1])
def test_a_country_of_one_beside_nothing_withheld_cannot_be_read(turn: int) -> None:
    """Its partner of now was shown before."""
    before = {country: given for country, given in QUESTION.items() if country != "UZB"}
    later = before | {"KAZ": [*before["KAZ"], *FIVE], "UZB": ["no"]}
    pair = [of_question(before, ""), of_question(later)]
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: question Q1 country TJK \+ UZB"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])


@pytest.mark.parametrize("turn", [1, -1])
def test_a_country_of_one_that_comes_or_goes_cannot_be_read(turn: int) -> None:
    """It is a part of what one release withholds, and nobody in the other."""
    pair = [
        of_question(QUESTION),
        of_question(QUESTION | {"KAZ": [*QUESTION["KAZ"], *FIVE], "TKM": ["yes"]}, "TJK TKM UZB"),
    ]
    with pytest.raises(ReleaseError, match="gives away what fewer than 5 people answered: question Q1 country TJK"):
        refuse_differences(*[pair[::turn][0], [pair[::turn][1]]])


@pytest.mark.parametrize("times", [1, 3])
def test_another_answer_among_those_withheld_cannot_be_read(times: int) -> None:
    """As many people as before, of whom one says another thing; shares of some more people hide it no better."""
    shown = {country: QUESTION[country] * times for country in ("KAZ", "KGZ")}
    first, more = of_question(QUESTION | shown), QUESTION | shown | {"KAZ": [*shown["KAZ"], *FIVE]}
    other = of_question(more | {"TJK": ["no", *QUESTION["TJK"][1:]]})
    with pytest.raises(ReleaseError, match=r"question Q1 country TJK \+ UZB"):
        refuse_differences(other, [first])


def yes(release: Release) -> dict[str, int]:
    """Work out how many said yes, by country, from what a release shows."""
    rows = release.estimates[release.estimates["choice"].eq("yes")].dropna(subset=["value"])
    return dict(zip(rows["group"].fillna(""), (rows["value"] * rows["n"]).round().astype(int), strict=True))


EARLY = QUESTION | {"KGZ": QUESTION["KGZ"][:7]}
LATER = EARLY | {"TJK": [*QUESTION["TJK"], *FIVE]}


@pytest.mark.parametrize("turn", [1, -1])
def test_a_partner_that_moves_to_another_country_opens_what_it_protected(turn: int) -> None:
    """Tajikistan protected Uzbekistan until five more came; now Kyrgyzstan does, which was shown before."""
    pair = [of_question(EARLY), of_question(LATER, "KGZ UZB")]
    before, now = (yes(each) for each in pair)
    assert now[""] - now["KAZ"] - now["TJK"] - before["KGZ"] == EARLY["UZB"].count("yes")
    assert few_between(*pair) == []
    with pytest.raises(ReleaseError, match="fewer than 5 people answered: question Q1 country"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])


@pytest.mark.parametrize("turn", [1, -1])
def test_a_country_that_has_grown_opens_what_it_was(turn: int) -> None:
    """Five more of Uzbekistan: all is shown now, and its two of before are what Tajikistan leaves of both."""
    pair = [of_question(EARLY), of_question(EARLY | {"UZB": [*EARLY["UZB"], *FIVE]}, "")]
    before, now = (yes(each) for each in pair)
    assert before[""] - before["KAZ"] - before["KGZ"] - now["TJK"] == EARLY["UZB"].count("yes")
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: question Q1 country TJK \+ UZB"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])


def test_a_country_that_both_show_with_many_more_people_is_taken_for_grown() -> None:
    """Seven less two of Tajikistan would be taken for one of Uzbekistan, did another question not tell that it grew."""
    first = EARLY | {"TJK": ["yes", "no"], "UZB": [*EARLY["UZB"], "yes", "no", "other", "yes"]}
    grown = first | {"TJK": [*first["TJK"], *FIVE], "UZB": [*first["UZB"], *FIVE]}
    pair = [of_question(first), of_question(grown, "")]
    assert few_withheld_between(*pair) == ["question Q1 country TJK + UZB"]
    asked = [{"KAZ": QUESTION["KAZ"], "TJK": FIVE * times} for times in (1, 2)]
    both = [
        replace(one, estimates=ESTIMATES.frame(pd.concat([one.estimates, other.estimates.assign(item="Q2")])))
        for one, other in zip(pair, (of_question(each, "") for each in asked), strict=True)
    ]
    assert few_withheld_between(*both) == []


def test_three_releases_leave_what_no_two_of_them_do() -> None:
    """Each withholds three countries; the second and the third show one each of those that the first one withholds."""
    answers = QUESTION | {"UZB": ["other", "yes", "no"]}
    grown = [answers | {"KAZ": [*answers["KAZ"], *FIVE * 3 * times]} for times in range(3)]
    hidden = ({"KGZ", "TJK", "UZB"}, {"KAZ", "TJK", "UZB"}, {"KAZ", "KGZ", "UZB"})
    whole = [of_question(each, "", least=3) for each in grown]
    first, second, third = (withholding(*each) for each in zip(whole, hidden, strict=True))
    pairs = [(first, second), (first, third), (second, third)]
    assert [few_withheld_between(*pair) for pair in pairs] == [[], [], []]
    with pytest.raises(ReleaseError, match=r"withheld: .*question Q1 country KGZ \+ TJK \+ UZB"):
        refuse_differences(third, [first, second])


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("late", [{"TJK", "UZB"}, {"KGZ", "TJK", "UZB"}])
def test_a_country_that_alone_comes_out_of_those_withheld_opens_what_it_was(late: set[str], turn: int) -> None:
    """Kazakhstan's three of before are what was left then, less what is left now of the others, withheld or not."""
    first = {"KAZ": EACH, "KGZ": EACH * 4, "TJK": [*EACH * 3, "yes"], "UZB": [*EACH, "no", "yes"]}
    later = first | {"KAZ": [*first["KAZ"], *FIVE, *FIVE]}
    hidden = ({"KAZ", "TJK", "UZB"}, late)
    pair = [
        withholding(of_question(each, "", least=3), gone) for each, gone in zip((first, later), hidden, strict=True)
    ]
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: question Q1 country KAZ \+ TJK \+ UZB"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])


@pytest.mark.parametrize("turn", [1, -1])
def test_one_late_form_among_more_that_are_withheld_cannot_be_read(turn: int) -> None:
    """Kyrgyzstan, of the same people, is withheld too now: it is known from before."""
    answers = {"KAZ": [*EACH * 3, "yes"], "KGZ": EACH * 3, "TJK": [*EACH * 2, "yes", "no"], "UZB": [*EACH * 2, "no"]}
    later = answers | {"KAZ": [*answers["KAZ"], *FIVE], "TJK": [*answers["TJK"], "no"]}
    early = withholding(of_question(answers, ""), {"TJK", "UZB"})
    late = withholding(of_question(later, ""), {"TJK", "UZB", "KGZ"})
    pair = [early, late]
    with pytest.raises(ReleaseError, match="fewer than 5 people answered: question Q1 country"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])


def test_countries_that_have_all_grown_open_nothing() -> None:
    """Six more each of those withheld: nothing that is shown now says how many there were of either."""
    grown = {country: [*given, *FIVE, "yes"] for country, given in EARLY.items()}
    assert few_withheld_between(of_question(grown, ""), of_question(EARLY)) == []


@pytest.mark.parametrize("turn", [1, -1])
def test_one_person_more_among_those_withheld_before_cannot_be_read(turn: int) -> None:
    """All is shown now, on five more people than before, one of whom is of those that were withheld together."""
    first = QUESTION | {"UZB": [*QUESTION["UZB"], "no", "no"]}
    later = first | {"UZB": [*first["UZB"], "yes"], "KAZ": [*first["KAZ"], *FIVE]}
    pair = [of_question(first), of_question(later, "")]
    assert few_between(*pair) == []
    with pytest.raises(ReleaseError, match=r"fewer than 5 people answered: question Q1 country TJK \+ UZB"):
        refuse_differences(pair[::turn][0], [pair[::turn][1]])
