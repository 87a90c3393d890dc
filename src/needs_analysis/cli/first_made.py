"""A release that says what an earlier one said is still that one: with the day and the files that it was made from.

Files change without anything following from it: a typing error is mended in a row that is left out, a file is saved
again. The id of a release names what it says, and what bears this id already need not be made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from needs_analysis.cli.editions import Made
from needs_analysis.errors import OutputError
from needs_analysis.release import ORIGIN, is_origin
from needs_analysis.workshop import Workshop
from needs_analysis.writing import write_text

Origin = Mapping[str, Any]


def as_first_made(workshop: Workshop, made: Sequence[Made]) -> list[Made]:
    """Give releases the day and the files that they were first made from, where the last run has left a word of it."""
    origins = _origins(_record(workshop))
    return [_with_origin(each, origins.get(str(each.release.manifest["id"]), {})) for each in made]


def write_down_origins(workshop: Workshop, made: Sequence[Made]) -> None:
    """Write down on which day and from which files releases were made; a record that cannot be written is none."""
    manifests = [each.release.manifest for each in made]
    told = {str(said["id"]): {name: said[name] for name in ORIGIN} for said in manifests}
    with suppress(OutputError):
        write_text(_record(workshop), json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def _record(workshop: Workshop) -> Path:
    return workshop.kept / "origins.json"


def _origins(record: Path) -> dict[str, Origin]:
    """Read a record; one that cannot be read, or has another shape, tells of nothing."""
    try:
        told = json.loads(record.read_text(encoding="utf-8"))
        return {name: origin for name, origin in told.items() if _is_origin(origin)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _is_origin(told: object) -> bool:
    """Whether this can be what a release was made from: nothing more, and on no day that is still to come."""
    match told:
        case {"made": str(day), "inputs": inputs, **more}:
            return not more and is_origin(day, inputs) and day <= date.today().isoformat()
    return False


def _with_origin(made: Made, origin: Origin) -> Made:
    release = replace(made.release, manifest={**made.release.manifest, **origin})
    return replace(made, release=release, common=release if made.common is made.release else made.common)
