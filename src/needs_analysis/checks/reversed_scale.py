"""Groups of forms that seem to have answered a scale upside down: another version, language or country."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from needs_analysis.checks.findings import Findings, Severity, together
from needs_analysis.checks.groups import list_groups
from needs_analysis.checks.numbers import short
from needs_analysis.checks.scales import ends, positions, scales
from needs_analysis.checks.subject import Subject

USUAL = "__version__"
FEWEST_QUESTIONS = 5
MOST_CORRELATION = -0.5
MOST_Z = -2.326


def check_reversed_scale(
    subject: Subject, *, severity: Severity = "review", by: str = USUAL, forms: int = 5
) -> Findings:
    """List groups whose mean ratings mirror those of all other forms, each measure for itself.

    The mean rating of each question is compared between the group and the rest. A group is listed where the two
    profiles are correlated at -0.5 or less, where Fisher's z of that correlation (Fisher 1921: atanh r times the root
    of questions - 3) is among the lowest hundredth of a normal distribution, and where the profile turned upside down
    (lowest + highest position - mean) is nearer to the rest's than the profile as it stands. Of two groups of like
    size each mirrors the other, and both are listed.

    Args:
        subject: a table with its questions and choices.
        severity: whether such a group stops the run.
        by: field that parts the forms into groups.
        forms: fewest forms that the group, and the rest, must have.

    Raises:
        SettingsError: `by` names a field that does not exist.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> five = CHOICES.frame([{"choices": "five", "code": str(n), "value": n, "label": str(n)} for n in range(1, 6)])
    >>> asked = [{"table": "t", "field": f, "type": "select_one", "choices": "five"} for f in "abcde"]
    >>> answers = ["54321"] * 6 + ["12345"] * 3
    >>> rows = [dict(zip("abcde", a), row_id=f"r{i}", lang="ru" if i > 5 else "en") for i, a in enumerate(answers)]
    >>> forms = Subject("t", RECEIVED.frame(rows), QUESTIONS.frame(asked), five)
    >>> check_reversed_scale(forms, by="lang", forms=3).issues["value"].tolist()
    ['en', 'ru']
    """
    subject.refuse_unknown([by], "reversed_scale", usual=[USUAL])
    if by not in subject.names:
        return together([])
    return together([_check(subject, scale, severity, by=by, forms=forms) for scale in scales(subject)])


def _check(subject: Subject, scale: str, severity: Severity, *, by: str, forms: int) -> Findings:
    fields = scales(subject)[scale]
    low, high = ends(subject, fields)
    ratings = positions(subject, fields)
    groups = subject.frame[by].str.strip().replace("", None)
    rated = ratings[groups.notna() & ratings.notna().any(axis=1)]
    sums, counts = rated.groupby(groups[rated.index]).sum(), rated.groupby(groups[rated.index]).count()
    size = groups[rated.index].value_counts()
    found = []
    for group in sums.index:
        n, rest = size[group], len(rated) - size[group]
        with np.errstate(invalid="ignore"):
            own = sums.loc[group] / counts.loc[group]
            others = (sums.sum() - sums.loc[group]) / (counts.sum() - counts.loc[group])
        evidence = _mirrored(own, others, low + high) if min(n, rest) >= forms else ""
        if evidence:
            found.append((str(group), f"measure={scale}; n={n}; rest={rest}; {evidence}"))
    return list_groups(subject, by, found, check="reversed_scale", severity=severity)


def _mirrored(own: pd.Series, others: pd.Series, turned: float) -> str:
    """Write what was measured where a profile mirrors the other; blank where it does not."""
    both = own.notna() & others.notna()
    own, others = own[both], others[both]
    if len(own) < FEWEST_QUESTIONS or min(own.std(), others.std()) < 1e-9:
        return ""
    r = max(-1.0, min(1.0, float(np.corrcoef(own, others)[0, 1])))
    z = math.atanh(max(r, -1 + 1e-12)) * math.sqrt(len(own) - 3) if r < 0 else 0.0
    straight, reflected = float((own - others).abs().mean()), float((turned - own - others).abs().mean())
    if r > MOST_CORRELATION or z > MOST_Z or reflected >= straight:
        return ""
    measured = {"correlation": r, "straight": straight, "reflected": reflected}
    return f"questions={len(own)}; " + "; ".join(f"{name}={short(round(value, 3))}" for name, value in measured.items())
