"""Reports built from a workspace: all editions and languages, or none of them replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from needs_analysis.errors import ChapterError
from tests.reporting.chapters import code, markdown, write_chapter
from tests.reporting.conftest import Site


def test_every_edition_and_language_has_its_report(site: Site) -> None:
    """And the pages that list them come last, that of all at the end."""
    reports = site.workshop.reports
    assert [path.relative_to(reports).as_posix() for path in site.built] == [
        "organiser/ru/final_report.html",
        "organiser/en/final_report.html",
        "donor/ru/final_report.html",
        "donor/en/final_report.html",
        "organiser/index.html",
        "donor/index.html",
        "index.html",
    ]
    assert sorted(site.steps)[0] == "reports/donor/en/chapters/03_needs.ipynb"
    assert len(site.steps) == 6 + 4


def test_a_chapter_is_only_in_the_editions_that_may_have_it(site: Site) -> None:
    """The donors' report has no trace of the organiser's chapter."""
    assert (site.workshop.reports / "organiser/en/chapters/04_inside.ipynb").is_file()
    assert [path.name for path in (site.workshop.reports / "donor/en/chapters").glob("*.ipynb")] == ["03_needs.ipynb"]
    assert "What is inside?" not in site.report("donor", "en").read_text(encoding="utf-8")


def test_a_chapter_gets_its_release_language_and_own_parameters(site: Site) -> None:
    """All paths are relative to the notebooks, so a chapter can be run again elsewhere."""
    text = (site.workshop.reports / "donor/ru/chapters/03_needs.ipynb").read_text(encoding="utf-8")
    cells = {cell["id"]: cell for cell in json.loads(text)["cells"]}
    assert sorted(cells["injected-parameters"]["source"].splitlines()[1:]) == [
        'language = "ru"',
        'measure = "gap"',
        'release = "../reports/donor/release"',
    ]
    assert "donor, gap" in site.report("donor", "ru").read_text(encoding="utf-8")


def test_parts_say_which_objectives_they_serve(site: Site) -> None:
    """An objective that no part of the report serves is none that it promises."""
    html = site.report("donor", "en").read_text(encoding="utf-8")
    assert "Serves the objective: <bdi>Identify needs</bdi>" in html
    assert "Identify needs" in html[html.index('<section class="objectives"') : html.index('<section class="part"')]
    assert "Make friends" not in html


def test_a_report_says_how_it_is_made_again_and_checked(site: Site) -> None:
    """In its own language; and its head names its release to programs."""
    release = site.releases["donor"][0].manifest
    for language, words in (("en", "was not altered since:"), ("ru", "не изменён ли файл этого выпуска данных:")):
        html = site.report("donor", language).read_text(encoding="utf-8")
        assert f"{words} <code>needs-analysis verify FILE</code>" in html
        assert f"<code>{release['command']}</code>" in html
        assert html.count(f'<meta name="release" content="{release["id"]}">') == 1


def test_the_index_leads_to_every_report(site: Site) -> None:
    """Relative links, in the workshop's first language, titles in the report's own; and each edition's page."""
    html = (site.workshop.reports / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ru">' in html
    for edition in ("organiser", "donor"):
        for language, title in (("en", "Needs assessment"), ("ru", "Оценка потребностей")):
            place = f'href="{edition}/{language}/final_report.html" lang="{language}" hreflang="{language}"'
            assert f"<a {place}>{title}</a>" in html
        assert f'<a href="{edition}/index.html">' in html
        assert f"small-{edition}" in html
    assert "1 июня 2026" in html
    assert html.index("12–14 мая 2026") < html.index("<main") < html.index("small-organiser")


def test_a_failed_chapter_leaves_every_report_as_it_was(site: Site) -> None:
    """A chapter of one edition fails: the reports of all editions stay, and the chapters that finished are kept."""
    inside = site.workshop.notebooks / "04_inside.ipynb"
    good = inside.read_bytes()
    write_chapter(inside, markdown("# What is inside?"), code("import warnings\nwarnings.warn('look out')"))
    try:
        with pytest.raises(ChapterError, match=r"04_inside\.ipynb: Cell 3: it printed or warned: .*look out"):
            site.build()
    finally:
        inside.write_bytes(good)
    after = site.contents()
    assert {name for name in after if after[name] != site.first.get(name)} == {
        "organiser/en/chapters/04_inside.ipynb",
        "organiser/ru/chapters/04_inside.ipynb",
    }


def test_the_same_workspace_gives_the_same_bytes(site: Site) -> None:
    """Reports, index and executed chapters; and a chapter that is no longer part of a report is taken away."""
    (site.workshop.reports / "donor/en/chapters/04_inside.ipynb").write_text("{}", encoding="utf-8")
    site.build()
    assert site.contents() == site.first


def test_a_missing_notebook_is_named_before_anything_runs(site: Site, tmp_path: Path) -> None:
    """With the name that may have been meant."""
    needs = site.workshop.notebooks / "03_needs.ipynb"
    moved = needs.rename(needs.with_name("03_need.ipynb"))
    try:
        with pytest.raises(ChapterError, match=r"03_needs\.ipynb: There is no such notebook; did you mean «03_need»"):
            site.build()
    finally:
        moved.rename(needs)
