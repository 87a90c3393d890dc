"""The event's own documents: `[[documents]]` in `workshop.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from needs_analysis.language import say
from needs_analysis.workshop.codes import Language
from needs_analysis.workshop.editions import Edition

EventKind = Literal["concept_note", "agenda", "training_material", "participants_list", "other"]
LIST: EventKind = "participants_list"
# Where they lie in the folder of an edition.
DOCUMENTS = "documents"
# What the search for participants' data can read, and what can be marked for a recipient.
ENDINGS = (".pdf", ".docx", ".xlsx", ".pptx", ".txt", ".md")


class EventDocument(BaseModel):
    """A document of the event: its file, its title by language, its kind, and the editions that it goes with.

    With a `language`, it is listed among what is in that language alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    file: str = Field(min_length=1)
    title: dict[Language, str]
    editions: list[Edition] = Field(min_length=1)
    kind: EventKind
    language: Language | Literal[""] = ""

    @model_validator(mode="after")
    def _can_be_read(self) -> EventDocument:
        if PurePosixPath(self.file).suffix.lower() not in ENDINGS:
            raise ValueError(
                say(
                    "«{file}» is of a kind that cannot be searched for participants' data; save it as one of: {kinds}",
                    file=self.file,
                    kinds=", ".join(ENDINGS),
                )
            )
        if not self.title.get(self.language or "en"):
            raise ValueError(
                say(
                    "«{file}» needs a title in its language ({code})",
                    file=self.file,
                    code=self.language or "en",
                )
            )
        return self

    @model_validator(mode="after")
    def _lies_in_the_workspace(self) -> EventDocument:
        if ".." in PurePosixPath(self.file).parts or re.match(r"[/\\]|[A-Za-z]:", self.file) or "\\" in self.file:
            raise ValueError(
                say("«{file}» is not within the workspace; copy it to data/documents and name it so", file=self.file)
            )
        return self


def names_in(documents: Iterable[EventDocument], edition: Edition) -> dict[str, EventDocument]:
    """Name the files of an edition's documents after their kind and language: a name of one's own may tell a person's.

    >>> plan = {"file": "data/documents/Anna's.pdf", "title": {"en": "Agenda"}, "kind": "agenda"}
    >>> agenda = EventDocument(editions=["donor"], **plan)
    >>> list(names_in([agenda, agenda], "donor")), list(names_in([agenda], "national"))
    (['agenda.pdf', 'agenda-2.pdf'], [])
    """
    named: dict[str, EventDocument] = {}
    for each in (document for document in documents if edition in document.editions):
        stem = "-".join(filter(None, (each.kind, each.language)))
        ending = PurePosixPath(each.file).suffix.lower()
        names = (f"{stem}{number}{ending}" for number in ("", *(f"-{n}" for n in range(2, len(named) + 3))))
        named[next(name for name in names if name not in named)] = each
    return named


def wrong_languages(documents: Iterable[EventDocument], languages: Collection[str]) -> str:
    """Say which document no page would list, as no report is made in its language."""
    for each in documents:
        if each.language and each.language not in languages:
            return say(
                "«{file}» is in a language in which no report is made ({code}); name that under languages, "
                "or none here",
                file=each.file,
                code=each.language,
            )
    return ""


def wrong_editions(documents: Iterable[EventDocument], attribution: str) -> str:
    """Say what is wrong where a list of participants would leave the organisers under the Chatham House rule."""
    for each in documents if attribution == "chatham_house" else ():
        if each.kind == LIST and (beyond := [edition for edition in each.editions if edition != "organiser"]):
            return say(
                "the list of participants «{file}» may not be in the edition {names}: under the Chatham House rule "
                'nobody learns from the organisers who took part; name editions = ["organiser"]',
                file=each.file,
                names=", ".join(beyond),
            )
    return ""
