"""Resolvers answer a code or nothing: the cases are a table that a desk officer can extend."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from needs_analysis.registers.agencies import agency_register, resolve_agency, suggest_agencies
from needs_analysis.registers.countries import country_label, resolve_country
from needs_analysis.registers.files import read_register
from needs_analysis.registers.needs import read_needs

CASES = Path(__file__).parents[1] / "cases"


def _cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _cases("countries"), ids=lambda case: case["input"])
def test_countries(case: dict[str, str]) -> None:
    """Each spelling resolves to the expected code, or to none."""
    assert (resolve_country(case["input"]) or "") == case["expected"], case["why"]


@pytest.mark.parametrize("case", _cases("agencies"), ids=lambda case: f"{case['country']} {case['input']}")
def test_agencies(case: dict[str, str]) -> None:
    """Each name resolves within its country to the expected agency, or to none."""
    assert (resolve_agency(case["input"], case["country"] or None) or "") == case["expected"], case["why"]


def test_every_agency_resolves_to_itself_by_both_names() -> None:
    """Both official names of every agency lead to it, unless the register says that several share the name."""
    wrong = [
        name
        for agency, row in agency_register().iterrows()
        for name in (row["name_en"], row["name_ru"])
        if name and resolve_agency(name, row["country"]) != agency
    ]
    assert wrong == []


def test_suggestions_name_the_agency_but_do_not_resolve() -> None:
    """A near miss is offered with its id; the resolver itself stays silent."""
    assert resolve_agency("State Border Servise", "TKM") is None
    assert any(name.startswith("TKM-SBS") for name, _ in suggest_agencies("State Border Servise", "TKM"))


def test_registers_agree_with_each_other() -> None:
    """Every code that one register uses stands in the register that defines it, and every label has both languages."""
    types = set(read_register("agency_types")["code"])
    assert set(agency_register()["agency_type"]) <= types
    assert set(read_needs()["theme_id"]) == set(read_register("themes")["theme_id"])
    assert set(read_register("agency_names_by_date")["agency_id"]) <= set(agency_register().index)
    for name in ("needs", "themes", "agency_types", "non_answers", "delegations", "rules", "country_labels"):
        register = read_register(name)
        assert (register[["label_en", "label_ru"]] != "").all(axis=None), name
    assert all(country_label(code, "en") != code for code in agency_register()["country"].unique())


def test_names_that_must_never_be_resolved_stay_unresolved() -> None:
    """No collective or ambiguous name of the register resolves to a country."""
    assert [name for name in read_register("never_resolved")["name"] if resolve_country(name)] == []


def test_agency_types_merge_into_wider_words_alone() -> None:
    """Government bodies count with other ones, regional organisations with organisations, experts with nobody."""
    types = read_register("agency_types").set_index("code")["merges_into"]
    outside = ["international_org", "regional_org", "expert"]
    government = types.drop(outside)
    assert set(government) == {"", "other_government"}
    assert types[["border_service", "customs", "other_government", "expert"]].eq("").all()
    assert types[outside].tolist() == ["", "international_org", ""]
