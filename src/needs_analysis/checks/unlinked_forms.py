"""Forms that may be a participant's, but not surely enough to be linked."""

from __future__ import annotations

import pandas as pd

from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.repeated_people import NAMING, list_pairs
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import ISSUES, LOG
from needs_analysis.people.duplicates import suggest_across
from needs_analysis.people.linking import link_responses


def check_unlinked_forms(
    subject: Subject, participants: pd.DataFrame, *, severity: Severity = "review", chance: float = 0.1
) -> Findings:
    """List every form that is linked to nobody and resembles a participant, with whom and why.

    Where forms hold neither names nor e-mails there is nothing to compare, and nothing is listed.

    Args:
        subject: the forms.
        participants: the list of participants, as the proposals leave it.
        severity: whether such a form stops the run.
        chance: smallest chance that is listed.

    >>> from needs_analysis.columns import RECEIVED
    >>> people = RECEIVED.frame([{"row_id": "p1", "name": "Азиз Каримов"}, {"row_id": "p2", "name": "Bobur Nazarov"}])
    >>> forms = Subject("responses", RECEIVED.frame([{"row_id": "f1", "name": "Aziz Kerimov"}]))
    >>> check_unlinked_forms(forms, people).issues["suggestion"].str[:2].tolist()
    ['p1']
    """
    naming = [name for name in subject.known(NAMING) if name in participants]
    if not naming:
        return Findings(LOG.frame([]), ISSUES.frame([]))
    links = link_responses(participants, subject.frame)
    unlinked = links.loc[links["method"].eq("none") & links["response"].notna(), "response"]
    pairs = suggest_across(subject.frame, participants, tables=(subject.table, "participants"), least=chance)
    pairs = pairs[pairs["row_id"].isin(unlinked)]
    return list_pairs(subject, pairs, field=naming[0], check="unlinked_form", severity=severity)
