"""What an edition may show, and its audit: worked out once, and kept while nothing they follow from has changed."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import astuple
from functools import partial
from operator import call
from pathlib import Path
from typing import Any

import pandas as pd

from needs_analysis.columns import AUDIT, ESTIMATES
from needs_analysis.disclosure.release import Judged, judge_estimates
from needs_analysis.disclosure.suppression import Limits
from needs_analysis.errors import OutputError
from needs_analysis.parallel import Workers
from needs_analysis.programs import programs
from needs_analysis.writing import replaced_folder, write_bytes, write_text

MUCH = 4_000  # estimates, for which it pays to start a process
SHOWN, AUDITED, SEAL = "shown.parquet", "audit.parquet", "seal.txt"


def begin_judging(
    estimates: pd.DataFrame,
    about: dict[str, Any],
    *,
    edition: str,
    limits: Limits,
    themes: Mapping[str, str],
    before: pd.DataFrame | None = None,
    kept: Path,
    force: bool = False,
    beside: bool = False,
) -> Callable[[], Judged]:
    """Begin to judge estimates as `judge_estimates` does, unless that was done before for the same.

    Args:
        estimates: all estimates.
        about: with the nesting of groups, scales and the main weighting.
        edition: organiser, national or donor.
        limits: what it must not fall below.
        themes: need → its theme.
        before: what a more open edition shows.
        kept: the folder in which the last judgement lies.
        force: judge anew, whatever lies there.
        beside: begin at once in another process, if there is much to judge and a core for it.

    Returns:
        What gives the judgement, once it is there.

    Raises:
        ReleaseError: a suppressed number can be worked out; raised by what gives the judgement.
    """
    followed = [edition, astuple(limits), about["nesting"], about["scales"], str(about["weighting"]), dict(themes)]
    key = _key([programs(), followed, _told(estimates), _told(before)])
    if not force and (found := _read(kept, key)):
        return lambda: found
    work = partial(judge_estimates, estimates, about, edition=edition, limits=limits, themes=themes, before=before)
    if beside and len(estimates) >= MUCH and Workers().cores > 1:
        return _begun(partial(_written, partial(_elsewhere, work), kept, key))
    return partial(_written, work, kept, key)


def _written(judge: Callable[[], Judged], kept: Path, key: bytes) -> Judged:
    """Judge, and keep that; what cannot be kept is judged again."""
    made = judge()
    with suppress(OutputError):
        _write(kept, key, made)
    return made


def _begun(work: Callable[[], Judged]) -> Callable[[], Judged]:
    """Begin work in a thread, which waits for another process."""
    pool = ThreadPoolExecutor(1)
    waiting = pool.submit(copy_context().run, work)
    pool.shutdown(wait=False)
    return waiting.result


def _elsewhere(work: Callable[[], Judged]) -> Judged:
    [made] = Workers(number=2).each(call, [work])
    return made


def _read(folder: Path, key: bytes) -> Judged | None:
    """Read a judgement; None where there is none that follows from the same, whole and as it was written."""
    try:
        shown, audited = ((folder / name).read_bytes() for name in (SHOWN, AUDITED))
        seal = (folder / SEAL).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    if not hmac.compare_digest(seal, _seal(key, shown, audited)):
        return None
    shown_frame, audit = (pd.read_parquet(io.BytesIO(content)) for content in (shown, audited))
    return Judged(ESTIMATES.frame(shown_frame), AUDIT.frame(audit))


def _write(folder: Path, key: bytes, judged: Judged) -> None:
    shown, audited = judged.shown.to_parquet(index=False), judged.audit.to_parquet(index=False)
    with replaced_folder(folder) as new:
        write_bytes(new / SHOWN, shown)
        write_bytes(new / AUDITED, audited)
        write_text(new / SEAL, _seal(key, shown, audited))


def _seal(key: bytes, shown: bytes, audited: bytes) -> str:
    """Seal what was judged with all that it follows from: neither can be another without the seal being another."""
    return hmac.new(key, hashlib.sha256(shown).digest() + hashlib.sha256(audited).digest(), "sha256").hexdigest()


def _key(followed: list[object]) -> bytes:
    return hashlib.sha256(json.dumps(followed, sort_keys=True, ensure_ascii=False).encode()).digest()


def _told(frame: pd.DataFrame | None) -> str:
    return "" if frame is None else frame.to_csv(index=False)
