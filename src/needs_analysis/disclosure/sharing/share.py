"""The story of a share: everything checked, marked and sealed; the ledger's line; and only then the archive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from needs_analysis.disclosure.kept import kept_copy
from needs_analysis.disclosure.ledger import LEDGER, Entry, append_entry, read_ledger, standing_releases
from needs_analysis.disclosure.sharing.archive import sealed_archive
from needs_analysis.disclosure.sharing.edition import (
    read_reports,
    refuse_foreign,
    refuse_rows_of_people,
    without_purged,
    write_tables,
)
from needs_analysis.disclosure.sharing.papers import CHECKSUMS, README, checksums, readme
from needs_analysis.disclosure.sharing.recipient import Recipient
from needs_analysis.disclosure.sharing.together import mark_together
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.release import Release, read_release

MANIFEST = "release/manifest.json"


@dataclass(frozen=True)
class Shared:
    """An archive that was made: where it is, its SHA-256, how many files it holds, and its line in the ledger."""

    path: Path
    sha256: str
    files: int
    line: int


@dataclass(frozen=True)
class Parcel:
    """All files of an archive before it is sealed, by name, and what the ledger will say of it."""

    name: str
    release: Release
    recipient: Recipient
    files: dict[str, bytes]

    @property
    def contents(self) -> dict[str, str]:
        """The SHA-256 of each file, by its name within the archive's own folder."""
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in self.files.items()}
        return {name.removeprefix(f"{self.name}/"): sha256 for name, sha256 in digests.items()}


def pack(folder: Path, ledger: Path, recipient: Recipient, *, edition: str, editions: Mapping[str, str]) -> Parcel:
    """Pack what an edition may hand over, each file marked for its recipient.

    Args:
        folder: of the edition: the release, and a folder for each language.
        ledger: folder of the ledger.
        recipient: for whom, and when.
        edition: that is asked for.
        editions: the edition's name in each language.

    Raises:
        ReleaseError: the release is missing, was changed, or is not one that the ledger knows as standing; the copy
            that later ones are held against is missing; a report is missing, was altered or was made from another
            release; the folder holds foreign files.
    """
    release = read_release(folder / "release")
    _refuse_other_edition(release, edition)
    refuse_rows_of_people(release)
    _refuse_not_standing(release, ledger)
    line = _released(release, ledger)
    if line.get("kept"):
        kept_copy(ledger, str(line["kept"]))
    tables = line.get("tables", {})  # of which lines of early versions tell nothing
    _refuse_altered({name: (folder / name).read_bytes() for name in tables if name == MANIFEST}, tables)
    known = without_purged(line.get("reports", {}), folder, read_ledger(ledger))
    refuse_foreign(folder, release, known)
    manifest = json.dumps(release.manifest).encode("utf-8")
    reports = read_reports(folder, release, known)
    _refuse_altered(reports, known)
    plain = {**reports, MANIFEST: manifest, **write_tables(release)}
    files = {README: readme(release.manifest, recipient, editions=editions), **mark_together(plain, recipient)}
    name = f"{release.manifest['workshop']['id']}-{edition}-{recipient.tag}"
    held = {CHECKSUMS: checksums(files), **files}
    return Parcel(name, release, recipient, {f"{name}/{each}": content for each, content in held.items()})


def seal(parcel: Parcel, passphrase: str, *, out: Path, ledger: Path) -> Shared:
    """Seal a parcel, write the ledger's line, and put the archive in its place, in this order.

    Whoever finds an archive so finds its line. A run that is killed between the two leaves a line about an archive that
    nobody can have been given.

    Args:
        parcel: what is to be shared.
        passphrase: that will open it.
        out: folder of the archives.
        ledger: folder of the ledger.

    Raises:
        OutputError: the archive or the ledger cannot be written; neither is then there.
    """
    path = _free(out, parcel.name)
    release, recipient = parcel.release, parcel.recipient
    about = {"edition": release.edition, "release": release.manifest["id"], "to": recipient.name}
    with sealed_archive(path, parcel.files, passphrase, on=recipient.on) as sha256:
        facts = {"archive": path.name, "sha256": sha256, "files": len(parcel.files)}
        entry = append_entry(ledger, "share", **about, **facts, contents=parcel.contents)
    return Shared(path, sha256, len(parcel.files), entry["number"])


def _refuse_other_edition(release: Release, edition: str) -> None:
    if release.edition != edition:
        what = say("This is the release of another edition: «{edition}».", edition=release.edition)
        raise ReleaseError(Problem(what, remedy=say("Make it anew: needs-analysis report")))


def _released(release: Release, ledger: Path) -> Entry:
    """Give the line in which the ledger last spoke of a release: `kept`, and `reports` (name → SHA-256)."""
    lines = [each for each in read_ledger(ledger) if each["event"] == "release"]
    return [each for each in lines if each["release"] == release.manifest["id"]][-1]


def _refuse_altered(files: Mapping[str, bytes], known: Mapping[str, str]) -> None:
    """Refuse a file that is not the one that the ledger speaks of: only that one was searched for personal data."""
    altered = [name for name, content in files.items() if hashlib.sha256(content).hexdigest() != known[name]]
    if altered:
        what = say("This file is not the one that was released: it was altered, or built by another version.")
        remedy = say("Build the reports anew from the same data: needs-analysis report")
        raise ReleaseError([Problem(what, file=name, remedy=remedy) for name in altered])


def _refuse_not_standing(release: Release, ledger: Path) -> None:
    entries, name = read_ledger(ledger), release.manifest["id"]
    if name in standing_releases(entries):
        return
    if any(entry["event"] == "recall" and entry.get("release") == name for entry in entries):
        what = say("The release {name} was taken back.", name=name)
    else:
        what = say("The release ledger does not know the release {name}.", name=name)
    raise ReleaseError(Problem(what, file=LEDGER, remedy=say("Make it anew: needs-analysis report")))


def _free(out: Path, name: str) -> Path:
    """Give the name of an archive that is not there yet, so that none is written over that may have been sent."""
    taken = {path.name for path in out.glob(f"{name}*.zip")}
    names = (f"{name}{number}.zip" for number in ("", *(f"-{n}" for n in range(2, len(taken) + 3))))
    return out / next(each for each in names if each not in taken)
