"""The words of a report's page that do not depend on its data."""

from __future__ import annotations

from typing import Any

from needs_analysis.language import say


def page_words(language: str) -> dict[str, str]:
    """Return the page's words in a language, by the names its template uses.

    >>> page_words("en")["contents"]
    'Contents'
    """
    return {
        "kind": say("Needs assessment", language),
        "skip": say("Skip to the text", language),
        "contents": say("Contents", language),
        "objectives": say("Objectives of the workshop", language),
        "serves": say("Serves the objective:", language),
        "served_by": say("Served by:", language),
        "as_table": say("Show as table", language),
        "no_script": say("The charts need scripts to be drawn. The tables hold the same numbers.", language),
        "no_chart": say("This browser could not draw the chart. The table holds the same numbers.", language),
        **_provenance_words(language),
    }


def table_words(language: str) -> dict[str, Any]:
    """Return the words with which long tables are put in order and searched, and what two of their phrases are worth.

    >>> table_words("en")["shown"]
    'Rows shown: {shown} of {all}'
    """
    return {
        "search": say("Search in this table", language),
        "shown": say("Rows shown: {shown} of {all}", language, shown="{shown}", all="{all}"),
        "original": say("Original order", language),
        "values": {say("less than 1 %", language): 0.5, say("more than 99 %", language): 99.5},
    }


def index_words(language: str) -> dict[str, str]:
    """Return the words of the pages that list the reports.

    >>> index_words("en")["edition"]
    'Edition'
    """
    return {
        "kind": say("Needs assessment", language),
        "skip": say("Skip to the text", language),
        "reports": say("Reports", language),
        "documents": say("Documents of the event", language),
        "edition": say("Edition", language),
        "report": say("Report", language),
        "document": say("Document", language),
        "format": say("Format", language),
        "release": say("Release", language),
        "made": say("Made on", language),
        "size": say("Size", language),
    }


def _provenance_words(language: str) -> dict[str, str]:
    return {
        "provenance": say("How this report was made", language),
        "inputs": say("Files received", language),
        "file": say("File", language),
        "fingerprint": say("Fingerprint (SHA-256)", language),
        "account": say("Rows and cells, from received to clean", language),
        "table": say("Table", language),
        "rows_received": say("Rows received", language),
        "rows_dropped": say("Rows left out", language),
        "rows_clean": say("Rows used", language),
        "cells_set": say("Cells changed", language),
        "cells_blanked": say("Cells emptied", language),
        "log": say("The cleaning log in short", language),
        "no_log": say("The cleaning log is empty: the data were used as received.", language),
        "rule": say("Rule", language),
        "action": say("What it did", language),
        "status": say("Status", language),
        "count": say("Times", language),
        "parameters": say("What each part was given", language),
        "part": say("Part", language),
        "given": say("Parameters", language),
    }
