"""`[[documents]]` of `workshop.toml`: what cannot be searched, is elsewhere, or would name participants is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from needs_analysis.errors import SettingsError
from needs_analysis.workshop import EventDocument, Workshop, names_in, read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

AGENDA = """
[[documents]]
file = "data/documents/agenda.pdf"
title.en = "Agenda"
kind = "agenda"
editions = ["organiser", "donor"]
"""


def reading(root: Path, old: str = "", new: str = "", *, settings: str = SETTINGS) -> Workshop:
    assert old in AGENDA
    return read_workshop(SmallWorkspace(settings + AGENDA.replace(old, new, 1)).write(root))


def test_a_document_is_read(tmp_path: Path) -> None:
    """Whether the file is there is asked when it is needed: `share` and `purge` go on without it."""
    (document,) = reading(tmp_path).settings.documents
    assert (document.kind, document.editions, document.language) == ("agenda", ["organiser", "donor"], "")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("agenda.pdf", "photo.jpg", "cannot be searched for participants' data; save it as one of: .pdf, .docx"),
        ("agenda.pdf", "page.html", "«data/documents/page.html» is of a kind"),
        ("data/documents/agenda.pdf", "../agenda.pdf", "is not within the workspace"),
        ("data/documents/agenda.pdf", "/etc/agenda.txt", "is not within the workspace"),
        ("data/documents/agenda.pdf", "C:/agenda.txt", "is not within the workspace"),
        ("data/documents/agenda.pdf", r"..\\agenda.txt", "is not within the workspace"),
        ("title.en", "title.ru", "needs a title in its language (en)"),
        ('kind = "agenda"', 'kind = "agenda"\nlanguage = "ru"', "needs a title in its language (ru)"),
        ('kind = "agenda"', 'kind = "minutes"', "documents.0.kind"),
        ('"donor"', '"public"', "documents.0.editions"),
        ('["organiser", "donor"]', "[]", "documents.0.editions"),
        ("kind", "kindd", "documents.0.kindd"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(told)):
        reading(tmp_path, old, new)


def test_a_list_of_participants_stays_with_the_organisers_under_the_rule(tmp_path: Path) -> None:
    """Where nothing is attributed to a person, nobody is told who they were; else the edition says."""
    closed = SETTINGS.replace('attribution = "open"', 'attribution = "chatham_house"')
    listed, alone = ('kind = "agenda"', 'kind = "participants_list"'), ('["organiser", "donor"]', '["organiser"]')
    assert reading(tmp_path, *listed).settings.documents[0].kind == "participants_list"
    with pytest.raises(SettingsError, match=r"«data/documents/agenda\.pdf» may not be in the edition donor"):
        reading(tmp_path, *listed, settings=closed)
    text = closed + AGENDA.replace(*listed).replace(*alone)
    assert read_workshop(SmallWorkspace(text).write(tmp_path)).settings.documents


def test_files_are_named_after_their_kind_within_each_edition() -> None:
    """Numbers start anew in each, so that none tells of a document that another has."""
    title = {"en": "A", "ru": "А"}
    first = EventDocument(file="a.PDF", title=title, editions=["organiser"], kind="agenda")
    second = EventDocument(file="Иванова.pdf", title=title, editions=["organiser", "donor"], kind="agenda")
    third = EventDocument(file="c.docx", title=title, editions=["donor"], kind="agenda", language="ru")
    assert list(names_in([first, second, third], "organiser")) == ["agenda.pdf", "agenda-2.pdf"]
    assert list(names_in([first, second, third], "donor")) == ["agenda.pdf", "agenda-ru.docx"]
