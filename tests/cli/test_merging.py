"""Small agency types merged for donors: from the settings through all estimates to the words below a table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.cli.assessing import assess
from needs_analysis.cli.editions import make_editions
from needs_analysis.cli.running import clean_data
from needs_analysis.cli.telling import Teller
from needs_analysis.columns import ESTIMATES
from needs_analysis.errors import SettingsError
from needs_analysis.release import Release
from needs_analysis.tables import table_participants
from needs_analysis.workshop import read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

TYPES = ["customs"] * 6 + ["migration", "migration", "interior", "interior", "interior", "rail"]
MERGED = dict.fromkeys(["migration", "interior", "rail"], "other_government")
EDITIONS = "[editions.organiser]\nsmallest_group = 3\n\n[editions.donor]\nsmallest_group = 5\n"
RAIL = '\n[agency_types.rail]\nlabel.en = "Railway police"\nmerges_into = "{target}"\n'
SCALE = ["Low", "Middle", "High"]


def workspace(root: Path, types: list[str], *, target: str = "other_government") -> Path:
    """Twelve forms of two countries, whose answers differ; each names the type of its agency."""
    settings = SETTINGS.replace("[editions.organiser]\nsmallest_group = 3\n", EDITIONS) + RAIL.format(target=target)
    rows = [
        [
            str(at),
            "Kazakhstan" if at % 2 else "Uzbekistan",
            kind,
            *(SCALE[(at * k + at // 5) % 3] for k in (1, 2, 4, 5)),
        ]
        for at, kind in enumerate(types)
    ]
    return SmallWorkspace(settings=settings, rows=rows).write(root)


def released(root: Path) -> dict[str, Release]:
    workshop = read_workshop(root)
    data = clean_data(workshop, Teller(), force=True)
    return {made.name: made.release for made in make_editions(workshop, data, assess(workshop, data))}


def by_type(release: Release) -> pd.DataFrame:
    """All estimates by agency type, in an order of their own."""
    rows = release.estimates[release.estimates["by"].eq("agency_type")]
    return rows.sort_values(list(ESTIMATES.key)).reset_index(drop=True)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    """Both editions of the workspace, and what a donor would see had the merged people written one type."""
    root = tmp_path_factory.mktemp("merged")
    written = workspace(tmp_path_factory.mktemp("written"), [MERGED.get(kind, kind) for kind in TYPES])
    return {**released(workspace(root, TYPES)), "written": released(written)["donor"]}


def test_a_donor_sees_what_they_would_had_people_written_the_merged_type(editions: dict[str, Release]) -> None:
    """Every number by agency type is the same: counts, means, shares, shrunken means, and what is withheld."""
    donor, written = by_type(editions["donor"]), by_type(editions["written"])
    assert set(donor["group"]) == {"customs", "other_government"}
    assert donor["value"].notna().any()
    pd.testing.assert_frame_equal(donor, written)
    assert editions["donor"].manifest["nesting"] == editions["written"].manifest["nesting"]


def test_the_organiser_sees_every_type(editions: dict[str, Release]) -> None:
    """Nothing is merged there, and no other name of the grouping stands anywhere."""
    assert set(by_type(editions["organiser"])["group"]) == set(TYPES)
    assert editions["organiser"].manifest["merged"] == {}
    for release in editions.values():
        assert not release.estimates["by"].eq("agency_group").any()


def test_the_donors_tables_say_what_was_merged(editions: dict[str, Release]) -> None:
    """The manifest holds it, and the sentence stands below the table, in the register's order of types."""
    assert editions["donor"].manifest["merged"] == MERGED
    sentence = (
        "Merged into “Other government body”, as too few to report by themselves: "
        "Railway police, Migration service, Interior ministry or police."
    )
    assert sentence in table_participants(editions["donor"], "en").notes
    assert not any("Merged" in note for note in table_participants(editions["organiser"], "en").notes)
    assert not any("Merged" in note for note in table_participants(editions["written"], "en").notes)


def test_the_plan_stays_as_it_is(tmp_path: Path) -> None:
    """What was estimated a second time is no line of the plan that is written."""
    workshop = read_workshop(workspace(tmp_path, TYPES))
    found = assess(workshop, clean_data(workshop, Teller(), force=True))
    assert found.estimates["by"].eq("agency_group").any()
    plan = (tmp_path / "data" / "estimates" / "plan.csv").read_text(encoding="utf-8")
    assert "agency_type" in plan
    assert "agency_group" not in plan


def test_a_field_of_that_name_stays_a_field(tmp_path: Path) -> None:
    """Where the answers hold a field called agency_group nothing is merged, and small types are withheld as ever."""
    root = workspace(tmp_path, TYPES)
    settings = root / "workshop.toml"
    named = 'agency_type = "Type"\nagency_group = "id"'
    settings.write_text(settings.read_text(encoding="utf-8").replace('agency_type = "Type"', named), encoding="utf-8")
    donor = released(root)["donor"]
    assert donor.manifest["merged"] == {}
    assert set(by_type(donor)["group"]) == set(TYPES)
    assert by_type(donor).loc[by_type(donor)["group"].isin(list(MERGED)), "value"].isna().all()


@pytest.mark.parametrize(
    ("target", "words"),
    [("railways", r"agency_types\.rail\] merges into «railways»"), ("rail", "merges into itself")],
)
def test_a_wrong_target_stops_the_run_at_once(tmp_path: Path, target: str, words: str) -> None:
    """A type that is not there, or a circle, is named before anything is checked, with the types that are known."""
    with pytest.raises(SettingsError, match=words) as stopped:
        clean_data(read_workshop(workspace(tmp_path, TYPES, target=target)), Teller(), force=True)
    assert "other_government" in str(stopped.value)
    assert "workshop.toml" in str(stopped.value)
