"""Releases held against earlier ones: a person who came or went, and a partner that is shown later, are found out."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.cells import Known
from needs_analysis.disclosure.earlier import few_between, opened_between, refuse_differences
from needs_analysis.disclosure.suppression import Limits, suppress_small
from needs_analysis.errors import ReleaseError
from needs_analysis.release import Release
from tests.small_release import make_release, withholding

Answers = dict[str, list[int]]
ANSWERS: Answers = {
    "KAZ": [5, 4, 4, 3, 5, 4, 2, 4],
    "KGZ": [3, 3, 4, 5, 2, 3, 4],
    "TJK": [5, 4, 3, 3, 4, 5],
    "UZB": [4, 5],
}


def released(answers: Answers, *, limit: int = 5) -> Release:
    """Make a donor's release of one need, each person counted once."""
    everybody = [answer for group in answers.values() for answer in group]
    groups = {"": everybody, **answers}
    rows = [
        {"statistic": "mean", "measure": "importance", "item": "N1", "by": "country" if group else "", "group": group}
        | {"weighting": "each_person", "value": sum(given) / len(given), "n": len(given)}
        for group, given in groups.items()
    ]
    nesting = {"country": {country: ["national"] for country in answers}}
    shown = suppress_small(ESTIMATES.frame(rows), limits=Limits(limit), edition="donor", known=Known(nesting=nesting))
    about: dict[str, Any] = {"nesting": nesting, "limit": limit, "edition": "donor", "scales": {"importance": [1, 5]}}
    made = make_release()
    frames = {name: getattr(made, name) for name in made.__dataclass_fields__ if name not in ("manifest", "estimates")}
    return Release({**made.manifest, **about, "id": f"small-donor-{len(everybody)}"}, estimates=shown, **frames)


def shown(release: Release) -> dict[str, float]:
    """Give the means that a release shows, by country."""
    means = release.estimates.dropna(subset=["value"])
    return dict(zip(means["group"].fillna(""), means["value"], strict=True))


def test_the_same_release_again_gives_nothing_away() -> None:
    """Whoever has it twice knows no more than before."""
    refuse_differences(released(ANSWERS), [released(ANSWERS)])


@pytest.mark.parametrize("country", ["KAZ", "KGZ"])
def test_a_person_who_withdraws_cannot_be_read(country: str) -> None:
    """The means of before and after give exactly the withdrawn answer; so the second release is refused."""
    later = ANSWERS | {country: ANSWERS[country][:-1]}
    first, second = released(ANSWERS), released(later)
    whole = shown(first)[""] * 23 - shown(second)[""] * 22
    assert whole == pytest.approx(ANSWERS[country][-1])
    with pytest.raises(ReleaseError, match=rf"importance N1.*importance N1 country {country}|gives away"):
        refuse_differences(second, [first])


def test_a_late_form_cannot_be_read() -> None:
    """One form more is as bad as one less; five more are not."""
    late = ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1]}
    assert "importance N1 country KAZ" in few_between(released(late), released(ANSWERS))
    many = ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1, 2, 3, 4, 5]}
    assert few_between(released(many), released(ANSWERS)) == []


def test_all_releases_of_the_same_numbers_are_named() -> None:
    """A State recorded an activity meanwhile: whoever takes back one of the two learns of the other one, too."""
    first, late = released(ANSWERS), released(ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1]})
    second = replace(first, manifest=first.manifest | {"id": "small-donor-again"})
    with pytest.raises(ReleaseError) as refused:
        refuse_differences(late, [first, second])
    remedies = [str(problem.remedy) for problem in refused.value.problems]
    assert [name in " ".join(remedies) for name in ("small-donor-23", "small-donor-again")] == [True, True]
    assert len([each for each in remedies if each.startswith("Wait")]) == 2


@pytest.mark.parametrize("turn", [1, -1])
def test_the_same_numbers_under_a_stricter_limit_are_held_against(turn: int) -> None:
    """Five people more are enough beside a release that hides fewer than five, not beside one with a limit of six."""
    strict = replace(released(ANSWERS), manifest=released(ANSWERS).manifest | {"limit": 6, "id": "strict"})
    many = released(ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1, 2, 3, 4, 5]})
    refuse_differences(many, [released(ANSWERS)])
    with pytest.raises(ReleaseError, match="release strict this one gives away what fewer than 6"):
        refuse_differences(many, [released(ANSWERS), strict][::turn])


