"""What a document says of itself: title, subject, language, release; nobody's name, and no clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from needs_analysis.documents.document import Document
from needs_analysis.documents.letters import cut_text, in_line

LONGEST = 255  # characters that office programs allow in a property
STILL = datetime(1980, 1, 1)
EXTRAS = ("/thumbnail", "/printerSettings", "/extended-properties", "/stylesWithEffects", "/customXml")
LOCALES = {"en": "en-GB", "ru": "ru-RU"}


class Properties(NamedTuple):
    """The properties of a document."""

    title: str
    subject: str
    keywords: str
    language: str


def properties_of(document: Document) -> Properties:
    """Give the properties of a report.

    >>> from needs_analysis.documents.document import Cover
    >>> properties_of(Document("en", "r1", "donor edition", Cover("Report", "Workshop", ()), ()))
    Properties(title='Workshop', subject='Report, donor edition', keywords='r1', language='en-GB')
    """
    subject = ", ".join(part for part in (in_line(document.cover.kind), in_line(document.edition)) if part)
    return Properties(
        cut_text(document.cover.title, LONGEST),
        cut_text(subject, LONGEST),
        cut_text(document.release, LONGEST),
        locale_of(document.language),
    )


def locale_of(language: str) -> str:
    """Give the language as office programs name it.

    >>> locale_of("ru"), locale_of("fr")
    ('ru-RU', 'fr')
    """
    return LOCALES.get(language, language)


def set_properties(core: Any, document: Document) -> None:
    """Set the core properties of a Word document or slides."""
    for name, value in properties_of(document)._asdict().items():
        setattr(core, name, value)
    for name in ("author", "last_modified_by", "comments", "category", "content_status", "identifier", "version"):
        setattr(core, name, "")
    core.created = core.modified = core.last_printed = STILL
    core.revision = 1


def drop_extras(relations: Any) -> None:
    """Drop what a template brings along and no report says: its small picture, a printer's settings, its program."""
    for key in [key for key, found in relations.items() if found.reltype.endswith(EXTRAS)]:
        relations.pop(key)
