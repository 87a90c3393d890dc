"""The declarations: table by table, what each column is called, what it means and what it may hold."""

from __future__ import annotations

from needs_analysis.columns.people import LINKS, PAIRS, RESPONSE_RATES
from needs_analysis.columns.table import Column, Table


def _text(name: str, meaning: str, *allowed: str, blank: bool = True) -> Column:
    return Column(name, "text", meaning, tuple(allowed), blank)


def _key(name: str, meaning: str, *allowed: str) -> Column:
    return _text(name, meaning, *allowed, blank=False)


def _count(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, blank=False)


_PLACE = (
    _text("file", "file the row was received in, relative to the workspace"),
    _text("sheet", "sheet of that file"),
    Column("row", "integer", "row in that sheet, counted from 1 as spreadsheets do"),
)

RECEIVED = Table(
    "received",
    "a source as it arrived: every cell as text, nothing dropped; further columns are the source's own fields",
    (_key("row_id", "name of the row, stable while the source names it"), *_PLACE),
    key=("row_id",),
    open=True,
)
QUESTIONS = Table(
    "questions",
    "what each field of the responses asks",
    (
        _key("table", "table that holds the field: responses, or the name of a repeat group"),
        _key("field", "field of that table"),
        _text("type", "question type as in XLSForm: select_one, select_multiple, text, integer, calculate, …"),
        _text("choices", "name of the scale or choice list that the answers come from"),
        _text("need", "id of the need that is asked about; blank for other questions"),
        _text("measure", "what is asked about the need: importance, capacity, assistance_priority, …"),
        _text("label", "the question's words"),
        _text("group", "groups that the question stands in, outermost first, joined by /"),
        _text("relevant", "when it is asked, with the conditions of its groups; an XLSForm expression"),
        _text("constraint", "what an answer must fulfil; an XLSForm expression where . is the answer"),
        _text("required", "yes where an answer is required"),
        _text("calculation", "how a calculated field is made; an XLSForm expression"),
        _text("choice_filter", "which of the choices are offered; an XLSForm expression over the choice's columns"),
        _text("versions", "versions of the form that ask it, separated by blanks; blank means all"),
    ),
    key=("table", "field"),
)
QUESTION_LABELS = Table(
    "question_labels",
    "the words of each question in each language of the form",
    (
        _key("table", "table that holds the field"),
        _key("field", "field of that table"),
        _text("language", "language as the form names it; blank where it names none"),
        _key("label", "the question's words"),
    ),
)
CHOICES = Table(
    "choices",
    "the answers that a choice list or scale allows; further columns are those that choice filters read",
    (
        _key("choices", "name of the scale or choice list"),
        _key("code", "the code that clean data hold"),
        Column("value", "number", "position on the scale; blank for an answer that is no rating"),
        _key("label", "one spelling of the answer, in any language"),
    ),
    open=True,
)
LOG = Table(
    "cleaning_log",
    "every difference between received and clean data, one row a cell or dropped row",
    (
        _key("table", "table that is changed"),
        _key("row_id", "row that is changed"),
        _text("field", "field that is changed; blank where the whole row is dropped"),
        _text("old_value", "what stands there; blank means a blank cell"),
        _text("new_value", "what shall stand there"),
        _key("action", "what is done", "set", "blank", "drop", "keep"),
        _key("rule", "check, resolver or person that says so"),
        _key("status", "whether it is done", "applied", "needs_review", "rejected"),
        _text("comment", "why"),
        _text("cause", "field of the same row whose change made this one necessary; blank for a decision of its own"),
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
        _key("table", "table it was found in"),
        _text("row_id", "row it was found in"),
        _text("field", "field it was found in"),
        _text("value", "what stands there"),
        _key("check", "check that found it: what is wrong, in the register's words"),
        _key(
            "severity",
            "stop: no report before it is answered; review: should be answered; note: to know, asks for no answer",
            *("stop", "review", "note"),
        ),
        _text("suggestion", "near misses, never applied by themselves"),
        _text("evidence", "what was measured, as name=value; name=value; of a note, its words"),
        Column("effect", "number", "most that a published estimate can move, as a share of its scale; blank: unknown"),
        *_PLACE,
        _text("column", "heading of the field in the source"),
    ),
)
ACCOUNT = Table(
    "account",
    "rows and cells in, changed and left out, a table a line; it always closes",
    (
        _key("table", "table that is accounted for"),
        _count("rows_received", "rows received"),
        _count("rows_dropped", "rows dropped in the log"),
        _count("rows_clean", "rows in the clean table"),
        _count("cells_received", "cells received (rows × fields, blank ones included)"),
        _count("cells_dropped", "cells in dropped rows"),
        _count("cells_set", "cells given another value"),
        _count("cells_blanked", "cells emptied"),
        _count("cells_unchanged", "cells as received"),
    ),
    key=("table",),
)
SOURCES = Table(
    "sources",
    "what was received: the files and sheets of each table",
    (
        _key("table", "table that they hold"),
        _text("file", "the file, relative to the workspace"),
        _text("sheet", "the sheet of it"),
        _count("rows", "rows received from it"),
        _count("columns", "fields of the table, with those that only other files of it have"),
    ),
    key=("table", "file", "sheet"),
)
CHANGES = Table(
    "changes",
    "the cleaning log counted, without any value",
    (
        _key("table", "table that was changed"),
        _text("field", "field that was changed"),
        _key("rule", "rule that changed it"),
        _key("action", "what was done"),
        _key("status", "whether it was done"),
        _count("count", "rows of the log"),
    ),
)
DELEGATIONS = ("national", "observer", "organisation", "expert")
RATINGS = Table(
    "ratings",
    "one answer to one question about one need",
    (
        _key("response_id", "the form it stands in"),
        _text("country", "ISO 3166-1 alpha-3"),
        _text("agency_type", "type of the agency"),
        _text("delegation", "kind of delegation", *DELEGATIONS),
        _key("need", "need that is rated"),
        _text("theme", "theme of the need"),
        _key("measure", "importance, capacity, gap, …"),
        _key("answer", "rated, blank, or the code of a non-answer"),
        Column("value", "number", "the rating; blank unless the answer is a rating"),
    ),
    key=("response_id", "need", "measure"),
)
NOTES = ("", "single_respondent", "no_variation", "no_answers", "too_few")
ESTIMATES = Table(
    "estimates",
    "one number a row",
    (
        _key("statistic", "mean, count or share", "mean", "count", "share"),
        _key("measure", "what is measured: importance, capacity, gap, participants, responses, …"),
        _text("item", "need, theme or question; blank for the whole"),
        _text("choice", "answer counted, for counts and shares"),
        _text("by", "disaggregation: country, agency_type, delegation; blank for the whole"),
        _text("group", "code of the group within the disaggregation"),
        _text("weighting", "equal_country, each_person; blank for counts"),
        Column("value", "number", "the estimate, on the unit of its measure; blank where it cannot be given"),
        Column("se", "number", "standard error; blank where there is none"),
        Column("low", "number", "lower end of the 95 % interval"),
        Column("high", "number", "upper end of the 95 % interval"),
        Column("n", "integer", "respondents behind the number, unweighted"),
        Column("n_countries", "integer", "countries behind the number"),
        _text("method", "how it was computed"),
        _text("note", "why a number or its interval is not given", *NOTES),
    ),
    key=("statistic", "measure", "item", "choice", "by", "group", "weighting"),
)
LABELS = Table(
    "labels",
    "words for codes, so that a release can be read without anything else",
    (
        _key("kind", "need, theme, country, agency_type, delegation, objective"),
        _key("code", "the code"),
        _text("parent", "theme of a need"),
        _key("language", "language of the label"),
        _key("label", "the words"),
    ),
    key=("kind", "code", "language"),
)
TABLES = (
    RECEIVED,
    QUESTIONS,
    QUESTION_LABELS,
    CHOICES,
    LOG,
    DECISIONS,
    ISSUES,
    PAIRS,
    LINKS,
    RESPONSE_RATES,
    ACCOUNT,
    SOURCES,
    CHANGES,
    RATINGS,
    ESTIMATES,
    LABELS,
)
