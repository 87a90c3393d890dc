"""What one group reported, and how sure that is, in sentences."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, select_counts
from needs_analysis.tables.groups import list_counted, say_counted, say_group
from needs_analysis.tables.label import say_label
from needs_analysis.tables.numbers import count_cell
from needs_analysis.tables.profile import Profile, read_profile
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table_profile import say_none, say_unprofiled

FIRST, FURTHEST = 3, 2
LEAST = 0.05


def state_profile(release: Release, language: str, *, by: str, group: str) -> Statement:
    """Say who answered of one country or type of agency, what they lack most, how sure that is, what sets them apart.

    Args:
        release: the edition's release.
        language: of the sentences.
        by: country or agency_type.
        group: its code; with a blank one the sentences say which groups there are.

    Raises:
        ReleaseError: the release has no such group.

    >>> print(state_profile(release, "en", by="country", group="KAZ").text)
    Participants: 9; responses: 8. By what these participants reported, the largest gaps between importance and ...
    """
    profile = read_profile(release, by=by, group=group)
    if not group:
        return Statement(" ".join([*_say_profiled(release, by, language), *say_unprofiled(release, by, language)]))
    first = (
        _say_people(release, profile, language),
        _say_kind(profile, language),
        _say_first(release, profile, language),
    )
    points = (
        _say_certainty(profile, language),
        _say_shrunken(profile, language),
        _say_departures(release, profile, language),
        _say_withheld(profile, language),
    )
    return Statement(" ".join(filter(None, first)), tuple(filter(None, points)))


def _say_profiled(release: Release, by: str, language: str) -> list[str]:
    groups = [
        f"{say_group(release, by, code, language)} ({code})"
        for code, yes in release.groups(by, language).items()
        if yes
    ]
    if not release.groups(by, language):
        return [
            say(
                "There are no means by {by}: the analysis plan does not ask for them, or nobody who answered said "
                "theirs.",
                language=language,
                by=by,
            )
        ]
    if not groups:
        return [say("Nothing can be reported of any single group.", language=language)]
    return [say("A profile can be given of: {names}.", language=language, names=", ".join(groups))]


def _say_people(release: Release, profile: Profile, language: str) -> str:
    counts = {measure: select_counts(release, measure, profile.by) for measure in list_counted(release)}
    numbers = [
        f"{say_counted(measure, language)}: {count_cell(found[profile.group], language).text}"
        for measure, found in counts.items()
        if profile.group in found
    ]
    return f"{'; '.join([*numbers[:1], *(each[0].lower() + each[1:] for each in numbers[1:])])}." if numbers else ""


def _say_kind(profile: Profile, language: str) -> str:
    """Say where a group is not, or not only, of the national delegations."""
    if "national" in profile.kinds:
        if profile.by == "agency_type" and len(profile.kinds) > 1:
            return say("The means take in the national delegations alone.", language=language)
        return ""
    if profile.by == "country":
        return say(
            "They took part as observers: the means of all national delegations beside theirs are of others.",
            language=language,
        )
    return say(
        "They came for organisations, as experts or as observers: the means of all national delegations beside theirs "
        "are of others.",
        language=language,
    )


def _say_first(release: Release, profile: Profile, language: str) -> str:
    if not profile.placed:
        return _say_themes(release, profile, language)
    is_gap = release.manifest["order"] == "gap"
    first = [code for code in profile.placed[:FIRST] if not is_gap or (profile.ordering[code].value or 0) > 0]
    if not first:
        return say("For no need was importance reported higher than capacity.", language=language)
    needs = "; ".join(_say_need(release, profile, code, language) for code in first)
    if is_gap:
        return say(
            "By what these participants reported, the largest gaps between importance and capacity are: {needs}.",
            language=language,
            needs=needs,
        )
    return say("By what these participants reported, most important are: {needs}.", language=language, needs=needs)


def _say_themes(release: Release, profile: Profile, language: str) -> str:
    """Say why no need of a group has a number, and which themes have one."""
    why = say_none(language)
    if not profile.placed_themes:
        return why
    themes = "; ".join(_say_need(release, profile, code, language) for code in profile.placed_themes[:FIRST])
    if release.manifest["order"] == "gap":
        told = say(
            "By theme, the largest gaps that these participants reported are: {themes}.", language, themes=themes
        )
    else:
        told = say("By theme, these participants reported as most important: {themes}.", language, themes=themes)
    return f"{why} {told}"


def _say_need(release: Release, profile: Profile, code: str, language: str) -> str:
    own, region = profile.ordering[code], profile.region.get(code, Estimate())
    kind = "theme" if code in profile.themes else "need"
    words = {"need": say_label(release, kind, code, language), "n": own.n}
    words["value"] = say_number(own.value or 0.0, language)
    if region.value is None:
        return say("“{need}” ({value}, n = {n})", language=language, **words)
    all_ = say_number(region.value, language)
    return say("“{need}” ({value}, n = {n}; all delegations {region})", language=language, **words, region=all_)


def _say_certainty(profile: Profile, language: str) -> str:
    first, *others = [profile.ordering[code].interval for code in profile.placed] or [None]
    if not others:
        return ""
    if first is None:
        return say("The first has no interval, so how sure its place is cannot be said.", language=language)
    near = sum(interval is None or interval[1] >= first[0] for interval in others)
    if not near:
        return say("The 95 % interval of the first lies above those of all other needs.", language=language)
    return say_count(
        "The interval of {n} other need overlaps with that of the first, so which of them comes first is not certain.",
        "The intervals of {n} other needs overlap with that of the first, so which of them comes first is not certain.",
        near,
        language=language,
    )


def _say_shrunken(profile: Profile, language: str) -> str:
    """Set the first mean beside what is left of it when it is drawn towards all."""
    first = next(iter(profile.placed), "")
    drawn = profile.shrunken.get(first, Estimate()).value
    if not first or drawn is None:
        return ""
    return say(
        "Means of few people move easily: drawn towards the mean of all, the first is {drawn} instead of {value}.",
        language=language,
        drawn=say_number(drawn, language),
        value=say_number(profile.ordering[first].value or 0.0, language),
    )


def _say_departures(release: Release, profile: Profile, language: str) -> str:
    apart = {code: found for code in profile.needs if (found := profile.difference(code)) is not None}
    furthest = sorted(apart, key=lambda code: -abs(apart[code]))[:FURTHEST]
    named = [
        say(
            "“{need}” ({difference})",
            language=language,
            need=say_label(release, "need", code, language),
            difference=say_number(apart[code], language, signed=True),
        )
        for code in furthest
        if abs(apart[code]) >= LEAST
    ]
    if not named:
        return ""
    return say(
        "They differ most from all national delegations, in points, on: {needs}; with so few people that may be "
        "chance.",
        language=language,
        needs="; ".join(named),
    )


def _say_withheld(profile: Profile, language: str) -> str:
    withheld = sum(profile.ordering[code].note == "too_few" for code in profile.needs)
    if not withheld or not profile.placed:
        return ""
    return say_count(
        "For {n} need there is no number: too few of them answered, or it is withheld to protect a smaller group.",
        "For {n} needs there is no number: too few of them answered, or it is withheld to protect a smaller group.",
        withheld,
        language=language,
    )
