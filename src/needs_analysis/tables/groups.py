"""Groups of people that a release counts: countries, kinds of delegation, types of agency."""

from __future__ import annotations

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
    counted = release.select(statistic="count")["measure"]
    return [measure for measure in PEOPLE if (counted == measure).any()]


def list_groups(release: Release, by: str, language: str) -> list[str]:
    """List the groups counted: countries by name, other groups as their register has them, unknown ones last.

    >>> list_groups(release, "country", "en")
    ['KAZ', 'KGZ', 'TJK']
    """
    counted = {code for found in count_groups(release, by).values() for code in found}
    if by == "country":
        return sorted(counted, key=lambda code: (code in NO_COUNTRY, say_group(release, by, code, language).casefold()))
    known = release.codes(by)
    return sorted(counted, key=lambda code: (known.index(code) if code in known else len(known), code))


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
