"""The same name in the same agency twice: perhaps one person registered twice. Never merged, only listed."""

from __future__ import annotations

from needs_analysis.checks.findings import Field, Findings
from needs_analysis.columns import LOG
from needs_analysis.registers.spelling import normal


def check_repeated_people(field: Field) -> Findings:
    """List every row whose name and agency repeat an earlier row's.

    Args:
        field: the name field of the participants.
    """
    people = field.frame.assign(name=field.values.fillna("").map(normal))
    keys = ["name", *(name for name in ("country", "agency") if name in people)]
    repeated = people["name"].ne("") & people.duplicated(keys, keep="first")
    return Findings(LOG.frame([]), field.issues(repeated, check="repeated_person", severity="review"))
