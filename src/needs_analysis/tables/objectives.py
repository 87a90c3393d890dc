"""The event's objectives: which parts of the report serve them, and how people judged them."""

from __future__ import annotations

from needs_analysis.language import say, say_number
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.change import number_cell, say_design, say_scale
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.evaluated import (
    Evaluated,
    count_forms,
    objective_numbers,
    say_no_evaluation,
    say_objective,
    say_top_two,
)
from needs_analysis.tables.label import tame
from needs_analysis.tables.notes import say_interval_meaning, say_too_few
from needs_analysis.tables.numbers import say_interval, say_share
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row


def table_objectives(release: Release, language: str) -> PresentationTable:
    """List each objective with the parts that serve it, confidence before and after, and satisfaction.

    >>> [cell.text for cell in table_objectives(release, "en").rows[0]]
    ['Identify needs', 'Which needs come first?', '2.5 → 3.2, n = 12', '4.2 (3.9–4.5)', '83 % (61–94)', '18']
    """
    objectives = [str(objective["id"]) for objective in release.manifest["objectives"]]
    return PresentationTable(
        caption=f"{say('Objectives of the event', language=language)}. {say_event(release, language)}",
        headings=_say_headings(language),
        rows=tuple(_row(release, code, language) for code in objectives),
        notes=tuple(_notes(release, objectives, language)),
    )


def _row(release: Release, code: str, language: str) -> Row:
    confidence, satisfaction = (objective_numbers(release, code, asks) for asks in ("confidence", "satisfaction"))
    mean = satisfaction["mean", "after"]
    return (
        Cell(say_objective(release, code, language)),
        Cell(_say_parts(release, code, language)),
        _cell(confidence["mean", "after"], _say_confidence(confidence, language), language),
        _cell(mean, say_interval(mean, language), language),
        _cell(mean, say_share(satisfaction["share", "top_two"], language), language),
        _cell(mean, str(mean.n), language),
    )


def _cell(found: Estimate, words: str, language: str) -> Cell:
    """Make the cell of a number in words, or say why there is none."""
    if found == Estimate():
        return Cell(say("not asked", language=language), "missing")
    return Cell(words, "num") if found.value is not None else number_cell(found, language)


def _say_confidence(found: Evaluated, language: str) -> str:
    before, after = found["mean", "before"], found["mean", "after"]
    values = {
        "before": say_number(before.value or 0.0, language),
        "after": say_number(after.value or 0.0, language),
    }
    return say("{before} → {after}, n = {n}", language=language, **values, n=after.n)


def _say_parts(release: Release, code: str, language: str) -> str:
    serving = [part for part in release.manifest["parts"] if code in part["objectives"]]
    titles = [part.get("title", {}).get(language) or part["chapter"] for part in serving]
    return "\N{NO-BREAK SPACE}· ".join(tame(title) for title in titles) or say("none in this report", language=language)


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Objective", language=language),
        say("Parts of this report that serve it", language=language),
        say("Confidence before → after", language=language),
        say("Satisfaction, mean", language=language),
        say("Judged high, %", language=language),
        say("n", language=language),
    )


def _notes(release: Release, objectives: list[str], language: str) -> list[str]:
    if not objectives:
        return [say("No objectives of the event are stated.", language=language)]
    if not count_forms(release):
        return [say_no_evaluation(language)]
    asked = [objective_numbers(release, code, asks) for code in objectives for asks in ("confidence", "satisfaction")]
    hidden = any(number.note == "too_few" for found in asked for number in found.numbers.values())
    what = say(
        "Confidence: over the people who answered all its statements both before and after. Satisfaction: over those "
        "who answered afterwards, whether or not they have a partner before; judged high means {top}.",
        language=language,
        top=say_top_two(release, language),
    )
    told = [f"{say_scale(release, language)} {what}", say_design(release, language), say_interval_meaning(language)]
    return told + ([say_too_few(release, language)] if hidden else [])
