"""What limits the data, as numbers: how many answered, what was left unrated, in which languages."""

from __future__ import annotations

import re

import pandas as pd

from needs_analysis.columns import AGENCY_GROUP, ESTIMATES, RATINGS, RESPONSE_RATES

GROUPS = ("", "delegation", "country", "agency_type", AGENCY_GROUP)
DERIVED = "gap"
CODE = re.compile(r"(?:[^()]*\()?([a-z]{2,3})\)?")


def estimate_limits(ratings: pd.DataFrame, rates: pd.DataFrame, *, languages: pd.Series | None = None) -> pd.DataFrame:
    """Estimate response rates, the share of each kind of answer, and the number of forms by language.

    Args:
        ratings: the declared table of ratings; the gap is computed, so it was not asked and does not count.
        rates: the declared table of response rates. A group that the list of participants does not have has no rate.
        languages: the language of each form, where forms say it: a code, or a name with its code: «Russian (ru)».

    Returns:
        rows of the estimates: shares from 0 to 1 (above 1 where there are more forms than participants), with the
        number of people behind them: those on the list, and those who were asked.

    >>> rated = {"response_id": "f1", "need": "N1", "answer": "rated", "value": 4.0}
    >>> left = {"response_id": "f1", "need": "N2", "answer": "dont_know"}
    >>> ratings = RATINGS.frame([row | {"measure": "importance"} for row in (rated, left)])
    >>> found = estimate_limits(ratings, RESPONSE_RATES.frame([]))
    >>> found[["measure", "choice", "value", "n"]].values.tolist()
    [['questions', 'dont_know', 0.5, 1], ['questions', 'rated', 0.5, 1]]
    """
    parts = [_response_rates(RESPONSE_RATES.frame(rates)), _kinds_of_answer(RATINGS.frame(ratings))]
    if languages is not None:
        parts.append(_languages(languages))
    blank = {"item": "", "choice": "", "by": "", "group": "", "weighting": "", "note": ""}
    filled = [part.assign(**{name: words for name, words in blank.items() if name not in part}) for part in parts]
    return ESTIMATES.frame(pd.concat([ESTIMATES.frame([]), *(part for part in filled if len(part))]))


def _response_rates(rates: pd.DataFrame) -> pd.DataFrame:
    known = rates[rates["by"].fillna("").isin(GROUPS) & rates["rate"].notna()]
    columns = {"by": known["by"].fillna(""), "group": known["group"].fillna(""), "value": known["rate"]}
    columns |= {"n": known["registered"], "method": known["method"]}
    return pd.DataFrame(columns).assign(statistic="share", measure="response_rate")


def _kinds_of_answer(ratings: pd.DataFrame) -> pd.DataFrame:
    asked = ratings[ratings["measure"].ne(DERIVED)]
    return share_kinds(asked["answer"].value_counts(), n=asked["response_id"].nunique())


def share_kinds(counts: pd.Series, *, n: int) -> pd.DataFrame:
    """Share of all questions about needs that got each kind of answer, over everybody who was asked.

    >>> share_kinds(pd.Series({"rated": 3, "blank": 1}), n=2)[["choice", "value", "n"]].values.tolist()
    [['blank', 0.25, 2], ['rated', 0.75, 2]]
    """
    shares = (counts / counts.sum()).sort_index()
    rows = shares.rename_axis("choice").rename("value").reset_index()
    return rows.assign(statistic="share", measure="questions", n=n, method="share_of_questions")


def _languages(languages: pd.Series) -> pd.DataFrame:
    counted = languages.map(_language_code).value_counts().sort_index()
    rows = counted.rename_axis("group").rename("value").reset_index()
    return rows.assign(statistic="count", measure="responses", by="language", n=rows["value"], method="count")


def _language_code(said: object) -> str:
    """Take the code out of what a form says; free text is no code, and could be anything.

    >>> _language_code("Russian (ru)"), _language_code("KK"), _language_code("the second one")
    ('ru', 'kk', '')
    """
    from babel import Locale, UnknownLocaleError

    found = CODE.fullmatch(said.strip().lower()) if isinstance(said, str) else None
    try:
        return str(Locale.parse(found[1]).language) if found else ""
    except UnknownLocaleError:
        return ""
