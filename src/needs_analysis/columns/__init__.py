"""The declared tables: everything that crosses between rooms, column by column.

A table is checked whole: `validate` reports every wrong column, type and value at once, with row numbers. The codebook
is made from these declarations.
"""

from needs_analysis.columns.declarations import (
    ACCOUNT,
    CHANGES,
    CHOICES,
    DECISIONS,
    DELEGATIONS,
    ESTIMATES,
    ISSUES,
    LABELS,
    LOG,
    NOTES,
    QUESTION_LABELS,
    QUESTIONS,
    RATINGS,
    RECEIVED,
    SOURCES,
    TABLES,
)
from needs_analysis.columns.people import LINKS, PAIRS, RESPONSE_RATES
from needs_analysis.columns.table import Column, Table, records, validate

__all__ = [
    "ACCOUNT",
    "CHANGES",
    "CHOICES",
    "DECISIONS",
    "DELEGATIONS",
    "ESTIMATES",
    "ISSUES",
    "LABELS",
    "LINKS",
    "LOG",
    "NOTES",
    "PAIRS",
    "QUESTIONS",
    "QUESTION_LABELS",
    "RATINGS",
    "RECEIVED",
    "RESPONSE_RATES",
    "SOURCES",
    "TABLES",
    "Column",
    "Table",
    "records",
    "validate",
]
