"""A chapter built for each group: one executed notebook and one part of the report each, none lost, none twice."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ChapterError, SettingsError
from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.parts import fan_out
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.reports import build_reports, list_products
from needs_analysis.workshop import Chapter, Workshop, read_workshop
from tests.reporting.chapters import code, markdown, write_chapter
from tests.reporting.conftest import SETTINGS
from tests.small_release import make_release

PROFILE = """
[[report]]
id = "final_report"
editions = ["organiser"]
[[report.part]]
[[report.part.chapter]]
notebook = "05_profile"
for_each = "country"
objectives = ["needs"]
editions = ["organiser"]
"""
DECLARED = 'release = "../release"\nlanguage = "en"\ncountry = ""'
CHAPTER = Chapter(notebook="05_profile", for_each="country")
GIVEN = {"release": "../release", "language": "en"}


def workspace(root: Path, *, report: str = PROFILE, attribution: str = "open") -> Workshop:
    """A workspace whose report is this alone, in English, for the organiser."""
    event, rest = SETTINGS.split("[[documents]]")[0], SETTINGS[SETTINGS.index("[editions.organiser]") :]
    settings = (event + rest.split("[[report]]")[0]).replace('["ru", "en"]', '["en"]')
    settings = settings.replace('attribution = "open"', f'attribution = "{attribution}"')
    (root / "workshop.toml").write_text(settings + report, encoding="utf-8")
    return read_workshop(root)


def released(workshop: Workshop, release: Release) -> dict[str, tuple[Release, Path]]:
    """The organiser's release, written where a run writes it."""
    return {"organiser": (release, write_release(workshop.reports / "organiser" / "release", release))}


def test_a_chapter_about_what_there_is_not_is_left_out(tmp_path: Path) -> None:
    """If it says so: a report without activities has no chapter that says five times that it has none."""
    chapter, whole = Chapter(notebook="06_assistance", where="activities"), make_release()
    none = replace(whole, activities=whole.activities.iloc[:0])
    made = [[part.name for part in fan_out(chapter, one, GIVEN, folder=tmp_path)] for one in (whole, none)]
    assert made == [["06_assistance"], []]


def write_profile(workshop: Workshop, parameters: str = DECLARED) -> Path:
    """A chapter of two headings that shows the country it was given."""
    cells = [markdown("# Which needs?"), code("'about ' + country"), markdown("## How *sure*?")]
    return write_chapter(workshop.notebooks / "05_profile.ipynb", *cells, parameters=parameters)


def nothing_shown(release: Release) -> Release:
    """The release with every mean by country withheld."""
    hidden = release.estimates["by"].eq("country") & release.estimates["statistic"].eq("mean")
    return replace(release, estimates=release.estimates.assign(value=release.estimates["value"].mask(hidden)))


def test_each_group_that_can_be_shown_has_a_part_of_its_own(tmp_path: Path) -> None:
    """By name, with its code as the parameter; the country of which everything is withheld has none."""
    parts = fan_out(CHAPTER, make_release(), GIVEN, folder=tmp_path)
    assert [(part.name, part.about, part.parameters["country"]) for part in parts] == [
        ("05_profile-KAZ", "Kazakhstan", "KAZ"),
        ("05_profile-KGZ", "Kyrgyzstan", "KGZ"),
    ]
    assert [part.notebook.name for part in parts] == ["05_profile-KAZ.ipynb", "05_profile-KGZ.ipynb"]


def test_where_nothing_can_be_shown_the_chapter_stays_and_says_so(tmp_path: Path) -> None:
    """One part, about nobody."""
    (part,) = fan_out(CHAPTER, nothing_shown(make_release()), GIVEN, folder=tmp_path)
    assert (part.name, part.about, part.parameters["country"]) == ("05_profile", "", "")


