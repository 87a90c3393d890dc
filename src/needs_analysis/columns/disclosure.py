"""The declarations of disclosure control: what an audit found."""

from __future__ import annotations

from needs_analysis.columns.assessment import STATISTICS
from needs_analysis.columns.table import Column, Table, key, text

AUDIT = Table(
    "audit",
    "how closely each suppressed number can be placed by others; one row a number",
    (
        key("statistic", "what was suppressed; count of «n of …»: the respondents behind a number", *STATISTICS),
        key("measure", "of what"),
        text("item", "need, theme or question; blank for the whole"),
        text("choice", "answer that the number is about"),
        text("by", "groups; blank for the whole"),
        text("group", "code of the group"),
        text("within", "agency type that a country is crossed with"),
        Column("lowest", "number", "lowest value that fits everything published"),
        Column("highest", "number", "highest value that fits"),
        Column("insider_lowest", "number", "the same for whoever is alone in a linked cell; blank where nobody is"),
        Column("insider_highest", "number", "the same for whoever is alone in a linked cell"),
        text("holds", "whether the interval is as wide as it must be", "yes", "no"),
    ),
    key=("statistic", "measure", "item", "choice", "by", "group", "within"),
)
