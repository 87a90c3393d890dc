"""How many of those registered answered: overall, by country, agency, agency type and delegation."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import RESPONSE_RATES

GROUPS = ("country", "agency", "agency_type", "delegation")


def rate_responses(participants: pd.DataFrame, responses: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give the response rate of each group that either list names.

    A participant has answered if a form is linked to them, and counts with the group that the list of participants
    says. Forms linked to nobody stand beside the rate, with the group that they themselves say. Where no form at all
    could be linked, because forms name nobody, the numbers of forms and of participants are compared instead.

    Args:
        participants: `row_id` and some of country, agency, agency_type, delegation.
        responses: the same.
        links: what `link_responses` says of both.

    >>> from needs_analysis.columns import LINKS
    >>> people = pd.DataFrame({"row_id": ["p1", "p2"], "country": ["KAZ", "KAZ"]})
    >>> forms = pd.DataFrame({"row_id": ["f1"], "country": ["KAZ"]})
    >>> links = LINKS.frame([{"participant": "p1", "response": "f1", "method": "email"}])
    >>> rate_responses(people, forms, links)[["by", "group", "answered", "rate"]].fillna("").values.tolist()
    [['', '', 1, 0.5], ['country', 'KAZ', 1, 0.5]]
    """
    linked = links[links["method"].ne("none")]
    answered = participants[participants["row_id"].isin(linked["participant"])]
    unlinked = responses[~responses["row_id"].isin(linked["response"])]
    sizes = {"registered": participants, "responses": responses, "answered": answered, "unlinked": unlinked}
    groups = [name for name in GROUPS if name in participants or name in responses]
    counted = [_count(sizes, by) for by in ("", *groups)]
    rates = pd.concat(counted, ignore_index=True)
    method = "linked" if len(linked) else "counted"
    above = rates["answered" if len(linked) else "responses"]
    rates["rate"] = (above / rates["registered"]).where(rates["registered"] > 0)
    return RESPONSE_RATES.frame(rates.assign(method=method))


def _count(sizes: dict[str, pd.DataFrame], by: str) -> pd.DataFrame:
    """Count the rows of each table by group; rows that name none are counted with the blank group."""
    counts = {
        name: (table[by].fillna("") if by in table else pd.Series("", index=table.index, dtype="str")).value_counts()
        for name, table in sizes.items()
    }
    together = pd.DataFrame(counts).fillna(0).astype("int64").sort_index()
    return together.rename_axis("group").reset_index().assign(by=by)
