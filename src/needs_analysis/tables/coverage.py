"""Needs by provider: how many current activities each organisation has on each need."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.assistance import (
    count_groups_recorded,
    count_recorded,
    has_list,
    list_needs_recorded,
    recorded_cell,
    say_caption,
    say_current,
    say_no_list,
    say_provider,
    say_provider_names,
)
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_need
from needs_analysis.tables.needs import say_need_order
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.table import PresentationTable, Row

MOST_PROVIDERS = 12
OTHERS = "\0others"
Matrix = dict[str, dict[str, int]]


def table_coverage(release: Release, language: str) -> PresentationTable:
    """Show current activities by need and organisation, the needs in their order, with the totals.

    >>> [[cell.text for cell in row] for row in table_coverage(release, "en").rows[1:3]]
    [['RSK-2 Exchange of risk profiles', '1', '1', '2'], ['TRN-1 Joint exercises', '', '', 'no current activity ...']]
    """
    matrix = provider_matrix(release)
    providers = list(matrix.get("", {}))
    needs = list_needs_recorded(release)
    rows = [_row(release, need, matrix, language=language) for need in needs]
    return PresentationTable(
        caption=say_caption(release, _say_title(release, language), language),
        headings=(
            say("Need", language=language),
            *(say_column(release, code, language) for code in providers),
            say("All", language=language),
        ),
        rows=(*rows, *([_total(release, matrix[""], language)] if providers else [])),
        notes=_explain(release, providers, language),
    )


def provider_matrix(release: Release) -> Matrix:
    """Give current activities by need and organisation; the whole has the need "".

    Organisations come by how many activities they have; past the twelfth they are counted as others. An activity has
    one organisation, so a row adds up to its total.

    >>> provider_matrix(release)[""]
    {'IOM': 2, 'OSCE': 1}
    """
    counted = count_groups_recorded(release, "activities", "implementer")
    whole = counted.get("", {})
    ordered = sorted(whole, key=lambda code: (code == "", -whole[code], code))
    kept, left = ordered[:MOST_PROVIDERS], ordered[MOST_PROVIDERS:]
    return {
        need: {code: found[code] for code in kept if code in found}
        | ({OTHERS: others} if (others := sum(found.get(code, 0) for code in left)) else {})
        for need, found in counted.items()
    }


def say_column(release: Release, code: str, language: str) -> str:
    """Name an organisation, or the others together, at the head of a column.

    >>> say_column(release, "IOM", "en"), say_column(release, OTHERS, "en")
    ('IOM', 'Others')
    """
    return say("Others", language=language) if code == OTHERS else say_provider(release, code, language)


def _row(release: Release, need: str, matrix: Matrix, *, language: str) -> Row:
    found, providers = matrix.get(need, {}), matrix.get("", {})
    return (
        Cell(say_need(release, need, language)),
        *(whole_cell(found[code], language) if code in found else Cell("", "num") for code in providers),
        recorded_cell(release, need, language),
    )


def _total(release: Release, whole: dict[str, int], language: str) -> Row:
    counts = [*whole.values(), count_recorded(release, "activities").get("", 0)]
    return (
        Cell(say("All activities", language=language)),
        *(whole_cell(count, language) for count in counts),
    )


def _say_title(release: Release, language: str) -> str:
    return say(
        "Current activities by need and organisation; {order}",
        language=language,
        order=say_need_order(release, language),
    )


def _explain(release: Release, providers: list[str], language: str) -> tuple[str, ...]:
    if not has_list(release):
        return (say_no_list(language),)
    stale = count_recorded(release, "activities", "stale").get("", 0)
    doubt = say_count(
        "{n} of the current entries may be out of date; the list of activities says which.",
        "{n} of the current entries may be out of date; the list of activities says which.",
        stale,
        language=language,
    )
    blank = say("A cell without a number: no current activity of that organisation is recorded.", language=language)
    return (
        say_current(language),
        *((blank,) if providers else ()),
        *say_provider_names(release, providers, language),
        *((doubt,) if stale else ()),
    )
