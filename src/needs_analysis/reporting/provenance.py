"""Where a report comes from, so that it can be explained and made again years later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from needs_analysis.language import say, say_count, say_date, say_number
from needs_analysis.release import Release
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.cover import in_language
from needs_analysis.reporting.tables import LONG

SHORT = 12
CHECK = "needs-analysis verify FILE"
Row = tuple[str, ...]


def provenance_of(release: Release, parts: Sequence[Part], language: str) -> dict[str, Any]:
    """Return the inputs, the account of rows, the log, the parameters, and how to make and check it again."""
    manifest = release.manifest
    return {
        "facts": _facts(manifest, language),
        "commands": _commands(manifest, language),
        "suppressed": _suppressed(manifest, language),
        "inputs": [(file, fingerprint[:SHORT], fingerprint) for file, fingerprint in manifest["inputs"].items()],
        "account": _account(release, language),
        "log": _log(release, language),
        "parameters": [(part.name, _given(part)) for part in parts],
    }


def has_long_list(provenance: dict[str, Any]) -> bool:
    """Say whether one of its tables is long enough to be put in order and searched.

    >>> has_long_list({"account": [], "log": [("unknown_country",)] * 12, "parameters": []})
    True
    """
    return any(len(provenance[name]) >= LONG for name in ("account", "log", "parameters"))


def _facts(manifest: dict[str, Any], language: str) -> list[Row]:
    made = str(manifest.get("made", ""))
    versions = ", ".join(f"{name} {version}" for name, version in manifest["versions"].items())
    facts = [
        (say("Release", language), str(manifest["id"])),
        (say("Made on", language), say_date(date.fromisoformat(made), language) if made else ""),
        (say("Made with", language), versions),
    ]
    return [(what, words) for what, words in facts if words]


def _commands(manifest: dict[str, Any], language: str) -> list[Row]:
    """Return what each command is for, and the command."""
    return [
        (say("To make it again from the same files:", language), str(manifest["command"])),
        (say("To check that a file of this release was not altered since:", language), CHECK),
    ]


def _suppressed(manifest: dict[str, Any], language: str) -> str:
    n = int(manifest["suppressed"])
    if not n:
        return say("No estimate of this release is withheld.", language)
    reason = in_language(manifest.get("limits", {}).get("smallest_group", {}).get("reason", {}), language)
    withheld = say_count(
        "{n} estimate is withheld: it speaks of fewer than {limit} people, or would let such a number be worked out.",
        "{n} estimates are withheld: they speak of fewer than {limit} people, or would let such numbers be worked out.",
        n,
        language,
        limit=manifest["limit"],
    )
    return f"{withheld} {reason}".rstrip()


def _account(release: Release, language: str) -> list[Row]:
    columns = ["rows_received", "rows_dropped", "rows_clean", "cells_set", "cells_blanked"]
    return [
        (_table(release, row["table"], language), *_numbers((row[name] for name in columns), language))
        for row in release.account.to_dict("records")
    ]


def _table(release: Release, table: str, language: str) -> str:
    words = {
        "participants": say("Participants", language),
        "responses": say("Responses", language),
        "activities": say("Recorded assistance", language),
        "evaluation": say("Evaluation", language),
    }
    return words.get(table) or release.label("table", table, language)


def _log(release: Release, language: str) -> list[Row]:
    keys = ["rule", "action", "status"]
    counted = release.changes.groupby(keys, sort=True)["count"].sum().reset_index()
    return [
        (
            release.label("rule", row["rule"], language),
            _doing(row["action"], language),
            _status(row["status"], language),
            *_numbers([row["count"]], language),
        )
        for row in counted.to_dict("records")
    ]


def _doing(action: str, language: str) -> str:
    words = {
        "set": say("value changed", language),
        "blank": say("value emptied", language),
        "drop": say("row left out", language),
        "keep": say("kept as it is", language),
    }
    return words[action]


def _status(status: str, language: str) -> str:
    words = {
        "applied": say("applied", language),
        "needs_review": say("waits for review", language),
        "rejected": say("rejected", language),
    }
    return words[status]


def _numbers(values: Iterable[Any], language: str) -> Row:
    return tuple(say_number(float(value), language, digits=0) for value in values)


def _given(part: Part) -> str:
    return ", ".join(f"{name} = {value}" for name, value in part.parameters.items())
