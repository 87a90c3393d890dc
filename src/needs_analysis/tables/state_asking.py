"""How people were asked: what they rated, on which scale, and what a number is counted from."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.measures import scale_of
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.scope import say_event, say_responses, say_weighting
from needs_analysis.tables.state_needs import say_no_capacity
from needs_analysis.tables.statement import Statement


def state_asking(release: Release, language: str) -> Statement:
    """Say what people rated and on which scale.

    >>> print(state_asking(release, "en").text)
    People filled in a form (Ashgabat, 12–14 May 2026; 18 responses). They rated 4 needs. Importance ...
    """
    form = say(
        "People filled in a form ({event}; {responses}).",
        language=language,
        event=say_event(release, language),
        responses=say_responses(release, language),
    )
    if not list_measures(release):
        return Statement(f"{form} {say('No question of this survey rates a need.', language=language)}")
    rated = say_count(
        "They rated {n} need.", "They rated {n} needs.", len(order_items(release, "need")), language=language
    )
    return Statement(" ".join([form, rated, *_say_scales(release, language)]))


def state_counting(release: Release, language: str) -> Statement:
    """Say how answers become numbers: who is averaged, what an interval is, what needs are ordered by.

    >>> state_counting(release, "en").points[0]
    'Means over all are those of the national delegations: each country counts once.'
    """
    if not list_measures(release):
        return Statement(say("Shares and means are of those who answered the question.", language=language))
    points = (
        _say_over_all(release, language),
        say(
            "n is the number of people behind a number. A mean has a 95 % interval wherever one can be given: how far "
            "the mean might move if other people from the same services had answered.",
            language=language,
        ),
        _say_order(release, language),
        say(
            "No need is given a bare rank. Its place is a range, and with 95 % confidence all needs lie within theirs "
            "at once. A tier holds the needs that are not told apart from its first; within it there is no certain "
            "order.",
            language=language,
        ),
        say(
            "A place that differs by more than five between measures or weightings is marked *, as it hangs on the "
            "method.",
            language=language,
        ),
    )
    return Statement(say("From answers to numbers:", language=language), tuple(point for point in points if point))


def state_conclusions(release: Release, language: str) -> Statement:
    """Say what cannot be concluded from the report.

    >>> state_conclusions(release, "en").points[0]
    'Which country needs more than another: every number is what participants reported about their own services.'
    """
    points = (
        say(
            "Which country needs more than another: every number is what participants reported about their own "
            "services.",
            language=language,
        ),
        say("Which of the needs of one tier is the most pressing.", language=language)
        if list_measures(release)
        else "",
        say(
            "That nobody works on a need without a recorded activity, or that one with many is met.", language=language
        ),
        say("That the event is the cause of a change: nobody was asked who did not take part in it.", language=language)
        if release.manifest.get("evaluation")
        else "",
        _say_attribution(release, language),
    )
    lead = say("From this report it cannot be concluded:", language=language)
    return Statement(lead, tuple(filter(None, points)), about="limits")


def state_versions(release: Release, language: str) -> Statement:
    """Say with what the numbers were computed.

    >>> state_versions(release, "en").text
    'Computed with: needs_analysis 0.1.0. The files and the account of the data stand in the last section.'
    """
    named = ", ".join(f"{name} {version}" for name, version in release.manifest["versions"].items())
    return Statement(
        say(
            "Computed with: {versions}. The files and the account of the data stand in the last section.",
            language=language,
            versions=named,
        )
    )


def _say_scales(release: Release, language: str) -> list[str]:
    """Say on which scale each measure was rated, in one sentence where it is the same."""
    asked = [measure for measure in list_measures(release) if measure != "gap"]
    ends = {measure: _ends(release, measure, language) for measure in asked}
    if "capacity" not in ends:
        told = say("Importance was rated on a scale from {low} to {high}.", language=language, **ends["importance"])
        return [told, say_no_capacity(language)]
    if "importance" not in ends:
        return [say("Capacity was rated on a scale from {low} to {high}.", language=language, **ends["capacity"])]
    if ends["importance"] == ends["capacity"] and "gap" in list_measures(release):
        told = say(
            "Importance and capacity were rated on a scale from {low} to {high}; the gap is importance minus capacity, "
            "over the people who rated both.",
            language=language,
            **ends["importance"],
        )
        return [told]
    return [
        say("Importance was rated on a scale from {low} to {high}.", language=language, **ends["importance"]),
        say("Capacity was rated on a scale from {low} to {high}.", language=language, **ends["capacity"]),
        say("No gap is given.", language=language),
    ]


def _ends(release: Release, measure: str, language: str) -> dict[str, str]:
    low, high = scale_of(release, measure)
    return {"low": say_number(low, language, digits=0), "high": say_number(high, language, digits=0)}


def _say_over_all(release: Release, language: str) -> str:
    return say(
        "Means over all are those of the national delegations: {weighting}.",
        language=language,
        weighting=say_weighting(release, language),
    )


def _say_order(release: Release, language: str) -> str:
    if release.manifest["order"] != "gap":
        return say("Needs are ordered by mean importance, the highest first.", language=language)
    return say(
        "Needs are ordered by the gap, the largest first; a need of mean importance below {floor} takes no place, so "
        "that a large gap alone does not make it a priority.",
        language=language,
        floor=say_number(float(release.manifest["floor"]), language),
    )


def _say_attribution(release: Release, language: str) -> str:
    if release.manifest["workshop"].get("attribution") != "chatham_house":
        return ""
    return say("Who said what: nothing is attributed to a person or an agency.", language=language)
