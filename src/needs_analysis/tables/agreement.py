"""How far people agree: on each need, and on the order of all needs."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, as_estimates
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import say_measure
from needs_analysis.tables.notes import explain_absences
from needs_analysis.tables.numbers import estimate_cell, respondents_cell, value_cell
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row

Found = dict[str, Estimate]


def table_agreement(release: Release, language: str) -> PresentationTable:
    """List consensus and agreement on the importance and the capacity of each need.

    >>> [cell.text for cell in table_agreement(release, "en").rows[0]]
    ['RSK-1 Tools to assess risks', '0.82', '0.74', '18', '0.55', '0.31', '18']
    """
    measures = [measure for measure in list_measures(release) if measure != "gap"]
    found = {measure: [_select(release, name, measure) for name in ("consensus", "agreement")] for measure in measures}
    needs = order_items(release, "need")
    shown = [one[need] for pair in found.values() for one in pair for need in needs if need in one]
    return PresentationTable(
        caption=_say_caption(release, language),
        headings=(
            say("Need", language=language),
            *(words for measure in measures for words in _heads(measure, language)),
        ),
        rows=tuple(_row(release, need, found, language) for need in needs),
        notes=(*_explain(release, language), *explain_absences(release, shown, language)),
    )


def _select(release: Release, statistic: str, measure: str) -> Found:
    return as_estimates(release.select(statistic=statistic, measure=measure, by=""), "item")


def _heads(measure: str, language: str) -> tuple[str, str, str]:
    named = say_measure(measure, language)
    return (
        f"{named}: {say('consensus', language=language)}",
        f"{named}: {say('agreement', language=language)}",
        say("n", language=language),
    )


def _row(release: Release, need: str, found: dict[str, list[Found]], language: str) -> Row:
    row: Row = (Cell(say_need(release, need, language)),)
    for pair in found.values():
        both = [one.get(need, Estimate()) for one in pair]
        row += (*(_cell(estimate, language) for estimate in both), respondents_cell(both[0], language))
    return row


def _cell(estimate: Estimate, language: str) -> Cell:
    if estimate.value is None:
        return estimate_cell(estimate, language)
    return value_cell(estimate.value, language, digits=2)


def _say_caption(release: Release, language: str) -> str:
    return say(
        "How far people agree on each need. As reported by the participants, {event}; each respondent counts once.",
        language=language,
        event=say_event(release, language),
    )


def _explain(release: Release, language: str) -> tuple[str, ...]:
    return (
        say(
            "Consensus (Tastle and Wierman): 0 where half stand at each end of the scale, 1 where all stand on one "
            "point. Agreement (van der Eijk): −1 where half stand at each end, 0 where answers are even, 1 where all "
            "agree.",
            language=language,
        ),
        *_say_whole(release, language),
    )


def _say_whole(release: Release, language: str) -> tuple[str, ...]:
    """Say how far whole forms agree on the order of importance."""
    sentences = []
    w, alpha = (_select(release, name, "importance").get("", Estimate()) for name in ("kendall_w", "krippendorff"))
    if w.value is not None and w.n is not None:
        sentences.append(
            say_count(
                "The order of importance agrees between the {n} complete form to Kendall’s W = {w} (0 none, 1 full).",
                "The order of importance agrees between the {n} complete forms to Kendall’s W = {w} (0 none, 1 full).",
                w.n,
                language=language,
                w=say_number(w.value, language, digits=2),
            )
        )
    if alpha.value is not None:
        sentences.append(
            say(
                "Over all forms, Krippendorff’s ordinal α is {alpha}: 0 is chance, 1 is full agreement.",
                language=language,
                alpha=say_number(alpha.value, language, digits=2),
            )
        )
    return tuple(sentences)
