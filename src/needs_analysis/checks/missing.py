"""Forms that leave too large a share of their questions unanswered; questions that were not asked do not count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.numbers import written
from needs_analysis.checks.relevance import Relevance
from needs_analysis.checks.subject import Subject


def check_missing(subject: Subject, *, severity: Severity = "review", most: float = 0.5) -> Findings:
    """List forms that answered too few of the questions they were asked.

    A question counts where its condition holds; where it cannot be said whether it was asked, it does not.

    Args:
        subject: a table with its questions.
        severity: whether such a form stops the run.
        most: largest share unanswered that is accepted.

    >>> from needs_analysis.columns import QUESTIONS, RECEIVED
    >>> asked = [{"table": "t", "field": "has", "type": "text"}, {"table": "t", "field": "age", "type": "integer"}]
    >>> asked += [{"table": "t", "field": "dogs", "type": "integer", "relevant": "${has} = 'yes'"}]
    >>> answers = [("yes", None, None), ("no", "41", None)]
    >>> rows = [{"row_id": f"r{i}", "has": h, "age": a, "dogs": d} for i, (h, a, d) in enumerate(answers)]
    >>> found = check_missing(Subject("t", RECEIVED.frame(rows), QUESTIONS.frame(asked)))
    >>> found.issues[["row_id", "evidence"]].values.tolist()
    [['r0', 'asked=3; unanswered=2; share=0.6667; most=0.5']]
    """
    rows = len(subject.frame)
    asked, unanswered = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    for question in Relevance(subject).questions():
        blank = subject.is_blank(question.field).to_numpy()
        counts = question.asked.holds.fillna(False).to_numpy(dtype=bool)
        asked += counts
        unanswered += counts & blank
    frame = pd.DataFrame({"asked": asked, "unanswered": unanswered}, index=subject.frame.index)
    share = frame["unanswered"] / frame["asked"].where(frame["asked"] > 0)
    where = share > most
    evidence = (
        "asked=" + written(frame["asked"][where])
        + "; unanswered=" + written(frame["unanswered"][where])
        + "; share=" + written(share[where])
        + f"; most={most:g}"
    )  # fmt: skip
    return subject.list_rows(where, check="too_much_unanswered", severity=severity, evidence=evidence)
