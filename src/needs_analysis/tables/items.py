"""All needs with their theme, their wording in each language, and the question that was asked about them."""

from __future__ import annotations

from collections.abc import Iterator

from needs_analysis.language import LANGUAGES, name_language, say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, tame
from needs_analysis.tables.measures import say_measure
from needs_analysis.tables.needs import themes_of_needs
from needs_analysis.tables.order import MEASURES, order_items
from needs_analysis.tables.table import PresentationTable, Row


def table_items(release: Release, language: str) -> PresentationTable:
    """List the needs that were asked about by theme, in the register's order.

    >>> [[cell.text for cell in row] for row in table_items(release, "en").rows[:2]]
    [['Risk analysis'], ['RSK-1', 'Tools to assess risks', 'Инструменты оценки рисков', 'How important are ...?']]
    """
    measures = [measure for measure in MEASURES if _asked(release, measure)]
    return PresentationTable(
        caption=say("Needs by theme, as they were worded and asked", language=language),
        headings=(
            say("Code", language=language),
            *(_say_wording(each, language) for each in _spoken(release)),
            *(say("Question on {measure}", language=language, measure=_low(measure, language)) for measure in measures),
        ),
        rows=tuple(_rows(release, measures, language)),
        notes=_explain(release, measures, language),
    )


def _spoken(release: Release) -> list[str]:
    """List the languages in which needs are worded."""
    worded = set(release.labels.loc[release.labels["kind"].eq("need"), "language"])
    return [each for each in LANGUAGES if each in worded]


def _asked(release: Release, measure: str) -> bool:
    labels = release.labels
    return bool((labels["kind"].eq("asked") & labels["parent"].eq(measure)).any())


def _rows(release: Release, measures: list[str], language: str) -> Iterator[Row]:
    themes = themes_of_needs(release)
    asked = set(order_items(release, "need"))
    needs = [need for need in release.codes("need") if need in asked]
    for theme in dict.fromkeys(themes.get(need, "") for need in needs):
        yield (Cell(say_label(release, "theme", theme, language) if theme else say("No theme", language=language)),)
        for need in (each for each in needs if themes.get(each, "") == theme):
            yield (
                Cell(tame(need)),
                *(_worded(release, need, each, language) for each in _spoken(release)),
                *(Cell(tame(_question(release, need, measure, language)) or "–") for measure in measures),
            )


def _worded(release: Release, need: str, spoken: str, language: str) -> Cell:
    return Cell(say_label(release, "need", need, spoken), lang="" if spoken == language else spoken)


def _question(release: Release, need: str, measure: str, language: str) -> str:
    found = release.label("asked", need, language, measure)
    return "" if found == need else found


def _say_wording(spoken: str, language: str) -> str:
    return say("Wording ({language_named})", language=language, language_named=name_language(spoken, language))


def _low(measure: str, language: str) -> str:
    return say_measure(measure, language).lower()


def _explain(release: Release, measures: list[str], language: str) -> tuple[str, ...]:
    if not order_items(release, "need"):
        return (say("No question of this survey rates a need.", language=language),)
    return () if measures else (say("The words of the questions are not known.", language=language),)
