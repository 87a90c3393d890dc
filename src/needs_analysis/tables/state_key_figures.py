"""The figures that a reader takes away: who answered, which need comes first, how sure that is, who assists."""

from __future__ import annotations

from needs_analysis.columns import CURRENT
from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.assistance import count_recorded, has_list, say_as_of, say_no_list
from needs_analysis.tables.estimate import select_counts
from needs_analysis.tables.first_tier import list_first_tier, say_no_tier
from needs_analysis.tables.key_figures import KeyFigure, KeyFigures
from needs_analysis.tables.label import say_label
from needs_analysis.tables.numbers import say_interval, say_percent
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.ranks import Place, places_of
from needs_analysis.tables.response_rates import say_no_list as say_no_participants
from needs_analysis.tables.response_rates import select_rates
from needs_analysis.tables.scope import say_event, say_national_responses, say_weighting

NONE = "–"


def state_key_figures(release: Release, language: str) -> KeyFigures:
    """Give up to five figures, each with what it counts and how sure it is.

    >>> [(figure.value, figure.counts) for figure in state_key_figures(release, "en").figures][:2]
    [('18', 'responses'), ('3', 'national delegations')]
    """
    figures = [_responses(release, language), _delegations(release, language)]
    if list_measures(release):
        figures += [_first(release, language), _tier(release, language)]
    figures.append(_assistance(release, language))
    event = say("As reported by the participants, {event}.", language=language, event=say_event(release, language))
    return KeyFigures(event, tuple(figures))


def _responses(release: Release, language: str) -> KeyFigure:
    total = select_counts(release, "responses", "").get("")
    sure = _say_rate(release, language)
    if total is None or total.value is None:
        return KeyFigure(NONE, say("number of responses not given", language=language), sure, given=False)
    n = int(total.value)
    return KeyFigure(say_number(n, language, digits=0), say_count("response", "responses", n, language=language), sure)


def _say_rate(release: Release, language: str) -> str:
    people, rate = select_counts(release, "participants", "").get(""), select_rates(release, "").get("")
    if people is None:
        return say_no_participants(language)
    if people.value is None or rate is None or rate.value is None:
        return say(
            "The response rate is withheld: it is of too few people, or protects a smaller group.", language=language
        )
    return say_count(
        "from {n} participant: a response rate of {rate}",
        "from {n} participants: a response rate of {rate}",
        int(people.value),
        language=language,
        rate=say_percent(rate.value, language),
    )


def _delegations(release: Release, language: str) -> KeyFigure:
    countries = release.manifest["nesting"]["country"]
    n = sum("national" in kinds for kinds in countries.values())
    counts = say_count("national delegation", "national delegations", n, language=language)
    sure = f"{say_national_responses(release, language)}; {say_weighting(release, language)}"
    return KeyFigure(say_number(n, language, digits=0), counts, sure)


def _first(release: Release, language: str) -> KeyFigure:
    """Give the number of the need that stands first, and its words."""
    code, found = next(
        ((code, one) for code, one in order_items(release, "need").items() if one.value is not None), ("", None)
    )
    gap = release.manifest["order"] == "gap"
    if found is None:
        counts = (
            say("gap of the first need", language=language)
            if gap
            else say("importance of the first need", language=language)
        )
        return KeyFigure(
            NONE, counts, say("No need has a number that can be reported.", language=language), given=False
        )
    words = {"need": say_label(release, "need", code, language)}
    counts = (
        say("gap of the first need: “{need}”", language=language, **words)
        if gap
        else say("importance of the first need: “{need}”", language=language, **words)
    )
    return KeyFigure(say_interval(found, language), counts, _say_behind(found.n, language))


def _say_behind(n: int | None, language: str) -> str:
    if n is None:
        return ""
    return say_count(
        "in brackets the 95 % interval; {n} person rated it",
        "in brackets the 95 % interval; {n} people rated it",
        n,
        language=language,
    )


def _tier(release: Release, language: str) -> KeyFigure:
    needs = list_first_tier(release)
    if not needs:
        return KeyFigure(
            NONE, say("needs in the first tier", language=language), say_no_tier(release, language), given=False
        )
    counts = say_count("need in the first tier", "needs in the first tier", len(needs), language=language)
    return KeyFigure(say_number(len(needs), language, digits=0), counts, _say_apart(release, needs, language))


def _say_apart(release: Release, needs: list[str], language: str) -> str:
    if len(needs) == 1:
        return say("with 95 % confidence told apart from all others", language=language)
    hanging = sum(places_of(release).get(need, Place()).note == "depends_on_method" for need in needs)
    told = say("the answers do not tell them apart", language=language)
    if not hanging:
        return told
    more = say_count(
        "for {n} the place depends on the method", "for {n} the place depends on the method", hanging, language=language
    )
    return f"{told}; {more}"


def _assistance(release: Release, language: str) -> KeyFigure:
    """Count the first tier's needs with a current activity; all current activities where there is no tier."""
    needs, counted = list_first_tier(release), count_recorded(release, "activities")
    if not has_list(release):
        return KeyFigure(NONE, say("recorded activities", language=language), say_no_list(language), given=False)
    as_of = say("as of {date}", language=language, date=say_as_of(release, language))
    if not needs:
        n = counted.get("", 0)
        counts = say_count("current activity recorded", "current activities recorded", n, language=language)
        return KeyFigure(say_number(n, language, digits=0), counts, as_of)
    n = count_on(release, needs)
    bare = sum(not counted.get(need) for need in needs)
    without = say_count(
        "{n} of these needs has none recorded", "{n} of these needs have none recorded", bare, language=language
    )
    counts = say_count(
        "current activity recorded on the first tier",
        "current activities recorded on the first tier",
        n,
        language=language,
    )
    return KeyFigure(say_number(n, language, digits=0), counts, f"{as_of}; {without}" if bare else as_of)


def count_on(release: Release, needs: list[str]) -> int:
    """Count the current activities on any of some needs, each once.

    >>> count_on(release, ["RSK-1", "RSK-2"])
    3
    """
    listed = release.activities
    current = listed["status"].isin(CURRENT) & listed["need"].isin(needs)
    return int(listed.loc[current, "activity_id"].nunique())
