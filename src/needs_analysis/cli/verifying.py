"""The step `verify`: whether a file belongs to a release of this workspace, and whether it was altered since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from needs_analysis.cli.naming import named_beside, named_releases
from needs_analysis.cli.telling import Teller
from needs_analysis.cli.visible import on_one_line
from needs_analysis.disclosure.ledger import Entry, read_ledger
from needs_analysis.disclosure.origin import Origin, trace_file
from needs_analysis.language import interface, say, say_date
from needs_analysis.registers.countries import country_label
from needs_analysis.reporting.cover import edition_name
from needs_analysis.workshop import read_workshop

WORST_FIRST = ("unreadable", "altered", "unknown", "recalled", "unsure", "none", "unaltered")


def verify_files(root: Path, files: Sequence[Path]) -> bool:
    """Tell of each file whether it belongs to a release and is unaltered, one line each, the worst first.

    Args:
        root: the workspace, whose ledger is asked.
        files: reports, documents, tables, manifests, archives.

    Returns:
        whether all belong to releases that stand, and are unaltered.

    Raises:
        ReleaseError: the ledger was edited.
    """
    workshop, teller = read_workshop(root), Teller()
    entries = read_ledger(workshop.releases)
    told = [(*_judged(path, entries), path) for path in files]
    for _, words, path in sorted(told, key=lambda each: WORST_FIRST.index(each[0])):
        teller.say(f"{on_one_line(path.as_posix())}: {on_one_line(words)}")
    return all(verdict == "unaltered" for verdict, *_ in told)


def _judged(path: Path, entries: Sequence[Entry]) -> tuple[str, str]:
    """Give the verdict on a file, and how it is told."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return "unreadable", say("It cannot be read: {reason}.", reason=error.strerror or error)
    sha256 = hashlib.sha256(content).hexdigest()
    origin = trace_file(sha256, path.resolve(), named_beside(path), entries)
    if origin.line is None:
        known = {str(entry["release"]) for entry in entries if entry["event"] == "release"}
        origin = trace_file(sha256, path.resolve(), named_releases(path, content, known), entries)
    return origin.verdict, _in_words(origin)


def _in_words(origin: Origin) -> str:
    if origin.line is None:
        return " ".join(filter(None, [_unlike(origin), _taken_back(origin)]))
    return f"{_alike(origin, origin.line)} {_taken_back(origin) or say('It is unaltered.')}"


def _alike(origin: Origin, line: Entry) -> str:
    said = {"release": origin.release, "edition": _edition(origin), "day": _day(line)}
    if line["event"] == "release":
        return say("It belongs to the release {release} ({edition}, {day}).", **said)
    return say("It was prepared for {name} on {day}, from the release {release} ({edition}).", name=line["to"], **said)


def _unlike(origin: Origin) -> str:
    said = {"release": origin.release, "edition": _edition(origin)}
    words = {
        "altered": say("It names the release {release} ({edition}) of this workspace, but was altered since.", **said),
        "unknown": say("It names the release {release}, which the ledger of this workspace does not know.", **said),
        "unsure": say(
            "It names the release {release} ({edition}) of this workspace; whether it was altered cannot be said, as "
            "the ledger was written by an earlier version, without the sums of all files.",
            **said,
        ),
        "none": say("It is no report: it does not say from which release it is."),
    }
    return words[origin.verdict]


def _taken_back(origin: Origin) -> str:
    if origin.recall is None:
        return ""
    day, because = _day(origin.recall), origin.recall.get("because", "")
    return say("But this release was taken back on {day}: {because}", day=day, because=because)


def _edition(origin: Origin) -> str:
    edition, _, country = origin.edition.partition("/")
    name = edition_name(edition, interface())
    return f"{name}: {country_label(country, interface())}" if country else name


def _day(line: Entry) -> str:
    return say_date(date.fromisoformat(line["date"]), interface())