def test_each_part_is_executed_and_composed(tmp_path: Path) -> None:
    """One notebook a country, each shown under its own name, with its parameters among the provenance."""
    workshop = workspace(tmp_path)
    write_profile(workshop)
    releases = released(workshop, make_release(parts=[{"chapter": "05_profile", "objectives": ["needs"]}]))
    steps: list[str] = []
    built = build_reports(workshop, releases, on_step=steps.append)
    html = built[0].read_text(encoding="utf-8")
    executed = workshop.reports / "organiser/en/chapters"
    assert sorted(path.name for path in executed.glob("*.ipynb")) == ["05_profile-KAZ.ipynb", "05_profile-KGZ.ipynb"]
    assert len(steps) == len(list_products(workshop, releases, root=workshop.reports)) == 3
    profiled = {"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan"}
    for name, country in profiled.items():
        assert f'<h2 id="05_profile-{name}">{country}. Which needs?</h2>' in html
        assert f'<li><a href="#05_profile-{name}">{country}</a></li>' in html
        assert f"about {name}" in html
        assert f"country = {name}" in html
        cells = json.loads((executed / f"05_profile-{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        assert f'country = "{name}"' in "".join("".join(cell["source"]) for cell in cells)
    links = [f'<a href="#05_profile-{name}"><bdi>{country}</bdi></a>' for name, country in profiled.items()]
    assert f"Served by: {'; '.join(links)}" in html


def test_a_notebook_without_the_parameter_is_refused(tmp_path: Path) -> None:
    """Before anything is executed: it would show the same report under every name."""
    workshop = workspace(tmp_path)
    write_profile(workshop, 'release = "../release"\nlanguage = "en"')
    with pytest.raises(ChapterError, match=r"05_profile\.ipynb: Parameter «country» is not declared"):
        build_reports(workshop, released(workshop, make_release()))
    assert not (workshop.reports / "organiser/en").exists()


def test_no_anchor_is_there_twice(tmp_path: Path) -> None:
    """Neither the same heading in every profile nor a group whose code ends in a number makes two places one."""
    cells = [markdown("# Which needs?"), markdown("## How sure?"), markdown("## And then?")]
    groups = ("a", "a-2", "2")
    parts = [
        Part("05", write_chapter(tmp_path / f"05-{group}.ipynb", *cells), group=group, about=group) for group in groups
    ]
    html = report_html(
        [Part("05", write_chapter(tmp_path / "05.ipynb", *cells)), *parts], make_release(), language="en"
    )
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert {"05.2", "05-a.2", "05-a-2", "05-2"} <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)


def test_a_name_is_shown_as_the_text_it_is(tmp_path: Path) -> None:
    """A label of a workshop's own can be neither markup nor markdown."""
    chapter = write_chapter(tmp_path / "05.ipynb", markdown("# Which *needs*?"))
    html = report_html([Part("05", chapter, group="x", about="<b>*R&D*")], make_release(), language="en")
    assert '<h2 id="05-x">&lt;b&gt;*R&amp;D*. Which <em>needs</em>?</h2>' in html


@pytest.mark.parametrize(
    ("report", "attribution", "said"),
    [
        (PROFILE.replace("country", "agency_type").replace('"organiser"', '"donor"'), "chatham_house", "Chatham House"),
        (PROFILE + 'parameters = { country = "KAZ" }', "open", "country"),
        (PROFILE.replace('"country"', '"agency"'), "open", "for_each"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, report: str, attribution: str, said: str) -> None:
    """No agency type is spoken of outside the organisers' edition; the run itself gives the group; groups are two."""
    with pytest.raises(SettingsError, match=said):
        workspace(tmp_path, report=report, attribution=attribution)


@pytest.mark.parametrize(
    ("report", "attribution"),
    [
        (PROFILE.replace("country", "agency_type"), "chatham_house"),
        (PROFILE.replace('"organiser"', '"donor"'), "chatham_house"),
        (PROFILE.replace("country", "agency_type").replace('"organiser"', '"donor"'), "open"),
    ],
)
def test_settings_that_attribute_nothing_are_taken(tmp_path: Path, report: str, attribution: str) -> None:
    """Agency types for the organisers, countries for anyone, and agency types where the event is open."""
    made: Any = workspace(tmp_path, report=report, attribution=attribution)
    assert made.settings.report[0].all_chapters[0].for_each in ("country", "agency_type")
