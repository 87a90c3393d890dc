"""The declarations: table by table, what each column is called, what it means and what it may hold."""

from __future__ import annotations

from needs_analysis.columns.assessment import ACTIVITIES, ESTIMATES, LABELS, PLAN, RATINGS
from needs_analysis.columns.comments import ANSWERS_IN_WORDS, COMMENTS, RELEASED_COMMENTS
from needs_analysis.columns.own_words import BACKGROUND, RECOMMENDATIONS, RECOMMENDED
from needs_analysis.columns.people import LINKS, PAIRS, RESPONSE_RATES
from needs_analysis.columns.table import Column, Table, count, key, text

_PLACE = (
    text("file", "file the row was received in, relative to the workspace"),
    text("sheet", "sheet of that file"),
    Column("row", "integer", "row in that sheet, counted from 1 as spreadsheets do"),
)

RECEIVED = Table(
    "received",
    "a source as it arrived: every cell as text, nothing dropped; further columns are the source's own fields",
    (key("row_id", "name of the row, stable while the source names it"), *_PLACE),
    key=("row_id",),
    open=True,
)
QUESTIONS = Table(
    "questions",
    "what each field of the responses asks",
    (
        key("table", "table that holds the field: responses, or the name of a repeat group"),
        key("field", "field of that table"),
        text("type", "question type as in XLSForm: select_one, select_multiple, text, integer, calculate, …"),
        text("choices", "name of the scale or choice list that the answers come from"),
        text("need", "id of the need that is asked about; blank for other questions"),
        text("measure", "what is asked about the need: importance, capacity, assistance_priority, …"),
        text("label", "the question's words"),
        text("group", "groups that the question stands in, outermost first, joined by /"),
        text("relevant", "when it is asked, with the conditions of its groups; an XLSForm expression"),
        text("constraint", "what an answer must fulfil; an XLSForm expression where . is the answer"),
        text("required", "yes where an answer is required"),
        text("calculation", "how a calculated field is made; an XLSForm expression"),
        text("choice_filter", "which of the choices are offered; an XLSForm expression over the choice's columns"),
        text("versions", "versions of the form that ask it, separated by blanks; blank means all"),
    ),
    key=("table", "field"),
)
QUESTION_LABELS = Table(
    "question_labels",
    "the words of each question in each language of the form",
    (
        key("table", "table that holds the field"),
        key("field", "field of that table"),
        text("language", "language as the form names it; blank where it names none"),
        key("label", "the question's words"),
    ),
)
CHOICES = Table(
    "choices",
    "the answers that a choice list or scale allows; further columns are those that choice filters read",
    (
        key("choices", "name of the scale or choice list"),
        key("code", "the code that clean data hold"),
        Column("value", "number", "position on the scale; blank for an answer that is no rating"),
        key("label", "one spelling of the answer, in any language"),
    ),
    open=True,
)
CHOICE_LABELS = Table(
    "choice_labels",
    "the words of each answer in each language of the form",
    (
        key("choices", "name of the choice list"),
        key("code", "the code that clean data hold"),
        text("language", "language as the form names it; blank where it names none"),
        key("label", "the answer's words"),
    ),
)
LOG = Table(
    "cleaning_log",
    "every difference between received and clean data, one row a cell or dropped row",
    (
        key("table", "table that is changed"),
        key("row_id", "row that is changed"),
        text("field", "field that is changed; blank where the whole row is dropped"),
        text("old_value", "what stands there; blank means a blank cell"),
        text("new_value", "what shall stand there"),
        key("action", "what is done", "set", "blank", "drop", "keep"),
        key("rule", "check, resolver or person that says so"),
        key("status", "whether it is done", "applied", "needs_review", "rejected"),
        text("comment", "why"),
        text("cause", "field of the same row whose change made this one necessary; blank for a decision of its own"),
    ),
)
DECISIONS = Table(
    "decisions",
    "rows of the cleaning log that people wrote, each with the place it stands in; * as row_id means every such cell",
    (*LOG.columns, *_PLACE),
)
ISSUES = Table(
    "issues",
    "what a person has to look at",
    (
        key("table", "table it was found in"),
        text("row_id", "row it was found in"),
        text("field", "field it was found in"),
        text("value", "what stands there"),
        key("check", "check that found it: what is wrong, in the register's words"),
        key(
            "severity",
            "stop: no report before it is answered; review: should be answered; note: to know, asks for no answer",
            *("stop", "review", "note"),
        ),
        text("suggestion", "near misses, never applied by themselves"),
        text("evidence", "what was measured, as name=value; name=value; of a note, its words"),
        Column("effect", "number", "most that a published estimate can move, as a share of its scale; blank: unknown"),
        *_PLACE,
        text("column", "heading of the field in the source"),
    ),
)
SAME_PROBLEM = ("table", "field", "value", "check", "severity", "suggestion", "evidence")  # issues asked about at once
ACCOUNT = Table(
    "account",
    "rows and cells in, changed and left out, a table a line; it always closes",
    (
        key("table", "table that is accounted for"),
        count("rows_received", "rows received"),
        count("rows_dropped", "rows dropped in the log"),
        count("rows_clean", "rows in the clean table"),
        count("cells_received", "cells received (rows × fields, blank ones included)"),
        count("cells_dropped", "cells in dropped rows"),
        count("cells_set", "cells given another value"),
        count("cells_blanked", "cells emptied"),
        count("cells_unchanged", "cells as received"),
    ),
    key=("table",),
)
SOURCES = Table(
    "sources",
    "what was received: the files and sheets of each table",
    (
        key("table", "table that they hold"),
        text("file", "the file, relative to the workspace"),
        text("sheet", "the sheet of it"),
        count("rows", "rows received from it"),
        count("columns", "fields of the table, with those that only other files of it have"),
    ),
    key=("table", "file", "sheet"),
)
CHANGES = Table(
    "changes",
    "the cleaning log counted, without any value",
    (
        key("table", "table that was changed"),
        text("field", "field that was changed"),
        key("rule", "rule that changed it"),
        key("action", "what was done"),
        key("status", "whether it was done"),
        count("count", "rows of the log"),
    ),
)
TABLES = (
    RECEIVED,
    QUESTIONS,
    QUESTION_LABELS,
    CHOICES,
    CHOICE_LABELS,
    LOG,
    DECISIONS,
    ISSUES,
    PAIRS,
    LINKS,
    RESPONSE_RATES,
    ACCOUNT,
    SOURCES,
    CHANGES,
    ANSWERS_IN_WORDS,
    RELEASED_COMMENTS,
    COMMENTS,
    RATINGS,
    PLAN,
    ESTIMATES,
    ACTIVITIES,
    LABELS,
    RECOMMENDED,
    RECOMMENDATIONS,
    BACKGROUND,
)
