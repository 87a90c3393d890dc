"""One part of a large survey: received, checked, cleaned by the log, and written; what all parts need goes back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

import numpy as np
import pandas as pd

from needs_analysis.checks.findings import map_unique
from needs_analysis.checks.timestamps import moments
from needs_analysis.cleaning.account import account_for, count_sources
from needs_analysis.cleaning.corrections import EVERYWHERE
from needs_analysis.cleaning.log import Applied
from needs_analysis.cleaning.reconciliation import reconcile_decisions
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.checking import unanswered
from needs_analysis.cli.commenting import answers_in_words
from needs_analysis.cli.large.scope import FOUND_TWICE, OVER_ALL, with_checks
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.cli.looking import check_table
from needs_analysis.columns import DECISIONS, ISSUES, RECEIVED
from needs_analysis.errors import Problem
from needs_analysis.partitions.records import Piece
from needs_analysis.partitions.repeats import Prints, fingerprints
from needs_analysis.partitions.store import Parts
from needs_analysis.reading.exports.export import read_export
from needs_analysis.reading.received import Received
from needs_analysis.registers.spelling import normal
from needs_analysis.workshop import Workshop

DROPPED, LOG_PARTS, ISSUE_PARTS, WORDS, DECIDED = "dropped", "cleaning_log", "issues", "answers_in_words", "decisions"
MOMENT = "start"
Combination = tuple[str, ...]


@dataclass(frozen=True)
class PartTask:
    """What a part is made of: its piece, the names that its rows have for themselves, and all that is known beside."""

    workshop: Workshop
    others: Arrival
    piece: Piece
    number: int
    folder: Path
    shared: pd.DataFrame


@dataclass(frozen=True)
class PartChecked:
    """What a part gives back.

    Attributes:
        account: rows and cells in, changed and left out.
        sources: rows received.
        counts: issues by severity.
        about_columns: issues that concern no row.
        claimed: which of the decisions name a row of the part, or fit one of its cells.
        twice: for each combination of fields, the fingerprint of what each row holds there.
        fields: the part's own columns, with the headings they had.
        agencies: the agencies that are named.
        has_words: whether some question was answered in words.
        notes: how the piece was read.
    """

    account: pd.DataFrame
    sources: pd.DataFrame
    counts: dict[str, int]
    about_columns: pd.DataFrame
    claimed: np.ndarray
    twice: dict[Combination, Prints]
    fields: dict[str, str]
    agencies: list[str] = field(default_factory=list)
    has_words: bool = False
    notes: tuple[Problem, ...] = ()

    @property
    def without_rows(self) -> Received:
        """The responses with all their columns and no row, for whatever asks only which columns there are."""
        blank = {name: pd.Series([], dtype="str") for name in self.fields}
        return Received(RECEIVED.frame([]).assign(**blank), self.fields)


def check_part(task: PartTask) -> PartChecked:
    """Receive, check and clean one part, and write its tables."""
    received = _receive(task)
    arrival = replace(task.others, tables={**task.others.tables, FORMS: received})
    workshop = with_checks(task.workshop, but=[*OVER_ALL, "repeated_ids"])
    decisions, claimed = _own(Parts(task.folder / DECIDED).read(0), received.frame)
    hand = reconcile_decisions(decisions, {FORMS: received.frame})
    found = check_table(workshop, arrival, FORMS, log=hand.log)
    issues = unanswered(ISSUES.stack([hand.issues, found.issues]), hand.log)
    unused = issues["row_id"].eq(EVERYWHERE)
    claimed &= ~decisions_at(Parts(task.folder / DECIDED).read(0), issues[unused])
    kept = issues[~unused & ~issues["check"].isin(FOUND_TWICE)]
    clean = found.subject.frame.reset_index(drop=True)
    gone = received.frame[~received.frame["row_id"].isin(clean["row_id"])].reset_index(drop=True)
    account = account_for(received.frame, Applied(clean, gone), found.log, table=FORMS)
    about = kept["row_id"].isna()
    words = answers_in_words(workshop, {FORMS: found.subject})
    made = {FORMS: clean, DROPPED: gone, LOG_PARTS: found.log, ISSUE_PARTS: kept[~about], WORDS: words}
    for name, frame in made.items():
        Parts(task.folder / name).write(task.number, frame)
    return PartChecked(
        account,
        count_sources(received.frame, table=FORMS),
        count_severities(kept[~about]),
        kept[about],
        claimed,
        {each: _prints(clean, each) for each in combinations(task.workshop)},
        {name: received.headings.get(name, name) for name in found.subject.names},
        clean["agency"].dropna().unique().tolist() if "agency" in clean else [],
        not words.empty,
        received.notes,
    )


def count_severities(issues: pd.DataFrame) -> dict[str, int]:
    """Count issues by severity."""
    return {str(name): int(n) for name, n in issues["severity"].value_counts().items()}


def combinations(workshop: Workshop) -> list[Combination]:
    """Give the fields that are looked at together for what stands twice; not every file has to have them."""
    checks = workshop.settings.checks
    wanted = [tuple(each) for each in checks.repeated_combinations.fields if checks.repeated_combinations.on]
    return [*wanted, *([(MOMENT, checks.duration.start)] if checks.duration.on else [])]


def fields_of(combination: Combination) -> set[str]:
    """Name the fields that are looked at."""
    return set(combination[1:] if combination[0] == MOMENT else combination)


def decisions_at(decisions: pd.DataFrame, issues: pd.DataFrame) -> np.ndarray:
    """Mark the decisions that issues are about, by the line they stand in."""
    place = ["file", "row"]
    return np.asarray(pd.MultiIndex.from_frame(decisions[place]).isin(pd.MultiIndex.from_frame(issues[place])))


def _receive(task: PartTask) -> Received:
    """Read the piece, and give the rows that share a name with others the one that is theirs."""
    part = (task.piece.place, task.piece.opened())
    received = read_export(task.workshop, FORMS, task.others.questionnaire, part=part)[FORMS]
    frame, mine = received.frame, task.shared[task.shared["file"].eq(task.piece.place.shown)]
    own = frame["row"].map(mine.set_index("row")["row_id"]) if len(mine) else pd.Series(None, frame.index, dtype="str")
    named = frame.assign(row_id=own.astype("str").where(own.notna(), frame["row_id"]))
    return replace(received, frame=named)


def _own(decisions: pd.DataFrame, frame: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Take the decisions about rows of this part, and those about every cell with a value."""
    mine = decisions["table"].eq(FORMS) & (
        decisions["row_id"].isin(frame["row_id"]) | decisions["row_id"].eq(EVERYWHERE)
    )
    return DECISIONS.frame(decisions[mine]), mine.to_numpy(dtype=bool, copy=True)


def _prints(clean: pd.DataFrame, combination: Combination) -> Prints:
    """Give a fingerprint of what each row holds; a row with a blank among the fields is like no other."""
    if not fields_of(combination) <= set(clean.columns):
        return fingerprints("\n\n" + clean["row_id"])
    if combination[0] == MOMENT:
        read = moments(clean[combination[1]]).times
        told, filled = read.astype("int64").astype("str"), read.notna()
    else:
        parts = [map_unique(clean[name], normal).fillna("") for name in combination]
        filled = pd.concat([part != "" for part in parts], axis=1).all(axis=1)
        told = reduce(lambda before, part: before + "\n" + part, parts)
    return fingerprints(told.where(filled, "\n\n" + clean["row_id"]))
