"""What one group reported of every theme and need, beside all national delegations."""

from __future__ import annotations

from collections.abc import Sequence

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.groups import say_group, say_merged
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import estimate_cell, respondents_cell, value_cell
from needs_analysis.tables.profile import Profile, read_profile
from needs_analysis.tables.scope import say_event, say_weighting
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table import PresentationTable, Row

ENDS = ("importance", "capacity")


def table_profile(release: Release, language: str, *, by: str, group: str) -> PresentationTable | Statement:
    """List themes and needs as one group reported them, first the one with the largest gap (or importance).

    Where themes alone have numbers, the needs are not listed: a note says why.

    Args:
        release: the edition's release.
        language: of the words.
        by: country or agency_type.
        group: its code.

    Raises:
        ReleaseError: the release has no such group.

    >>> [cell.text for cell in table_profile(release, "en", by="country", group="KAZ").rows[4]][1:]
    ['4.7 (4.3–5.0)', '2.8 (2.3–3.3)', '1.9 (1.3–2.5)', '1.7', '8', '1.5', '+0.4']
    """
    profile = read_profile(release, by=by, group=group)
    if not profile.numbers:
        return Statement(say_none(language))
    themes = [(say_label(release, "theme", code, language), code) for code in profile.themes]
    sections = [(Cell(say("Themes", language=language)),), *_rows(profile, themes, language)] if themes else []
    if profile.placed:
        sections += [(Cell(say("Needs", language=language)),), *need_rows(release, profile, profile.needs, language)]
    return profile_table(release, profile, sections, language)


def profile_table(release: Release, profile: Profile, rows: Sequence[Row], language: str) -> PresentationTable:
    """Make the table of a profile of these rows."""
    return PresentationTable(
        caption=say(
            "{group}: as reported by the participants, {event}",
            language=language,
            group=say_group(release, profile.by, profile.group, language),
            event=say_event(release, language),
        ),
        headings=_say_headings(release, profile, language),
        rows=tuple(rows),
        notes=_explain(release, profile, language),
    )


def need_rows(release: Release, profile: Profile, needs: Sequence[str], language: str) -> list[Row]:
    """Make the rows of these needs."""
    return _rows(profile, [(say_need(release, code, language), code) for code in needs], language)


def _rows(profile: Profile, named: Sequence[tuple[str, str]], language: str) -> list[Row]:
    return [(Cell(name), *_numbers(profile, code, language)) for name, code in named]


def _numbers(profile: Profile, item: str, language: str) -> Row:
    own = profile.ordering[item]
    difference = profile.difference(item)
    return (
        *(estimate_cell(found.get(item, Estimate()), language) for found in profile.measures.values()),
        *((_value_cell(profile.shrunken.get(item, Estimate()), language),) if profile.drawn else ()),
        respondents_cell(own, language),
        _value_cell(profile.region.get(item, Estimate()), language),
        Cell("–", "missing") if difference is None else value_cell(difference, language, digits=1, signed=True),
    )


def _value_cell(estimate: Estimate, language: str) -> Cell:
    if estimate.value is None:
        return estimate_cell(estimate, language)
    return value_cell(estimate.value, language)


def _say_headings(release: Release, profile: Profile, language: str) -> tuple[str, ...]:
    measure = say_measure(str(release.manifest["order"]), language)
    shrunken = say("{measure}, drawn towards all", language=language, measure=measure)
    return (
        say("Theme or need", language=language),
        *(say_measure(found, language) for found in profile.measures),
        *((shrunken,) if profile.drawn else ()),
        say("n", language=language),
        say("All delegations", language=language),
        say("Difference", language=language),
    )


def _explain(release: Release, profile: Profile, language: str) -> tuple[str, ...]:
    units = [
        f"{say_measure(measure, language)}: {say_unit(release, measure, language)}." for measure in profile.measures
    ]
    columns = [*profile.measures.values(), *([profile.shrunken] if profile.drawn else [])]
    shown = [one for found in columns for one in found.values()]
    difference = say(
        "All delegations: {measure} of all national delegations ({weighting}). Difference: the mean of these "
        "participants minus theirs, before rounding; what it would be with other people is not known.",
        language=language,
        measure=say_measure(str(release.manifest["order"]), language),
        weighting=say_weighting(release, language),
    )
    return (
        " ".join(units),
        say_interval_meaning(language),
        difference,
        *([say_shrinkage(language)] if profile.drawn else []),
        *_say_elsewhere(release, profile, language),
        *(() if profile.placed else (say_none(language),)),
        *explain_absences(release, shown, language),
        *(say_merged(release, language) if profile.by == "agency_type" else ()),
        *say_unprofiled(release, profile.by, language),
    )


def _say_elsewhere(release: Release, profile: Profile, language: str) -> tuple[str, ...]:
    """Say where the ends of a gap are that an open edition does not hold of single groups."""
    left = [measure for measure in ENDS if measure in profile.means and not profile.means[measure]]
    if release.edition == "organiser" or left != list(ENDS):
        return ()
    return (say("Importance and capacity of single groups are in the organisers' edition alone.", language=language),)


def say_none(language: str) -> str:
    """Say why no need of a group has a number."""
    return say(
        "No need has a number that can be reported: too few answered, or it is withheld to protect a smaller group.",
        language=language,
    )


def say_shrinkage(language: str) -> str:
    """Explain the mean that is drawn towards the mean of all."""
    return say(
        "Drawn towards all: a mean of few people moves easily, so it is also given moved towards the mean of all "
        "groups, the further the less sure it is.",
        language=language,
    )


def say_unprofiled(release: Release, by: str, language: str) -> tuple[str, ...]:
    """Name the groups of which nothing may be reported, so that nobody takes their absence for one of answers.

    >>> say_unprofiled(release, "country", "en")
    ('There is no profile of: Tajikistan. Too few answered, or their numbers are withheld to protect a smaller group.',)
    """
    hidden = [
        say_group(release, by, group, language)
        for group, is_shown in release.groups(by, language).items()
        if not is_shown
    ]
    if not hidden:
        return ()
    names = ", ".join(hidden)
    return (
        say(
            "There is no profile of: {names}. Too few answered, or their numbers are withheld to protect a smaller "
            "group.",
            language=language,
            names=names,
        ),
    )
