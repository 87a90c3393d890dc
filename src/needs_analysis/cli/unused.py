"""The other direction of looking names up: what the workspace's own registers hold and nothing received has used."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from needs_analysis.checks.findings import Findings, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.unused_entries import list_unused
from needs_analysis.cli.arrival import Arrival
from needs_analysis.registers.agencies import unused_agencies
from needs_analysis.workshop import Workshop


def find_unused(workshop: Workshop, arrival: Arrival, subjects: Mapping[str, Subject]) -> Findings:
    """List agencies that no table names and needs that no question asks about; the package's registers are left alone.

    Args:
        workshop: the workspace.
        arrival: what was received.
        subjects: name → table with codes in place of names.
    """
    own, parts = workshop.settings.registers, []
    named = [each.frame["agency"].dropna() for each in subjects.values() if "agency" in each.frame]
    if own.agencies and named:
        unused = unused_agencies(pd.concat(named), register=arrival.agencies)
        n, column = len(arrival.agencies.own), "agency_id"
        parts.append(list_unused(unused, of=n, check="agencies_unused", file=own.agencies, column=column))
    if own.needs:
        asked = set(arrival.questionnaire.questions["need"].dropna())
        unused = [need for need in arrival.needs["need_id"] if need not in asked]
        n, column = len(arrival.needs), "need_id"
        parts.append(list_unused(unused, of=n, check="needs_unused", file=own.needs, column=column))
    return together(parts)
