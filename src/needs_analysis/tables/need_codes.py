"""The legend of needs: code, words, and the two means that place it."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, select_means
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import estimate_cell, respondents_cell
from needs_analysis.tables.order import list_measures
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row


def table_need_codes(release: Release, language: str) -> PresentationTable:
    """List the needs by code, with the means of importance and, where it was asked, of capacity.

    >>> [cell.text for cell in table_need_codes(release, "en").rows[0]]
    ['RSK-1 Tools to assess risks', '4.5 (4.2–4.8)', '18', '3.0 (2.6–3.4)', '18']
    """
    measures = [measure for measure in list_measures(release) if measure != "gap"]
    means = {measure: select_means(release, measure) for measure in measures}
    codes = [code for code in release.codes("need") if any(code in found for found in means.values())]
    shown = [found[code] for found in means.values() for code in codes if code in found]
    units = [f"{say_measure(measure, language)}: {say_unit(release, measure, language)}." for measure in measures]
    return PresentationTable(
        caption=f"{say('Needs by code', language=language)}. {say_scope(release, language)}",
        headings=_say_headings(measures, language),
        rows=tuple(_row(release, code, means, language) for code in codes),
        notes=(" ".join(units), say_interval_meaning(language), *explain_absences(release, shown, language)),
    )


def _row(release: Release, code: str, means: dict[str, dict[str, Estimate]], language: str) -> Row:
    row: Row = (Cell(say_need(release, code, language)),)
    for found in means.values():
        estimate = found.get(code, Estimate())
        row += (estimate_cell(estimate, language), respondents_cell(estimate, language))
    return row


def _say_headings(measures: list[str], language: str) -> tuple[str, ...]:
    pairs = [(say_measure(measure, language), say("n", language=language)) for measure in measures]
    return (
        say("Need", language=language),
        *(words for pair in pairs for words in pair),
    )
