"""The declarations of what is said about people: pairs that may be one person, links of forms, response rates."""

from __future__ import annotations

from needs_analysis.columns.table import Column, Table


def _text(name: str, meaning: str, *allowed: str, blank: bool = True) -> Column:
    return Column(name, "text", meaning, tuple(allowed), blank)


def _key(name: str, meaning: str, *allowed: str) -> Column:
    return _text(name, meaning, *allowed, blank=False)


def _count(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, blank=False)


PAIRS = Table(
    "pairs",
    "two rows that may be one person, for a person to look at; nothing is merged",
    (
        _key("table", "table of the one row"),
        _key("row_id", "the one row: the later of the two, or the form"),
        _key("other_table", "table of the other row"),
        _key("other_row_id", "the other row"),
        Column(
            "chance", "number", "chance that both are one person, as far as the facts compared can tell", blank=False
        ),
        Column("bits", "number", "what the facts add up to: log2 of the odds", blank=False),
        _key("evidence", "each fact compared, its level and its bits, as name=level bits; name=level bits"),
    ),
    key=("table", "row_id", "other_table", "other_row_id"),
)
LINKS = Table(
    "links",
    "which form is which participant's; every form and every participant stands in it, linked or not",
    (
        _text("participant", "row of the participants; blank for a form that is linked to nobody"),
        _text("response", "row of the responses; blank for a participant without a form"),
        _key("method", "what links them; none where nothing does", "code", "email", "name", "none"),
        _text(
            "note",
            "repeated: a further form of the same person; ambiguous: several would fit, so none is linked; "
            "contradicted: the names differ",
            "",
            "repeated",
            "ambiguous",
            "contradicted",
        ),
        _text("candidates", "rows that would fit, where several do or the names differ"),
    ),
)
RESPONSE_RATES = Table(
    "response_rates",
    "how many of those registered answered, by group; of persons, so it stays with the clean data",
    (
        _text("by", "country, agency, agency_type; blank for the whole"),
        _text("group", "code of the group; blank where the row says none"),
        _count("registered", "participants in the list"),
        _count("responses", "forms from the group, as the forms themselves say"),
        _count("answered", "participants with a linked form"),
        _count("unlinked", "forms from the group that are linked to nobody"),
        Column("rate", "number", "answered / registered, or responses / registered where forms name nobody"),
        _key(
            "method",
            "linked: persons were matched; counted: forms name nobody, so only numbers are compared",
            "linked",
            "counted",
        ),
    ),
    key=("by", "group"),
)
