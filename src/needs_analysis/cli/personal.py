"""Where a workspace holds personal data: what a purge removes, and what it can only point at."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from needs_analysis.cli.telling import OPEN_ISSUES, REVIEW
from needs_analysis.disclosure.kept import PENDING, left_waiting
from needs_analysis.disclosure.ledger import LEDGER, Entry
from needs_analysis.disclosure.removal import Found, find, is_link
from needs_analysis.disclosure.suppression import OWN
from needs_analysis.workshop import DOCUMENTS, LIST, Edition, Workshop

# Its release lists issues with row ids and cell values, so it is personal data.
OWN_EDITION = OWN
READMES = ("README.md", "README.txt")
# A killed run leaves `.name.…`; programs that hold a workbook open leave the others.
LEFTOVERS = (".{name}.*", "~${name}", ".~lock.{name}#")


def find_personal(workshop: Workshop, entries: Sequence[Entry]) -> list[Found]:
    """Find the personal data of a workspace, place by place; a place within an earlier one is not named again.

    Args:
        workshop: the workspace; its root is an absolute path.
        entries: of the release ledger.
    """
    raw = workshop.path("data", "raw")
    keep = [path for name in READMES if (path := raw / name).is_file() and not is_link(path)]
    found: list[Found] = []
    for place in (*_made(workshop, entries), *(path for path in _named(workshop) if _is_own(workshop, path))):
        if not any(place.is_relative_to(each.place) for each in found):
            found.append(find(place, keep=keep))
    return [each for each in found if each.files or each.folders]


def point_at_rest(workshop: Workshop, found: Sequence[Found]) -> list[Path]:
    """List what a purge leaves and a person has to look at.

    That is: what the links among the found lead to; sources and corrections elsewhere; other files in `data`; notebooks
    with results in them.
    """
    data = workshop.path("data")
    known = [data / "raw", workshop.releases, *(each.place for each in found)]
    links = [Path(os.path.realpath(link)) for each in found for link in each.links]
    elsewhere = [path for path in _named(workshop) if not _is_own(workshop, path)]
    others = [path for path in sorted(data.glob("*")) if path not in known]
    notebooks = [path for path in sorted(workshop.notebooks.rglob("*.ipynb")) if _holds_results(path)]
    return list(dict.fromkeys([*links, *elsewhere, *others, *notebooks]))


def _made(workshop: Workshop, entries: Sequence[Entry]) -> Iterator[Path]:
    """Name the places where every workspace may hold personal data."""
    data, reports, releases = workshop.path("data"), workshop.reports, workshop.releases
    yield from (data / "raw", workshop.clean, workshop.estimates, workshop.kept, data / "corrections")
    yield data / OPEN_ISSUES
    yield from sorted(data.glob(REVIEW.replace(".", "*.")))
    yield reports / OWN_EDITION
    yield from sorted(path for path in reports.rglob(f"{LIST}*") if path.parent.name == DOCUMENTS)
    own = {entry.get("release") for entry in entries if entry.get("edition") == OWN_EDITION}
    yield from (path for path in sorted(releases.glob("*")) if path.name in own)
    yield from sorted(path for path in releases.rglob("*") if path.name.lstrip(".").startswith("private"))
    left = ("raw", "clean", "estimates", "kept", "corrections", "unfinished", OPEN_ISSUES, REVIEW)
    yield from _leftovers(data, left)
    yield from _leftovers(reports, ("making", *get_args(Edition)))
    yield from _left_releases(releases, entries)


def _leftovers(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    for pattern in LEFTOVERS:
        for name in names:
            yield from sorted(folder.glob(pattern.format(name=name)))


def _left_releases(releases: Path, entries: Sequence[Entry]) -> Iterator[Path]:
    """Name what killed runs left among the releases, but for a copy of which the ledger speaks already."""
    lost = left_waiting(releases, entries)
    hidden = [path for path in sorted(releases.glob(".*")) if path.is_dir() and path.suffix != PENDING]
    yield from (*lost, *hidden, *sorted(releases.glob(f".{LEDGER}.*")))


def _named(workshop: Workshop) -> list[Path]:
    """Name the files with answers and people that `workshop.toml` names, lists of participants among them."""
    settings = workshop.settings
    named = [settings.cleaning.corrections, settings.checks.duration.audit]
    named += [document.file for document in settings.documents if document.kind == LIST]
    for source in settings.sources.values():
        named += [*source.all_files, *(group.file for group in source.repeats.values())]
    return [Path(os.path.normpath(workshop.path(name))) for name in dict.fromkeys(named) if name]


def _is_own(workshop: Workshop, path: Path) -> bool:
    """Whether a path lies in the workspace's own `data`, not by way of a link, and holds no releases."""
    data = workshop.path("data")
    if data not in path.parents or path.is_relative_to(workshop.releases) or workshop.releases.is_relative_to(path):
        return False
    return not any(is_link(above) for above in path.parents if above.is_relative_to(data))


def _holds_results(notebook: Path) -> bool:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return True
    return any(cell.get("outputs") for cell in cells)
