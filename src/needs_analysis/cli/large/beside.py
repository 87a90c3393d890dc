"""The tables beside a large survey, checked and cleaned as in any other run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.account import account_for, count_sources
from needs_analysis.cleaning.log import Applied, apply_log
from needs_analysis.cleaning.reconciliation import reconcile_decisions
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.checking import unanswered, without_totals
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.cli.looking import check_table
from needs_analysis.cli.repeat_groups import outer_table
from needs_analysis.cli.unused import find_unused
from needs_analysis.columns import ISSUES
from needs_analysis.workshop import Workshop


@dataclass(frozen=True)
class Beside:
    """The other tables cleaned, their part of the log, and their issues."""

    frames: dict[str, pd.DataFrame]
    applied: dict[str, Applied]
    log: pd.DataFrame
    issues: pd.DataFrame

    @property
    def accounts(self) -> list[pd.DataFrame]:
        """The account of each table."""
        return [account_for(frame, self.applied[name], self.log, table=name) for name, frame in self.frames.items()]

    @property
    def sources(self) -> list[pd.DataFrame]:
        """The rows that each table received."""
        return [count_sources(frame, table=name) for name, frame in self.frames.items()]


def check_beside(workshop: Workshop, others: Arrival, decisions: pd.DataFrame, agencies: Iterable[str]) -> Beside:
    """Check and clean what was received beside the responses.

    Args:
        workshop: the workspace.
        others: everything, of the responses only the columns.
        decisions: what people wrote, about all tables.
        agencies: those that the responses name.
    """
    frames = {name: received.frame for name, received in others.tables.items() if name != FORMS}
    hand = reconcile_decisions(decisions[~decisions["table"].eq(FORMS)], frames)
    log, found = hand.log, [hand.issues, others.notes]
    named = pd.DataFrame({"agency": pd.Series(sorted(set(agencies)), dtype="str")})
    subjects = {FORMS: Subject(FORMS, named)}
    for name in frames:
        parent = subjects.get(outer_table(others, name))
        subjects[name], log, issues = check_table(workshop, others, name, log=log, parent=parent)
        found.append(issues)
    found.append(find_unused(workshop, others, subjects).issues)
    applied = {name: apply_log(frame, log, table=name) for name, frame in frames.items()}
    return Beside(frames, applied, log, without_totals(unanswered(ISSUES.stack(found), hand.log)))
