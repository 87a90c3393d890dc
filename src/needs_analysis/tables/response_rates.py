"""How many of those on the list of participants answered, group by group."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, as_estimates, select_counts
from needs_analysis.tables.groups import GROUPINGS, list_groups, say_counted, say_group, say_grouping, say_merged
from needs_analysis.tables.notes import say_too_few
from needs_analysis.tables.numbers import count_cell, percent_cell, say_absence
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table import PresentationTable, Row

Rates = dict[str, Estimate]


def table_response_rates(release: Release, language: str) -> PresentationTable | Statement:
    """Give the share of those on the list who answered, as a whole and for each group that is large enough.

    >>> [cell.text for cell in table_response_rates(release, "en").rows[0]]
    ['All', '20', '90 %']
    """
    if not select_rates(release, ""):
        return Statement(say_no_list(language))
    rows: list[Row] = [(Cell(say("All", language=language)), *_numbers(release, "", "", language))]
    for by in GROUPINGS:
        rows += _section(release, by, language)
    return PresentationTable(
        caption=f"{say('How many answered', language=language)}. {say_event(release, language)}",
        headings=(
            say("Group", language=language),
            say_counted("participants", language),
            say("Response rate", language=language),
        ),
        rows=tuple(rows),
        notes=(say_rate_meaning(release, language), *_explain(release, rows, language)),
    )


def select_rates(release: Release, by: str) -> Rates:
    """Give the response rates by group; the whole has the group "".

    >>> select_rates(release, "country")["KGZ"].n
    7
    """
    return as_estimates(release.select(statistic="share", measure="response_rate", by=by), "group")


def are_linked(release: Release) -> bool:
    """Whether it is known who answered, rather than only how many.

    >>> are_linked(release)
    False
    """
    return bool(release.select(statistic="share", measure="response_rate", by="")["method"].eq("linked").any())


def say_no_list(language: str) -> str:
    """Say why there is no response rate.

    >>> say_no_list("en")
    'No list of participants was given, so how many of those invited answered is not known.'
    """
    return say(
        "No list of participants was given, so how many of those invited answered is not known.", language=language
    )


def say_rate_meaning(release: Release, language: str) -> str:
    """Say what is divided by what."""
    if are_linked(release):
        return say(
            "Response rate: participants with a form that is theirs, of all on the list of participants.",
            language=language,
        )
    return say(
        "Response rate: number of forms by number of participants. The forms name nobody, so who of them did not "
        "answer is not known; a rate above 100 % means more forms than participants.",
        language=language,
    )


def _section(release: Release, by: str, language: str) -> list[Row]:
    groups = [(code, say_group(release, by, code, language)) for code in list_groups(release, by, language)]
    rows: list[Row] = [(Cell(name), *_numbers(release, by, code, language)) for code, name in groups]
    return [(Cell(say_grouping(by, language)),), *rows] if rows else []


def _numbers(release: Release, by: str, group: str, language: str) -> Row:
    people = select_counts(release, "participants", by).get(group)
    return count_cell(people, language), _rate_cell(select_rates(release, by).get(group), language)


def _rate_cell(rate: Estimate | None, language: str) -> Cell:
    if rate is None:
        return Cell(say("not on the list", language=language), "missing")
    if rate.value is None:
        return Cell(say_absence(rate.note, language), "too-few" if rate.note == "too_few" else "missing")
    return percent_cell(rate.value, language)


def _explain(release: Release, rows: list[Row], language: str) -> tuple[str, ...]:
    hidden = any(cell.kind == "too-few" for row in rows for cell in row)
    return (*say_merged(release, language), *((say_too_few(release, language),) if hidden else ()))
