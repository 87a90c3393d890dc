"""The event's own documents, copied beside the reports of the editions that they go with."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.workshop import DOCUMENTS, SETTINGS, Edition, EventDocument, Workshop, names_in
from needs_analysis.writing import write_bytes


def copy_documents(workshop: Workshop, edition: Edition, folder: Path) -> dict[Path, EventDocument]:
    """Copy the documents of an edition into its folder, and say which file is which; an older file there goes.

    Args:
        workshop: the workspace.
        edition: organiser, national or donor.
        folder: of the edition.

    Raises:
        SettingsError: a document is missing.
    """
    refuse_missing(workshop)
    named = names_in(workshop.settings.documents, edition)
    place = folder / DOCUMENTS
    for left in place.glob("*"):
        if left.name not in named:
            left.unlink()
    return {
        write_bytes(place / name, workshop.path(document.file).read_bytes()): document
        for name, document in named.items()
    }


def refuse_missing(workshop: Workshop) -> None:
    """Stop before any work is done where a document of the event is not there.

    Raises:
        SettingsError: naming every document that is missing, or is a link to somewhere else.
    """
    root = workshop.root.resolve()
    files = dict.fromkeys(document.file for document in workshop.settings.documents)
    missing = [name for name in files if not _is_own(workshop.path(name), root)]
    if missing:
        what = say("This document of the event is not there, or it is a link to another place.")
        remedy = say("Put the file itself there, or take its [[documents]] out of {settings}.", settings=SETTINGS)
        raise SettingsError([Problem(what, file=name, remedy=remedy) for name in missing])


def _is_own(path: Path, root: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(root)
