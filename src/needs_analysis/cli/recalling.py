"""The step `recall`: saying of a release that it never left, so that later ones need not be held against it."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.ledger import append_entry, read_ledger, standing_releases
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say
from needs_analysis.workshop import read_workshop

SHORTEST_REASON = 10


def recall_release(root: Path, release: str, *, because: str) -> None:
    """Write into the ledger that a release never left the house, or was destroyed by all who had it, and why.

    Args:
        root: the workspace.
        release: its id.
        because: how this is known; it stays in the ledger.

    Raises:
        ReleaseError: no such release stands, it was shared, or no reason is given.
    """
    workshop, teller = read_workshop(root), Teller()
    entries = read_ledger(workshop.releases)
    standing = standing_releases(entries)
    if release not in standing:
        what = say("The ledger has no release «{id}» that stands.", id=release)
        raise ReleaseError(Problem(what, remedy=say("These do: {names}.", names=", ".join(standing) or "–")))
    shared = [str(entry["date"]) for entry in entries if entry["event"] == "share" and entry["release"] == release]
    if shared:
        what = say(
            "The release «{id}» was shared on {days}; it cannot be said that it never left.",
            id=release,
            days=", ".join(shared),
        )
        raise ReleaseError(Problem(what, remedy=say("Wait until more people have answered.")))
    if len(because.strip()) < SHORTEST_REASON:
        what = say("The reason is too short: the ledger has to tell, years later, how this was known.")
        raise ReleaseError(
            Problem(what, remedy=say('Example: --because "built for a rehearsal, deleted the same day"'))
        )
    append_entry(workshop.releases, "recall", release=release, because=because.strip())
    teller.say(say("The release {id} counts as never released.", id=release))
