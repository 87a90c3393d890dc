"""How a release differs from the one before it, in a sentence that nobody needs a table for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from needs_analysis.language import interface, say, say_count, say_date
from needs_analysis.release import Release


def say_difference(release: Release, earlier: Sequence[Release]) -> str:
    """Say how many more or fewer forms a release rests on than the last one before it, if possible of its own edition.

    Args:
        release: the new one.
        earlier: those before it, the oldest first; at least one.

    >>> say_difference(release, [release])
    'As many forms as in the release of 1 June 2026, with other answers.'
    """
    last = [each for each in earlier if each.edition == release.edition] or list(earlier)
    more, day = _forms(release) - _forms(last[-1]), _day(last[-1])
    if more > 0:
        return say_count(
            "{n} more form than in the release of {day}.", "{n} more forms than in the release of {day}.", more, day=day
        )
    if more < 0:
        return say_count(
            "{n} form fewer than in the release of {day}.",
            "{n} forms fewer than in the release of {day}.",
            -more,
            day=day,
        )
    return say("As many forms as in the release of {day}, with other answers.", day=day)


def _forms(release: Release) -> int:
    return int(release.account.loc[release.account["table"].eq("responses"), "rows_clean"].sum())


def _day(release: Release) -> str:
    made = release.manifest.get("made")
    return say_date(date.fromisoformat(made), interface()) if made else str(release.manifest["id"])
