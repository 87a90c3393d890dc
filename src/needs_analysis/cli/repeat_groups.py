"""Which tables the form asks about, and which table the rows of a repeat group belong to."""

from __future__ import annotations

from needs_analysis.cli.arrival import Arrival
from needs_analysis.reading.received import PARENT

FORMS = "responses"


def is_asked(arrival: Arrival, table: str) -> bool:
    """Whether a table holds forms, or a repeat group that has questions."""
    return table == FORMS or table in set(arrival.questionnaire.questions["table"])


def outer_table(arrival: Arrival, table: str) -> str:
    """Name the table that the rows of a repeat group belong to; blank for a table of its own.

    The form says it, by the groups that the questions stand in; without a form, it is the table of the forms.
    """
    if PARENT not in arrival.tables[table].frame:
        return ""
    questions = arrival.questionnaire.questions
    paths = questions.loc[questions["table"].eq(table), "group"].dropna()
    around = paths.iloc[0].split("/") if len(paths) else []
    before = around[: around.index(table)] if table in around else []
    return next((group for group in reversed(before) if group in arrival.tables), FORMS)
