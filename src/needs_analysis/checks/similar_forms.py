"""Forms that are nearly the same as another: perhaps one was copied and changed a little."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.checks.compared import compare_answers
from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.near_forms import near_forms
from needs_analysis.checks.nearest_forms import NONE, nearest_forms
from needs_analysis.checks.numbers import written
from needs_analysis.checks.subject import Subject


def check_similar_forms(
    subject: Subject, *, severity: Severity = "review", differing: int = 5, compared_at_least: int = 10
) -> Findings:
    """List every form that differs from another in at most so many of the answers compared.

    Args:
        subject: the table of forms, with its questions.
        severity: whether such a form stops the run.
        differing: most answers that differ.
        compared_at_least: fewest questions that both forms must have answered.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [dict(zip("123456", each), row_id=f"r{i}") for i, each in enumerate(["abcdef", "abcdeg", "zyxwvu"])]
    >>> found = check_similar_forms(Subject("t", RECEIVED.frame(rows)), differing=1, compared_at_least=6)
    >>> found.issues["evidence"].tolist()
    ['nearest=r1; differing=1; compared=6; answered=6', 'nearest=r0; differing=1; compared=6; answered=6']
    """
    near = similar_forms(subject, differing=differing, compared_at_least=compared_at_least)
    evidence = (
        "nearest=" + near["nearest"] + "; differing=" + written(near["differing"])
        + "; compared=" + written(near["compared"]) + "; answered=" + written(near["answered"])
    )  # fmt: skip
    where = pd.Series(subject.frame.index.isin(near.index), index=subject.frame.index)
    return subject.list_rows(where, check="similar_form", severity=severity, evidence=evidence)


def similar_forms(subject: Subject, *, differing: int | None = None, compared_at_least: int = 0) -> pd.DataFrame:
    """Give each form's nearest form and the number of answers in which they differ; the earliest of several as near.

    The index is that of the table. Both ways of searching are exact.

    Args:
        subject: the table of forms, with its questions.
        differing: leave out forms whose nearest differs in more answers; None keeps all, and compares every form with
            every other, which is meant for up to 5,000.
        compared_at_least: leave out forms that answered fewer questions.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "a": "Yes", "b": "1"}, {"row_id": "r2", "a": "yes", "b": "2"}]
    >>> similar_forms(Subject("people", RECEIVED.frame(rows)))[["row_id", "nearest", "differing"]].values.tolist()
    [['r1', 'r2', 1], ['r2', 'r1', 1]]
    """
    answers = compare_answers(subject)
    answered = answers.answered
    kept = np.flatnonzero(answered >= compared_at_least) if answers.fields else np.arange(0)
    codes = answers.codes[kept]
    found = nearest_forms(codes) if differing is None else near_forms(codes, differing=differing)
    has = found.form != NONE
    ids = subject.frame["row_id"]
    return pd.DataFrame(
        {
            "row_id": ids.iloc[kept[has]],
            "nearest": ids.iloc[kept[found.form[has]]].to_numpy(),
            "differing": found.differing[has],
            "compared": len(answers.fields),
            "answered": answered[kept[has]],
        },
        index=subject.frame.index[kept[has]],
    ).astype({"nearest": "str"})
