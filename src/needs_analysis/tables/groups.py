"""Groups of people that a release counts: countries, kinds of delegation, types of agency."""

from __future__ import annotations

from collections.abc import Iterable

from needs_analysis.language import say
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate, select_counts
from needs_analysis.tables.label import say_label

GROUPINGS = ("country", "delegation", "agency_type")
PEOPLE = ("participants", "responses")
NO_COUNTRY = (ORGANISATIONS, EXPERTS, "")
Counts = dict[str, dict[str, Estimate]]


def count_groups(release: Release, by: str) -> Counts:
    """Give the counts by group, of participants and of responses, as far as the release has them.

    >>> counts = count_groups(release, "country")
    >>> counts["participants"]["KAZ"].value, counts["responses"]["KAZ"].value
    (9.0, 8.0)
    """
    return {measure: select_counts(release, measure, by) for measure in list_counted(release)}


def list_counted(release: Release) -> list[str]:
    """List who is counted: participants where there is a list of them, and responses.

    >>> list_counted(release)
    ['participants', 'responses']
    """
    return list(release.once(_counted))


def list_groups(release: Release, by: str, language: str) -> list[str]:
    """List the groups counted: countries by name, other groups as their register has them, unknown ones last.

    >>> list_groups(release, "country", "en")
    ['KAZ', 'KGZ', 'TJK']
    """
    counted = {code for found in count_groups(release, by).values() for code in found}
    if by == "country":
        return sorted(counted, key=lambda code: (code in NO_COUNTRY, say_group(release, by, code, language).casefold()))
    return _in_order(release, by, counted)


def list_countries(release: Release, language: str) -> list[str]:
    """List the countries counted, by name; organisations and experts are none.

    >>> list_countries(release, "ru")
    ['KAZ', 'KGZ', 'TJK']
    """
    return [code for code in list_groups(release, "country", language) if code not in NO_COUNTRY]


def say_group(release: Release, by: str, code: str, language: str) -> str:
    """Name a group.

    >>> say_group(release, "country", "KGZ", "ru"), say_group(release, "agency_type", "", "en")
    ('Кыргызстан', 'Not stated')
    """
    return say_label(release, by, code, language) if code else say("Not stated", language=language)


def say_grouping(by: str, language: str) -> str:
    """Name a way of grouping.

    >>> say_grouping("agency_type", "en")
    'By type of agency'
    """
    if by == "country":
        return say("By country", language=language)
    if by == "delegation":
        return say("By kind of delegation", language=language)
    return say("By type of agency", language=language)


def say_merged(release: Release, language: str) -> tuple[str, ...]:
    """Say of each type of agency which others are counted with it, since too few people are of them.

    >>> from dataclasses import replace
    >>> merged = {"customs": "border_service"}
    >>> say_merged(replace(release, manifest={**release.manifest, "merged": merged}), "en")
    ('Merged into “Border service”, as too few to report by themselves: Customs.',)
    """
    by, merged = "agency_type", dict[str, str](release.manifest.get("merged", {}))
    within = {target: [code for code in merged if merged[code] == target] for target in merged.values()}
    return tuple(
        say(
            "Merged into “{group}”, as too few to report by themselves: {names}.",
            language=language,
            group=say_group(release, by, target, language),
            names=", ".join(say_group(release, by, code, language) for code in _in_order(release, by, codes)),
        )
        for target, codes in sorted(within.items())
    )


def say_people(release: Release, language: str) -> str:
    """Name the people who are counted.

    >>> say_people(release, "en")
    'Who took part and who answered'
    """
    if "participants" in list_counted(release):
        return say("Who took part and who answered", language=language)
    return say("Who answered", language=language)


def say_counted(measure: str, language: str) -> str:
    """Name who is counted.

    >>> say_counted("responses", "en")
    'Responses'
    """
    if measure == "participants":
        return say("Participants", language=language)
    return say("Responses", language=language)


def _counted(release: Release) -> list[str]:
    counted = set(release.select(statistic="count")["measure"])
    return [measure for measure in PEOPLE if measure in counted]


def _in_order(release: Release, by: str, codes: Iterable[str]) -> list[str]:
    """Put groups in the order of their register, unknown ones last."""
    known = release.codes(by)
    return sorted(codes, key=lambda code: (known.index(code) if code in known else len(known), code))
