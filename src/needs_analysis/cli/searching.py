"""What is looked for in which file: the event's own documents may name people where the organisers alone read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from needs_analysis.disclosure.suppression import OWN
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.workshop import DOCUMENTS, LIST


def sought_in(folder: Path, edition: str, secrets: Secrets) -> Iterator[tuple[list[Path], Secrets]]:
    """Give the files of an edition, and what may stand in none of them.

    The organisers' own documents are not searched. A list of participants that goes with another edition may name them,
    and tell nothing else of them.

    Args:
        folder: of the edition.
        edition: organiser, national or donor.
        secrets: what may stand in no other file of it.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [path for path in files if is_document(path, folder) and path.name.startswith(LIST)]
    own = [path for path in files if is_document(path, folder) and edition == OWN]
    yield [path for path in files if path not in {*listed, *own}], secrets
    yield [path for path in listed if path not in own], replace(secrets, names=())


def is_document(path: Path, folder: Path) -> bool:
    """Whether a file is one of the event's own documents.

    >>> is_document(Path("donor/documents/agenda.pdf"), Path("donor")), is_document(Path("donor/a.pdf"), Path("donor"))
    (True, False)
    """
    return path.is_relative_to(folder / DOCUMENTS)
