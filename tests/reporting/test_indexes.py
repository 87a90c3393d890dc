"""The page of each edition: all that is in its folder, in every language, and no word of another edition."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from needs_analysis.errors import SettingsError
from needs_analysis.reporting.event_documents import copy_documents
from needs_analysis.reporting.site import Built, write_indexes
from needs_analysis.workshop import read_workshop
from tests.reporting.conftest import Site


class _Links(HTMLParser):
    """Every link of a page, with its text; and the order of its headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append((dict(attrs)["href"] or "", ""))

    def handle_data(self, data: str) -> None:
        if self.found and not self.found[-1][1]:
            self.found[-1] = (self.found[-1][0], data)


def page_of(site: Site, edition: str) -> str:
    return (site.workshop.reports / edition / "index.html").read_text(encoding="utf-8")


def links(page: str) -> list[tuple[str, str]]:
    return [found for found in _Links(page).found if found[0] != "#text"]


def test_an_edition_lists_what_it_has_language_by_language(site: Site) -> None:
    """The workshop's order of languages; a document without a language in each, one with a language in that alone."""
    assert links(page_of(site, "organiser")) == [
        ("ru/final_report.html", "Оценка потребностей"),
        ("documents/agenda.txt", "Повестка дня"),
        ("documents/participants_list-ru.md", "Список участников"),
        ("en/final_report.html", "Needs assessment"),
        ("documents/agenda.txt", "Agenda & more"),
    ]
    assert links(page_of(site, "donor")) == [
        ("ru/final_report.html", "Оценка потребностей"),
        ("documents/agenda.txt", "Повестка дня"),
        ("en/final_report.html", "Needs assessment"),
        ("documents/agenda.txt", "Agenda & more"),
    ]


def test_every_link_leads_to_a_file(site: Site) -> None:
    for folder in ("organiser", "donor", "."):
        page = page_of(site, folder)
        missing = [link for link, _ in links(page) if not (site.workshop.reports / folder / link).is_file()]
        assert missing == []


def test_an_edition_names_no_other(site: Site) -> None:
    """Neither by its name in any language, nor by its release, nor by a document that it alone has."""
    page = page_of(site, "donor").lower()
    assert [word for word in ("organiser", "организатор", "участник", "people", "../") if word in page] == []
    assert "donor" in page
    assert "small-organiser" not in page


def test_it_says_date_release_and_size(site: Site) -> None:
    """The release in the head as well, where `verify` looks for it."""
    page, release = page_of(site, "donor"), site.releases["donor"][0].manifest["id"]
    assert f'<meta name="release" content="{release}">' in page
    row = next(line for line in page.splitlines() if "en/final_report.html" in line)
    size = (site.workshop.reports / "donor/en/final_report.html").stat().st_size / 1e6
    assert re.findall(r"<td(?: class=\"text\")?>([^<]*)</td>", row) == [
        "web page",
        release,
        "1 June 2026",
        f"{size:.1f} MB",
    ]


def test_its_tables_and_headings_can_be_followed(site: Site) -> None:
    """A caption each, every head with its scope, a section and a second heading for each language."""
    page = page_of(site, "organiser")
    assert page.count("<caption>") == page.count("<table") == 4
    assert re.findall(r"<th(?! scope=\"(?:col|row)\")[ >]", page) == []
    assert re.findall(r"<section lang=\"(\w+)\">\s*<h2>([^<]+)</h2>", page) == [("ru", "Русский"), ("en", "English")]
    assert page.count("<h1") == 1


def test_documents_beside_a_page_are_listed_after_it(site: Site, tmp_path: Path) -> None:
    """PDF, Word, workbook, slides: those that are there, in this order."""
    folder = shutil.copytree(site.workshop.reports, tmp_path / "reports")
    for ending in ("xlsx", "pdf"):
        (folder / "donor" / "en" / f"final_report.{ending}").write_bytes(b"x" * 2500)
    release = site.releases["donor"][0]
    built = [Built(release, "en", folder / "donor" / "en" / "final_report.html", "The report")]
    page = write_indexes(site.workshop, built, folder=folder)[0].read_text(encoding="utf-8")
    assert [link for link, title in links(page) if title == "The report"] == [
        "en/final_report.html",
        "en/final_report.pdf",
        "en/final_report.xlsx",
    ]
    assert ">Excel</td>" in page
    assert "2.5 kB" in page


def test_a_document_bears_no_name_of_its_own(site: Site) -> None:
    """Not «Agenda of Anna»; the bytes are those of the file."""
    copied = site.workshop.reports / "donor" / "documents"
    assert [path.name for path in copied.iterdir()] == ["agenda.txt"]
    assert (copied / "agenda.txt").read_text(encoding="utf-8") == "agenda, synthetic"


def test_a_document_that_was_taken_out_goes(site: Site, tmp_path: Path) -> None:
    old = tmp_path / "documents" / "other.pdf"
    old.parent.mkdir()
    old.write_bytes(b"old")
    copied = copy_documents(site.workshop, "donor", tmp_path)
    assert [path.name for path in old.parent.iterdir()] == [path.name for path in copied] == ["agenda.txt"]


@pytest.mark.parametrize("there", [False, True])
def test_a_document_that_is_missing_or_elsewhere_is_named(site: Site, tmp_path: Path, there: bool) -> None:
    """A link that leads out of the workspace could be any file of the machine."""
    shutil.copy(site.workshop.root / "workshop.toml", tmp_path)
    workshop = read_workshop(tmp_path)
    if there:
        (tmp_path / "data" / "documents").mkdir(parents=True)
        for document in workshop.settings.documents:
            workshop.path(document.file).symlink_to(site.workshop.path(document.file))
    with pytest.raises(SettingsError, match=r"people\.MD: This document .*\n.*workshop\.toml"):
        copy_documents(workshop, "donor", tmp_path / "reports")
    assert not (tmp_path / "reports").exists()
