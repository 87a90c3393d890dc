"""The step `recall`: saying of a release that it never left, so that later ones need not be held against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.kept import recalling
from needs_analysis.disclosure.ledger import (
    Entry,
    append_entry,
    read_ledger,
    standing_copies,
    standing_lines,
    standing_releases,
)
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.workshop import read_workshop

SHORTEST_REASON = 10


def recall_release(root: Path, release: str, *, because: str) -> None:
    """Write into the ledger that a release never left the house, or was destroyed by all who had it, and why.

    Args:
        root: the workspace.
        release: its id; that of the release which several States have parts of takes back all of them.
        because: how this is known; it stays in the ledger.

    Raises:
        ReleaseError: no such release stands, one was shared, or no reason is given. Nothing is then taken back.
    """
    workshop, teller = read_workshop(root), Teller()
    entries = read_ledger(workshop.releases)
    wanted = _meant(entries, release)
    _refuse_shared(entries, wanted)
    if len(because.strip()) < SHORTEST_REASON:
        what = say("The reason is too short: the ledger has to tell, years later, how this was known.")
        raise ReleaseError(
            Problem(what, remedy=say('Example: --because "built for a rehearsal, deleted the same day"'))
        )
    for name in wanted:
        append_entry(workshop.releases, "recall", release=name, because=because.strip())
        teller.say(say("The release {id} counts as never released.", id=name))
    for common, parts in _held_still(read_ledger(workshop.releases), wanted).items():
        still = say(
            "Later releases are still held against {id}, as long as these stand: {names}.", **_named(common, parts)
        )
        teller.say(f"{still} {say('Take them back together: {command}', command=recalling(common))}")


def _meant(entries: Sequence[Entry], release: str) -> list[str]:
    """Name the standing releases that an id means: itself, or all that are parts of it."""
    standing = standing_releases(entries)
    wanted = [name for name in standing if name == release] or _parts(entries, release)
    if not wanted:
        what = say("The ledger has no release «{id}» that stands.", id=release)
        if not release:
            what = say("It is not said which release is taken back.")
        shown = [name for common in standing_copies(entries) for name in (common, *_parts(entries, common))]
        names = ", ".join(dict.fromkeys([*shown, *standing])) or "–"
        raise ReleaseError(Problem(what, remedy=say("Name one of these: --release {names}", names=names)))
    return wanted


def _refuse_shared(entries: Sequence[Entry], wanted: Sequence[str]) -> None:
    shared = {name: [str(each["date"]) for each in entries if _is_share(each, name)] for name in wanted}
    problems = [
        Problem(
            say(
                "The release «{id}» was shared on {days}; it cannot be said that it never left.",
                id=name,
                days=", ".join(days),
            ),
            remedy=say("What was shared stays known. A new release is possible once enough more people have answered."),
        )
        for name, days in shared.items()
        if days
    ]
    if problems:
        raise ReleaseError(problems)


def _is_share(entry: Entry, name: str) -> bool:
    return bool(entry["event"] == "share" and entry["release"] == name)


def _parts(entries: Sequence[Entry], common: str) -> list[str]:
    """Name the standing releases that are parts of a common one; it is its own part where it has no others."""
    lines = standing_lines(entries)
    return list(dict.fromkeys(str(line["release"]) for line in lines if common and line.get("kept") == common))


def _held_still(entries: Sequence[Entry], recalled: Sequence[str]) -> dict[str, list[str]]:
    """Name the common releases of what was taken back of which other parts stand, with these."""
    commons = dict.fromkeys(str(each["kept"]) for each in entries if each.get("kept") and each["release"] in recalled)
    return {name: parts for name in commons if (parts := _parts(entries, name))}


def _named(common: str, parts: Sequence[str]) -> dict[str, str]:
    return {"id": common, "names": ", ".join(parts)}
