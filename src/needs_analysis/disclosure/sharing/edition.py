"""What of an edition may leave: its reports and its release, and nothing else that lies in its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from needs_analysis.columns.guarded import guarded
from needs_analysis.disclosure.ledger import Entry
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.release import FRAMES, Release

# Issues quote cells with their rows. Only the organiser's edition has any, and that one is not shared.
NOT_SHARED = {"issues"}
# A list of participants is personal data, and a purge takes it out of every edition.
PURGED = "documents/participants_list"
# What systems leave in every folder that somebody looked at.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


def refuse_foreign(folder: Path, release: Release, reports: Iterable[str]) -> None:
    """Refuse an edition's folder that holds what no run writes there.

    Args:
        folder: of the edition.
        release: that lies in it.
        reports: the files of its reports, by name within the folder.

    Raises:
        ReleaseError: naming every such file, and every link.
    """
    known = re.compile(_written(release, reports))
    foreign = sorted(name for name in _names(folder) if not known.fullmatch(name))
    if foreign:
        what = say("No run writes this file here, so it cannot be said what it tells.")
        remedy = say("Move it out of the folder of the edition, then share again.")
        raise ReleaseError([Problem(what, file=f"{folder.name}/{name}", remedy=remedy) for name in foreign])


def without_purged(reports: Mapping[str, str], folder: Path, entries: Iterable[Entry]) -> dict[str, str]:
    """Leave out of an edition's files those that a purge took away; any other one that is missing is missed.

    Args:
        reports: the files as the ledger knows them, by name within the folder.
        folder: of the edition.
        entries: of the ledger.
    """
    purged = any(entry["event"] == "purge" for entry in entries)
    gone = {name for name in reports if purged and name.startswith(PURGED) and not (folder / name).exists()}
    return {name: sha256 for name, sha256 in reports.items() if name not in gone}


def read_reports(folder: Path, release: Release, reports: Iterable[str]) -> dict[str, bytes]:
    """Read the files of an edition's reports, by name within the folder and the archive.

    Raises:
        ReleaseError: a report is missing, or was made from another release than the one that lies beside it.
    """
    problems = [Problem(wrong, file=name) for name in reports if (wrong := _wrong(folder / name, release))]
    if problems:
        remedy = say("Make it anew: needs-analysis report")
        raise ReleaseError([Problem(each.what, file=each.file, remedy=remedy) for each in problems])
    return {name: (folder / name).read_bytes() for name in reports}


def write_tables(release: Release) -> dict[str, bytes]:
    """Write the tables of a release as it was checked: each as CSV and as Parquet, by name within the archive."""
    files = dict[str, bytes]()
    for name in FRAMES:
        if name not in NOT_SHARED:
            frame = getattr(release, name)
            files[f"release/{name}.csv"] = guarded(frame).to_csv(index=False, lineterminator="\n").encode("utf-8")
            files[f"release/{name}.parquet"] = frame.to_parquet(index=False)
    return files


def refuse_rows_of_people(release: Release) -> None:
    """Refuse a release that holds what is never shared.

    Raises:
        ReleaseError: naming every such table.
    """
    held = [name for name in NOT_SHARED if not getattr(release, name).empty]
    if held:
        what = say("This release quotes single rows, which is for the organisers alone.")
        raise ReleaseError([Problem(what, file=f"release/{name}.csv") for name in held])


def _languages(release: Release) -> list[str]:
    spoken: Mapping[str, list[str]] = release.manifest["workshop"]
    return list(spoken["languages"])


def _written(release: Release, reports: Iterable[str]) -> str:
    """Describe the names of all files that a run writes into an edition's folder; a chapter's may end with a group.

    Beside the chapters lies, for each report, what its documents were made from.
    """
    reports = list(reports)
    pages = [PurePosixPath(name) for name in reports if name.endswith(".html")]
    records = [re.escape(f"{page.parent}/chapters/{page.stem}.json") for page in pages]
    tables = "|".join(FRAMES)
    spoken = "|".join(map(re.escape, _languages(release)))
    chapters = "|".join(re.escape(str(part["chapter"])) for part in release.manifest["parts"]) or "(?!)"
    tabled = rf"release/(?:(?:{tables})\.(?:csv|parquet)|manifest\.json|audit\.(?:csv|json|parquet))"
    noted = rf"(?:{spoken})/chapters/(?:{chapters})(?:-[\w-]+)?\.ipynb"
    return "|".join([tabled, noted, *records, *map(re.escape, reports)])


def _names(folder: Path) -> Iterator[str]:
    """Yield the name of every file within a folder; a link has a / at its end, which no file has."""
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            if path.is_symlink():
                yield f"{path.relative_to(folder).as_posix()}/"
            elif name in files and name not in LITTER:
                yield path.relative_to(folder).as_posix()


def _wrong(path: Path, release: Release) -> str:
    if not path.is_file():
        return say("This report is missing.")
    if path.suffix == ".html" and f"<dd>{release.manifest['id']}</dd>".encode() not in path.read_bytes():
        return say("This report was made from another release than the one that lies beside it.")
    return ""
