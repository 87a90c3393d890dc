"""Putting releases and reports in their place: all of them, once everything about them is known to be right."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from needs_analysis.cli.editions import Made
from needs_analysis.disclosure.kept import keep_waiting, kept_copy
from needs_analysis.disclosure.ledger import append_entry, read_ledger, standing_lines
from needs_analysis.disclosure.suppression import OWN
from needs_analysis.passing import sweep_passing
from needs_analysis.reporting.site import INDEX
from needs_analysis.workshop import Workshop
from needs_analysis.writing import file_hash, output_errors, replaced_folder, write_bytes


@contextmanager
def making(workshop: Workshop) -> Iterator[Path]:
    """Give a folder in which reports are made, beside those that stand; it is gone afterwards.

    What a killed run left in such a folder is kept for this run to go on from, and gone when it has ended well.
    """
    sweep_passing()
    with output_errors(workshop.reports):
        workshop.reports.mkdir(parents=True, exist_ok=True)
        for left in sorted(workshop.reports.glob(".making.*"), key=lambda path: path.lstat().st_mtime_ns):
            _keep_unfinished(workshop, left)
    with tempfile.TemporaryDirectory(prefix=".making.", dir=workshop.reports, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
    _take_away(workshop.unfinished)


@contextmanager
def kept_if_stopped(workshop: Workshop, folder: Path, tell: Callable[[], None]) -> Iterator[None]:
    """Tell if making more in a folder is stopped, by whatever, and keep what was made for the next run."""
    ended = False
    try:
        yield
        ended = True
    finally:
        if not ended:
            tell()
            _keep_unfinished(workshop, folder)


def _keep_unfinished(workshop: Workshop, folder: Path) -> None:
    """Keep a folder for the next run to go on from; what is none, such as a link out of here, is no run's."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink()
        return
    kept = workshop.unfinished
    _take_away(kept)
    with suppress(OSError):  # what cannot be kept is made anew
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, kept)
    shutil.rmtree(folder, ignore_errors=True)


def _take_away(path: Path) -> None:
    """Take away what stands at a path; of a link only the link."""
    if path.is_symlink() or not path.is_dir():
        with suppress(OSError):
            path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def put_in_place(workshop: Workshop, made: Sequence[Made], folder: Path) -> None:
    """Keep a copy of each open release, write the ledger, and let the new reports take the place of the old.

    The ledger comes before the reports: a release written down and lost is safe, one that got out unwritten is not. The
    copy comes before the ledger, under a hidden name. A release that stands in the ledger already, with the same
    reports, is not written again. An edition of which nothing was made leaves nothing of an earlier run behind.

    Args:
        workshop: the workspace.
        made: the releases.
        folder: in which they and their reports were made.
    """
    known = {str(line["release"]): line for line in standing_lines(read_ledger(workshop.releases))}
    for each in made:
        name, facts = str(each.release.manifest["id"]), _facts(each, folder / each.name)
        line = known.get(name, {})
        if all(line.get(part) == facts[part] for part in ("reports", "tables")):
            facts = line  # its copy is that of its line, also where another State's part is another one by now
        else:
            if each.release.edition != OWN:
                keep_waiting(workshop.releases, each.common, audit=each.audit)
            append_entry(workshop.releases, "release", **facts)
        if facts.get("kept"):
            kept_copy(workshop.releases, str(facts["kept"]))
    for edition in workshop.editions:
        if (folder / edition).is_dir():
            with replaced_folder(workshop.reports / edition) as new:
                for part in sorted((folder / edition).iterdir()):
                    part.rename(new / part.name)
        elif (workshop.reports / edition).is_dir():
            with output_errors(workshop.reports / edition):
                shutil.rmtree(workshop.reports / edition)
    write_bytes(workshop.reports / INDEX, (folder / INDEX).read_bytes())


def _facts(made: Made, folder: Path) -> dict[str, object]:
    manifest = made.release.manifest
    files = {
        path.relative_to(folder).as_posix(): file_hash(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    tables = {name: sha256 for name, sha256 in files.items() if name.startswith("release/")}
    return {
        "edition": made.name,
        "release": manifest["id"],
        "kept": made.common.manifest["id"] if made.release.edition != OWN else "",
        "limit": manifest["limit"],
        "suppressed": manifest["suppressed"],
        "audit": manifest["audit"],
        "reports": {name: files[name] for name in files if name not in tables and "chapters" not in Path(name).parts},
        "tables": tables,
    }
