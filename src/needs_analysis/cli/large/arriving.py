"""A large survey arrived: cut into pieces, the other sources read as ever, and each row named unlike all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from needs_analysis.cli.arrival import Arrival, receive
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.partitions.records import Piece, cut
from needs_analysis.partitions.repeats import Prints, fingerprints, repeated, stems
from needs_analysis.partitions.store import Parts
from needs_analysis.reading.place import places_of
from needs_analysis.reading.row_ids import base_names, row_ids
from needs_analysis.registers.spelling import squashed
from needs_analysis.workshop import SETTINGS, Source, Workshop

NAMES = "names"


@dataclass(frozen=True)
class LargeArrival:
    """All that was received: the other sources as tables, the responses as pieces, and rows that share a name.

    Attributes:
        workshop: the workspace.
        others: everything but the responses.
        pieces: of the responses, in their order.
        folder: where parts are written.
        shared: file, row, the cell `own` that names it and the name `row_id` that is its alone.
    """

    workshop: Workshop
    others: Arrival
    pieces: tuple[Piece, ...]
    folder: Path
    shared: pd.DataFrame


def receive_large(workshop: Workshop, folder: Path, workers: Workers) -> LargeArrival:
    """Read every other source, cut the responses into pieces, and name their rows.

    Args:
        workshop: the workspace.
        folder: where parts are written.
        workers: where pieces are read.

    Raises:
        InputError: the problems of all sources; files whose columns differ, which are not read in parts.
    """
    source = workshop.settings.sources[FORMS]
    _refuse_repeats(source)
    others = receive(workshop, but=[FORMS])
    folder.mkdir(parents=True, exist_ok=True)
    pieces = tuple(
        piece
        for at, place in enumerate(places_of(workshop, source))
        for piece in cut(place, folder / f"utf8-{at}.csv", forms=workshop.settings.partitions.forms)
    )
    shared = _shared(pieces, source, folder, workers)
    return LargeArrival(workshop, others, pieces, folder, shared)


def _refuse_repeats(source: Source) -> None:
    if source.repeats:
        what = say("Repeat groups are not read in parts.")
        remedy = say("Set from_megabytes under [partitions] higher than the file's size.")
        raise InputError(Problem(what, file=SETTINGS, remedy=remedy))


def _shared(pieces: Sequence[Piece], source: Source, folder: Path, workers: Workers) -> pd.DataFrame:
    """Give the rows whose names meet in several pieces, each with a name of its own."""
    asked = [(piece, squashed(source.id), folder / NAMES, at) for at, piece in enumerate(pieces)]
    if not source.id and len({piece.place.shown for piece in pieces}) == 1:
        return pd.DataFrame({name: [] for name in ("file", "row", "own", "row_id")})
    places = repeated(list(workers.each(read_names, asked)))
    names = Parts(folder / NAMES)
    found = [names.read(at).iloc[rows].assign(file=pieces[at].place.shown) for at, rows in enumerate(places)]
    shared = pd.concat(found, ignore_index=True)
    return shared.assign(row_id=row_ids(shared["own"], shared["row"]))


def read_names(asked: tuple[Piece, str, Path, int]) -> Prints:
    """Keep what the source calls the rows of a piece, and give the fingerprint of each name."""
    piece, heading, folder, number = asked
    own = piece.under(heading)
    rows = pd.DataFrame({"row": own.index.to_numpy(dtype=np.int64), "own": own.to_numpy()}).astype({"own": "str"})
    Parts(folder).write(number, rows)
    return fingerprints(stems(base_names(rows["own"], rows["row"])))
