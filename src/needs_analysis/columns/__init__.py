"""The declared tables: everything that crosses between rooms, column by column.

A table is checked whole: `validate` reports every wrong column, type and value at once, with row numbers. The codebook
is made from these declarations.
"""

from needs_analysis.columns.assessment import (
    ACTIVITIES,
    AGENCY_GROUP,
    CURRENT,
    DELEGATIONS,
    ESTIMATES,
    LABELS,
    NOTES,
    PLAN,
    RATINGS,
    RECORDED,
    STALE,
    STATISTICS,
    STATUSES,
)
from needs_analysis.columns.comments import ANSWERS_IN_WORDS, COMMENTS, RELEASED_COMMENTS
from needs_analysis.columns.declarations import (
    ACCOUNT,
    CHANGES,
    CHOICE_LABELS,
    CHOICES,
    DECISIONS,
    ISSUES,
    LOG,
    QUESTION_LABELS,
    QUESTIONS,
    RECEIVED,
    SAME_PROBLEM,
    SOURCES,
    TABLES,
)
from needs_analysis.columns.disclosure import AUDIT
from needs_analysis.columns.guarded import guard, guarded, unguard, unguarded
from needs_analysis.columns.held import different, same_objects
from needs_analysis.columns.own_words import BACKGROUND, RECOMMENDATIONS, RECOMMENDED
from needs_analysis.columns.people import LINKS, PAIRS, RESPONSE_RATES
from needs_analysis.columns.table import Column, Table, records, validate

__all__ = [
    "ACCOUNT",
    "ACTIVITIES",
    "AGENCY_GROUP",
    "ANSWERS_IN_WORDS",
    "AUDIT",
    "BACKGROUND",
    "CHANGES",
    "CHOICES",
    "CHOICE_LABELS",
    "COMMENTS",
    "CURRENT",
    "DECISIONS",
    "DELEGATIONS",
    "ESTIMATES",
    "ISSUES",
    "LABELS",
    "LINKS",
    "LOG",
    "NOTES",
    "PAIRS",
    "PLAN",
    "QUESTIONS",
    "QUESTION_LABELS",
    "RATINGS",
    "RECEIVED",
    "RECOMMENDATIONS",
    "RECOMMENDED",
    "RECORDED",
    "RELEASED_COMMENTS",
    "RESPONSE_RATES",
    "SAME_PROBLEM",
    "SOURCES",
    "STALE",
    "STATISTICS",
    "STATUSES",
    "TABLES",
    "Column",
    "Table",
    "different",
    "guard",
    "guarded",
    "records",
    "same_objects",
    "unguard",
    "unguarded",
    "validate",
]
