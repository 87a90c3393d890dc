"""What limits the data, and what follows from it, in sentences."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, as_estimates, select_counts, select_means
from needs_analysis.tables.groups import say_group
from needs_analysis.tables.non_answers import say_answer
from needs_analysis.tables.numbers import say_percent
from needs_analysis.tables.response_rates import are_linked, say_no_list, select_rates
from needs_analysis.tables.scope import say_national_responses
from needs_analysis.tables.statement import Statement


def state_limits(release: Release, language: str) -> Statement:
    """Say what the data cannot tell: who did not answer, what was left unrated, who weighs how much, who is not shown.

    >>> state_limits(release, "en").points[0]
    'Response rate: 90 % of 20 participants. What the others would have said is not known. The forms name nobody, ...'
    """
    points = (
        _say_response(release, language),
        _say_unrated(release, language),
        _say_languages(release, language),
        _say_uneven(release, language),
        _say_withheld(release, language),
        _say_chance(release, language),
    )
    return Statement(
        say("What has to be kept in mind with every number of this report:", language=language),
        tuple(point for point in points if point),
    )


def _say_response(release: Release, language: str) -> str:
    rate = select_rates(release, "").get("")
    if rate is None:
        return say_no_list(language)
    if rate.value is None:
        return say(
            "The response rate is withheld: it is of too few people, or protects a smaller group.", language=language
        )
    told = say_count(
        "Response rate: {rate} of {n} participant.",
        "Response rate: {rate} of {n} participants.",
        rate.n or 0,
        language=language,
        rate=say_percent(rate.value, language),
    )
    unsure = (
        ""
        if are_linked(release)
        else say("The forms name nobody, so who did not answer is not known.", language=language)
    )
    return " ".join(filter(None, [told, _say_others(rate.value, language), unsure, _say_range(release, language)]))


def _say_others(rate: float, language: str) -> str:
    if rate > 1:
        return say(
            "There are more forms than participants: some who answered are not on the list, or answered twice.",
            language=language,
        )
    return "" if rate == 1 else say("What the others would have said is not known.", language=language)


def _say_range(release: Release, language: str) -> str:
    """Say between what the rates of national delegations lie, without saying whose they are."""
    kinds = release.manifest["nesting"]["country"]
    rates = [
        found.value
        for group, found in select_rates(release, "country").items()
        if "national" in kinds.get(group, ()) and found.value is not None
    ]
    ends = [say_percent(end, language) for end in (min(rates, default=0), max(rates, default=0))]
    if len(rates) < 2 or ends[0] == ends[1]:
        return ""
    return say("By national delegation it lies between {low} and {high}.", language=language, low=ends[0], high=ends[1])


def _say_unrated(release: Release, language: str) -> str:
    kinds = as_estimates(release.select(statistic="share", measure="questions", by=""), "choice")
    given = {kind: found.value for kind, found in kinds.items() if kind != "rated" and found.value}
    if not kinds:
        return ""
    if not given:
        return say("Every question about needs got a rating.", language=language)
    ordered = sorted(given, key=lambda kind: (-(given[kind] or 0), kind))
    named = "; ".join(
        f"{say_answer(release, kind, language)} – {say_percent(given[kind] or 0, language, digits=1)}"
        for kind in ordered
    )
    return say(
        "Of all questions about needs {share} got no rating ({kinds}). These answers enter no mean and are no zero: a "
        "mean speaks only of those who gave a rating.",
        language=language,
        share=say_percent(sum(value or 0 for value in given.values()), language, digits=1),
        kinds=named,
    )


def _say_languages(release: Release, language: str) -> str:
    counted = select_counts(release, "responses", "language")
    if not counted:
        return say(
            "The forms do not say in which language they were filled in, so whether the wording in one language led to "
            "other answers cannot be looked into.",
            language=language,
        )
    named = "; ".join(_say_language(code, found, language) for code, found in counted.items())
    return say(
        "Forms by language: {languages}. A word may mean more in one language than in another, so a part of what looks "
        "like different needs may be different wording.",
        language=language,
        languages=named,
    )


def _say_language(code: str, found: Estimate, language: str) -> str:
    from babel import Locale

    name = Locale.parse(code).get_display_name(language) if code else say("not stated", language=language)
    number = (
        say("too few to report", language=language)
        if found.value is None
        else say_number(found.value, language, digits=0)
    )
    return f"{name} – {number}"


def _say_uneven(release: Release, language: str) -> str:
    """Say what the largest delegation's share is; a hidden one is never the largest, since the smallest are hidden."""
    kinds = release.manifest["nesting"]["country"]
    forms = select_counts(release, "responses", "country")
    sizes = [
        found.value for code, found in forms.items() if kinds.get(code) == ["national"] and found.value is not None
    ]
    total = select_counts(release, "responses", "delegation").get("national", Estimate()).value
    if not sizes or not total:
        return ""
    largest = say(
        "The largest national delegation gave {share} of the {responses}.",
        language=language,
        share=say_percent(max(sizes) / total, language),
        responses=say_national_responses(release, language),
    )
    return f"{largest} {_say_weights(release, language)}"


def _say_weights(release: Release, language: str) -> str:
    if release.manifest["weighting"] != "equal_country":
        return say("Each respondent counts once, so large delegations weigh more than small ones.", language=language)
    told = say(
        "Each country counts once, so it does not outvote the others; but what a small delegation says counts as much, "
        "on fewer people.",
        language=language,
    )
    whole = select_means(release, str(release.manifest["order"])).get("", Estimate())
    if whole.n_eff is None or whole.n is None:
        return told
    effect = say(
        "For the precision of a mean over all, {n} respondents are worth {n_eff} who would weigh alike.",
        language=language,
        n=say_number(whole.n, language, digits=0),
        n_eff=say_number(whole.n_eff, language),
    )
    return f"{told} {effect}"


def _say_withheld(release: Release, language: str) -> str:
    hidden = [
        say_group(release, "country", code, language)
        for code, is_shown in release.groups("country", language).items()
        if not is_shown
    ]
    if not hidden:
        return ""
    return say(
        "What was reported there is not shown on its own, since too few answered or a smaller group has to be "
        "protected: {names}. Where national, they do count in the means over all.",
        language=language,
        names=", ".join(hidden),
    )


def _say_chance(release: Release, language: str) -> str:
    """Say what chance the intervals speak of."""
    if release.manifest["sampled"]:
        return say(
            "The respondents were drawn as a sample, and the answers to the form are weighted as it was drawn. "
            "Intervals speak of the population that it stands for, as far as those who did not answer are like those "
            "who did.",
            language=language,
        )
    return say(
        "A workshop is no sample of a population: whoever was invited and came decides what is reported. Intervals "
        "say how far numbers might move with other people of the same services, and nothing of those never asked.",
        language=language,
    )