@pytest.mark.parametrize("turn", [1, -1])
def test_each_release_of_other_numbers_is_held_against(turn: int) -> None:
    """The new one has five people more than the one, and one more than the other."""
    early, late = released(ANSWERS), released(ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1, 2, 3, 4]})
    new = released(ANSWERS | {"KAZ": [*ANSWERS["KAZ"], 1, 2, 3, 4, 5]})
    refuse_differences(new, [early])
    with pytest.raises(ReleaseError, match=f"release {late.manifest['id']} this one gives away"):
        refuse_differences(new, [early, late][::turn])


@pytest.mark.parametrize("turn", [1, -1])
def test_the_same_numbers_under_another_nesting_are_held_against(turn: int) -> None:
    """Where countries are parts of no whole, no sum gives a hidden one back when the other one is shown."""
    two, new = hiding({"KAZ", "UZB"}), hiding({"KAZ"})
    beside = {"country": {country: ["observer"] for country in ANSWERS}}
    flat = replace(two, manifest=two.manifest | {"nesting": beside, "id": "flat"})
    refuse_differences(new, [flat])
    with pytest.raises(ReleaseError, match=r"withheld: N1 country KAZ"):
        refuse_differences(new, [flat, two][::turn])


def test_an_answer_that_swung_from_end_to_end_can_be_read() -> None:
    """With the same people, a sum that moved by the whole scale can only have been one person's 1 that became a 5."""
    swung = ANSWERS | {"KAZ": [1, 4, 4, 3, 5, 4, 2, 4]}
    assert "importance N1 country KAZ" in few_between(released(swung), released(ANSWERS))
    mended = ANSWERS | {"KAZ": [4, 4, 4, 3, 5, 4, 2, 4]}
    assert few_between(released(mended), released(ANSWERS)) == []


def test_a_partner_shown_later_opens_what_it_protected() -> None:
    """Uzbekistan's two are protected by a partner; a release that shows the partner gives them back."""
    first = released(ANSWERS)
    hidden = set(first.estimates.loc[first.estimates["note"].eq("too_few"), "group"])
    assert "UZB" in hidden
    assert len(hidden) == 2
    [partner] = hidden - {"UZB"}
    estimates = first.estimates.copy()
    row = estimates["group"].eq(partner)
    estimates.loc[row, ["value", "n"]] = [sum(ANSWERS[partner]) / len(ANSWERS[partner]), len(ANSWERS[partner])]
    estimates.loc[row, "note"] = None
    estimates.loc[estimates["group"].eq("KAZ"), ["value", "n"]] = None
    estimates.loc[estimates["group"].eq("KAZ"), "note"] = "too_few"
    frames = {
        name: getattr(first, name) for name in first.__dataclass_fields__ if name not in ("manifest", "estimates")
    }
    second = Release(first.manifest, estimates=ESTIMATES.frame(estimates), **frames)
    assert "N1 country UZB" in opened_between(second, first)
    with pytest.raises(ReleaseError, match=r"withheld: .*N1 country UZB"):
        refuse_differences(second, [first])


def test_the_attack_of_the_file_is_defeated(conformance: Path) -> None:
    """Two releases of the 65 experts that differ by the only person of HHH give that answer; the second is refused."""
    methods = conformance / "methods"
    known = json.loads((methods / "differencing.json").read_text(encoding="utf-8"))["differencing"]
    with (methods / "experts65.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[known["item"]]]
    answers: Answers = {}
    for row in rows:
        answers.setdefault(row["country"], []).append(int(float(row[known["item"]])))
    first, second = released(answers), released({name: given for name, given in answers.items() if name != "HHH"})
    attacked = shown(first)[""] * known["n"] - shown(second)[""] * (known["n"] - 1)
    assert attacked == pytest.approx(known["two_release_HHH"])
    with pytest.raises(ReleaseError, match="gives away"):
        refuse_differences(second, [first])


def hiding(groups: set[str]) -> Release:
    """A release that shows every number but those of the groups named."""
    return withholding(released({country: given * 4 for country, given in ANSWERS.items()}), groups)


def test_three_releases_tell_what_no_two_of_them_do() -> None:
    """Each shows one partner that the others hide: whoever has all three knows every partner, and so Kazakhstan."""
    three = [hiding({"KAZ", *others}) for others in (("UZB", "TJK"), ("TJK", "KGZ"), ("UZB", "KGZ"))]
    assert [opened_between(three[one], three[other]) for one, other in ((0, 1), (0, 2), (1, 2))] == [[], [], []]
    assert "N1 country KAZ" in opened_between(*three)
