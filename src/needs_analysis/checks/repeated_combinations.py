"""Fields that together should name one row, and stand so in another: the same name in the same agency, twice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, map_unique, together
from needs_analysis.checks.subject import Subject
from needs_analysis.registers.spelling import normal


def check_repeated_combinations(
    subject: Subject, *, severity: Severity = "review", fields: Sequence[Sequence[str]] = ()
) -> Findings:
    """List every row whose combination of fields repeats an earlier row's; letter case and blanks do not matter.

    A row with a blank among the fields repeats none: two missing answers are not the same answer.

    Args:
        subject: the table.
        severity: whether a repeated combination stops the run.
        fields: combinations of fields, each of which should be unique.

    Raises:
        SettingsError: a combination names a field that does not exist.

    >>> from needs_analysis.columns import RECEIVED
    >>> names = ["Anna", "anna ", "Anna", "Boris"]
    >>> rows = [{"row_id": f"r{i}", "name": name, "agency": "Customs"} for i, name in enumerate(names)]
    >>> found = check_repeated_combinations(Subject("people", RECEIVED.frame(rows)), fields=[["name", "agency"]])
    >>> found.issues[["row_id", "evidence"]].values.tolist()
    [['r1', 'fields=name+agency; n=3; first=r0'], ['r2', 'fields=name+agency; n=3; first=r0']]
    """
    subject.refuse_unknown([name for combination in fields for name in combination], "repeated_combinations")
    here = [list(combination) for combination in fields if set(combination) <= set(subject.names)]
    return together([_check(subject, combination, severity) for combination in here if combination])


def _check(subject: Subject, combination: list[str], severity: Severity) -> Findings:
    compared = pd.DataFrame({name: map_unique(subject.frame[name], normal) for name in combination})
    filled = (compared.fillna("") != "").all(axis=1)
    groups = compared[filled].groupby(combination, sort=False, dropna=False)
    place = groups.cumcount()
    repeated = pd.Series(False, index=compared.index)
    repeated[place.index[place > 0]] = True
    ids = subject.frame["row_id"]
    size = groups[combination[0]].transform("size").astype("str")
    first = ids[filled].groupby(groups.ngroup()).transform("first")
    evidence = f"fields={'+'.join(combination)}; n=" + size + "; first=" + first
    return subject.list_rows(repeated, check="repeated_combination", severity=severity, evidence=evidence[repeated])
