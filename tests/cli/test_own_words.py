"""The organiser's own words go into the releases that the organiser names, and are searched like everything else."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.cleaning.store import read_clean
from needs_analysis.cli.running import check_only
from needs_analysis.cli.scanning import scan_editions
from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import InputError, ReleaseError
from needs_analysis.release import Release, read_release
from needs_analysis.workshop import read_workshop
from needs_analysis.writing import file_hash
from tests.commented_workspace import releases
from tests.small_workspace import HEADER, SETTINGS, SmallWorkspace

PERSON = "Vega Lyrae"
NAMED = SETTINGS.replace('country = "Country"', 'name = "Name"\ncountry = "Country"')
OPEN = (
    NAMED.replace("[editions.organiser]\nsmallest_group = 3", "[editions.donor]\n\n[editions.national]")
    .replace('editions = ["organiser"]', 'editions = ["donor", "national"]')
    .replace("[registers]", '[background]\nen = "about.md"\n\n[registers]')
)
SIZES = {"Kazakhstan": 9, "Uzbekistan": 8}
COLUMNS = ["need", "country", "recommendation_en", "addressee_en", "editions", "remark"]
RECOMMENDED = [
    ["N1", "", "For everybody.", "Donors", "", "not shown"],
    ["N2", "KAZ", "For one State.", "", "", ""],
    ["N1", "TKM", "For another State.", "", "", ""],
    ["N1", "", "=HYPERLINK(1)", "", "national; organiser", ""],
]


def write_recommendations(root: Path, rows: list[list[str]]) -> None:
    """Write the file as an organiser would."""
    with (root / "data/recommendations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two delegations large enough for editions of their own, a text and recommendations."""
    words = ("Low", "Middle", "High")
    rows = [
        [f"{country[:2]}{person}", country, ("customs", "border_service")[person % 2]]
        + [words[(person + step) % 3] for step in (0, 1, 2, 4)]
        + [PERSON if (country, person) == ("Uzbekistan", 3) else ""]
        for country, size in SIZES.items()
        for person in range(size)
    ]
    root = tmp_path_factory.mktemp("words")
    SmallWorkspace(OPEN, header=[*HEADER, "Name"], rows=rows).write(root)
    (root / "about.md").write_text("Borders are long.\n\n- Means are few.\n", encoding="utf-8")
    write_recommendations(root, RECOMMENDED)
    return root


@pytest.fixture(scope="module")
def released(workspace: Path) -> dict[str, Release]:
    """The releases of all editions, written below the reports."""
    return releases(workspace)


def told(release: Release) -> list[str]:
    """What a release recommends."""
    return list(release.recommendations["recommendation_en"])


def test_each_edition_has_the_recommendations_that_it_may_show(released: dict[str, Release]) -> None:
    """Those for everybody and those that name it; in the edition of a State, those of no other State."""
    assert {name: told(release) for name, release in released.items()} == {
        "donor": ["For everybody.", "For one State.", "For another State."],
        "national/KAZ": ["For everybody.", "For one State.", "=HYPERLINK(1)"],
        "national/UZB": ["For everybody.", "=HYPERLINK(1)"],
    }


def test_who_else_sees_it_and_why_is_not_in_a_release(released: dict[str, Release]) -> None:
    """Neither the editions nor the organiser's remark leave."""
    assert {"editions", "remark"} & set(released["donor"].recommendations.columns) == set()


def test_every_release_holds_the_background_and_names_the_files(workspace: Path, released: dict[str, Release]) -> None:
    """The text is in it, so that a chapter finds it there; its fingerprint stands among the inputs."""
    for release in released.values():
        assert list(release.background["text"]) == ["Borders are long.", "Means are few."]
        assert release.manifest["inputs"]["about.md"] == file_hash(workspace / "about.md")
        assert "data/recommendations.csv" in release.manifest["inputs"]


def test_a_country_that_is_recommended_for_has_its_name(released: dict[str, Release]) -> None:
    """Though nobody came from there."""
    assert released["donor"].label("country", "TKM", "ru") == "Туркменистан"


def test_needs_have_the_words_they_were_asked_about_in(released: dict[str, Release]) -> None:
    """Without a form these are the words of the register."""
    assert released["donor"].label("asked", "N1", "en", "importance") == "Radios"


def test_what_is_written_runs_in_no_spreadsheet_and_reads_back(workspace: Path, released: dict[str, Release]) -> None:
    """An apostrophe stands before it, and is taken off again."""
    folder = workspace / "reports/national/UZB/release"
    assert "'=HYPERLINK(1)" in (folder / "recommendations.csv").read_text(encoding="utf-8")
    assert told(read_release(folder)) == told(released["national/UZB"])


@pytest.mark.parametrize("place", ["recommendations", "background"])
def test_the_name_of_somebody_listed_is_found(
    workspace: Path, released: dict[str, Release], place: str, tmp_path: Path
) -> None:
    """Whoever writes a participant's name into a recommendation or the text gets no release."""
    donor = released["donor"]
    changed, column = getattr(donor, place).copy(), {"background": "text"}.get(place, "addressee_en")
    changed.loc[0, column] = f"Ask {PERSON}."
    shown = replace(donor, **{place: changed})
    folder = write_release(tmp_path / "donor/release", shown)
    workshop = read_workshop(workspace)
    with pytest.raises(ReleaseError, match=rf"donor/release/{place}\.csv"):
        scan_editions(workshop, read_clean(workshop.clean), {"donor": (shown, folder)}, folder=tmp_path)


def test_what_cannot_be_right_is_told_before_anything_is_computed(workspace: Path, tmp_path: Path) -> None:
    """A check names the rows of the file and the missing text together."""
    root = Path(shutil.copytree(workspace, tmp_path / "wrong", ignore=shutil.ignore_patterns("reports")))
    write_recommendations(root, [["N3", "", "Ask.", "", "", ""], ["N1", "", "", "", "", ""]])
    (root / "about.md").unlink()
    with pytest.raises(InputError) as refused:
        check_only(root)
    assert [(problem.file, problem.row) for problem in refused.value.problems] == [
        ("about.md", None),
        ("data/recommendations.csv", 2),
        ("data/recommendations.csv", 3),
    ]
