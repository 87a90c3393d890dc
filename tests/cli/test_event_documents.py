"""The event's own documents on their way: missing, searched, and purged where they name participants."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from needs_analysis.cli.running import check_only
from needs_analysis.cli.scanning import scan_editions
from needs_analysis.errors import ReleaseError, SettingsError
from needs_analysis.workshop import read_workshop
from needs_analysis.writing import write_text
from tests.cli.conftest import Run
from tests.cli.test_scanning import PEOPLE, data_of
from tests.small_edition import settings, write_edition
from tests.small_release import make_release
from tests.small_workspace import SETTINGS, SmallWorkspace

DOCUMENTS = """
[[documents]]
file = "data/documents/agenda.txt"
title.en = "Agenda"
kind = "agenda"
editions = ["organiser", "donor"]

[[documents]]
file = "data/documents/people.txt"
title.en = "Participants"
kind = "participants_list"
editions = ["organiser", "donor"]
"""


@pytest.mark.parametrize("file", ["agenda.txt", "people.txt"])
def test_a_document_that_is_missing_stops_before_anything_is_read(tmp_path: Path, file: str) -> None:
    root = SmallWorkspace(SETTINGS + DOCUMENTS).write(tmp_path)
    for name in {"agenda.txt", "people.txt"} - {file}:
        write_text(root / "data/documents" / name, "x")
    with pytest.raises(SettingsError, match=rf"data/documents/{file}: This document of the event is not there"):
        check_only(root)
    assert not (root / "data/open_issues.csv").exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("donor/documents/agenda.txt", "1\n2\nOpening: Azyz Karymov", "A participant's name stands in it: line 3"),
        (
            "donor/documents/participants_list.txt",
            "Azyz Karymov, aziz@example.org",
            "e-mail address stands in it: line 1",
        ),
        ("donor/documents/participants_list.txt", "KAZ-01 Azyz Karymov", "stands in it: line 1"),
        ("donor/participants_list.txt", "Azyz Karymov", "A participant's name"),
        ("donor/documents/participants_list.txt", "Azyz Karymov, Kazakhstan", ""),
        ("organiser/documents/participants_list.txt", "Azyz Karymov, aziz@example.org", ""),
        ("organiser/documents/agenda.txt", "Opening: Azyz Karymov", ""),
    ],
)
def test_documents_are_searched_where_others_read_them(tmp_path: Path, name: str, text: str, told: str) -> None:
    """A list of participants that an open edition has may name them and tell no more; organisers know them."""
    workshop = read_workshop(SmallWorkspace().write(tmp_path))
    releases = {edition: (make_release(edition=edition), tmp_path) for edition in ("organiser", "donor")}
    write_text(workshop.reports / name, text)
    data = data_of(participants=PEOPLE)
    if not told:
        scan_editions(workshop, data, releases, folder=workshop.reports)
        return
    with pytest.raises(ReleaseError, match=f"{name}: .*{told}"):
        scan_editions(workshop, data, releases, folder=workshop.reports)


def test_a_purge_takes_lists_of_participants_and_points_at_the_rest(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where they were received and where they were released; an agenda stays, for a person to look at."""
    root = SmallWorkspace(settings() + DOCUMENTS).write(tmp_path)
    write_edition(root)
    write_text(root / "workshop.toml", settings() + DOCUMENTS)
    names = ["data/documents/people.txt", "reports/donor/documents/participants_list.txt", "data/raw/answers.csv"]
    stay = ["data/documents/agenda.txt", "reports/donor/documents/agenda.txt", "reports/donor/participants_list.txt"]
    rows = ['<a href="donor/documents/agenda.txt">\n', '<a href="donor/documents/participants_list.txt">\n']
    write_text(root / "reports/index.html", "".join(rows))
    for name in (*names, *stay):
        write_text(root / name, "Anna")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    told: list[str] = []
    monkeypatch.setattr("needs_analysis.cli.purging.Teller.say", lambda _, text: told.append(text))
    assert run("purge", root, "--yes", "--early", "--because", "a test of the purge") == (0, "")
    assert [name for name in names if (root / name).exists()] == []
    assert [name for name in stay if not (root / name).exists()] == []
    assert (root / "reports/index.html").read_text(encoding="utf-8") == rows[0]
    assert "  data/documents" in told
