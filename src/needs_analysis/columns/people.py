"""The declarations of what is said about people: pairs that may be one person, links of forms, response rates."""

from __future__ import annotations

from needs_analysis.columns.table import Column, Table, count, key, text

PAIRS = Table(
    "pairs",
    "two rows that may be one person, for a person to look at; nothing is merged",
    (
        key("table", "table of the one row"),
        key("row_id", "the one row: the later of the two, or the form"),
        key("other_table", "table of the other row"),
        key("other_row_id", "the other row"),
        Column(
            "chance", "number", "chance that both are one person, as far as the facts compared can tell", blank=False
        ),
        Column("bits", "number", "what the facts add up to: log2 of the odds", blank=False),
        key("evidence", "each fact compared, its level and its bits, as name=level bits; name=level bits"),
    ),
    key=("table", "row_id", "other_table", "other_row_id"),
)
LINKS = Table(
    "links",
    "which form is which participant's; every form and every participant stands in it, linked or not",
    (
        text("participant", "row of the participants; blank for a form that is linked to nobody"),
        text("response", "row of the responses; blank for a participant without a form"),
        key("method", "what links them; none where nothing does", "code", "email", "name", "none"),
        text(
            "note",
            "repeated: a further form of the same person; ambiguous: several would fit, so none is linked; "
            "contradicted: the names differ",
            "",
            "repeated",
            "ambiguous",
            "contradicted",
        ),
        text("candidates", "rows that would fit, where several do or the names differ"),
    ),
)
RESPONSE_RATES = Table(
    "response_rates",
    "how many of those registered answered, by group; of persons, so it stays with the clean data",
    (
        text("by", "country, agency, agency_type, delegation; blank for the whole"),
        text("group", "code of the group; blank where the row says none"),
        count("registered", "participants in the list"),
        count("responses", "forms from the group, as the forms themselves say"),
        count("answered", "participants with a linked form"),
        count("unlinked", "forms from the group that are linked to nobody"),
        Column("rate", "number", "answered / registered, or responses / registered where forms name nobody"),
        key(
            "method",
            "linked: persons were matched; counted: forms name nobody, so only numbers are compared",
            "linked",
            "counted",
        ),
    ),
    key=("by", "group"),
)
