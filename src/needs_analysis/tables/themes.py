"""The themes in order, each with the means over its needs."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import select_means
from needs_analysis.tables.label import say_label
from needs_analysis.tables.measures import say_measure, say_unit
from needs_analysis.tables.needs import say_n_meaning, themes_of_needs
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import mean_cells, respondents_cell, whole_cell
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.scope import say_scope
from needs_analysis.tables.table import PresentationTable, Row


def table_themes(release: Release, language: str) -> PresentationTable:
    """List the themes, in the order that the needs are listed in.

    >>> [cell.text for cell in table_themes(release, "en").rows[0]]
    ['Risk analysis', '2', '4.0 (3.7–4.3)', '2.7 (2.4–3.0)', '1.3 (0.9–1.7)', '18']
    """
    measures = list_measures(release)
    means = {measure: select_means(release, measure) for measure in measures}
    ordered = order_items(release, "theme")
    shown = [estimate for code in ordered for found in means.values() if (estimate := found.get(code))]
    units = [f"{say_measure(measure, language)}: {say_unit(release, measure, language)}." for measure in measures]
    return PresentationTable(
        caption=f"{say('Themes', language=language)}. {say_scope(release, language)}",
        headings=_say_headings(measures, language),
        rows=tuple(
            (
                *_name(release, code, language),
                *mean_cells(code, means, language),
                respondents_cell(found, language),
            )
            for code, found in ordered.items()
        ),
        notes=(
            " ".join(units),
            say_interval_meaning(language),
            say_n_meaning(release, language),
            *explain_absences(release, shown, language),
        ),
    )


def _name(release: Release, code: str, language: str) -> Row:
    needs = sum(theme == code for theme in themes_of_needs(release).values())
    return Cell(say_label(release, "theme", code, language)), whole_cell(needs, language)


def _say_headings(measures: list[str], language: str) -> tuple[str, ...]:
    return (
        say("Theme", language=language),
        say("Needs", language=language),
        *(say_measure(measure, language) for measure in measures),
        say("n", language=language),
    )
