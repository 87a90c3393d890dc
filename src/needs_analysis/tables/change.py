"""The statements compared before and after: how many answers rose, stayed and fell, and what chance would explain."""

from __future__ import annotations

from needs_analysis.language import say, say_number
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.evaluated import (
    COMPARED,
    Evaluated,
    ends_of_scale,
    is_retrospective,
    list_statements,
    say_no_evaluation,
    say_statement,
)
from needs_analysis.tables.notes import say_too_few
from needs_analysis.tables.numbers import respondents_cell, say_absence, value_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.state_evaluation import say_out_of_reach
from needs_analysis.tables.table import PresentationTable, Row

SMALLEST = 0.001
TIMES = ("before", "after")
WAYS = ("improved", "same", "lower")


def table_change(release: Release, language: str) -> PresentationTable:
    """List each statement with its pairs, both means, the answers that rose, stayed and fell, and its p-values.

    >>> [cell.text for cell in table_change(release, "en").rows[0]]
    ['I can explain what a risk is made of', '12', '2.5 → 3.5', '9 / 3 / 0', '1.00', '0.004', '0.008', '0.40']
    """
    statements = list_statements(release, *COMPARED)
    return PresentationTable(
        caption=f"{say('Before and after', language=language)}. {say_event(release, language)}",
        headings=_say_headings(language),
        rows=tuple(_row(release, found, language) for found in statements),
        notes=tuple(_notes(release, statements, language)) if statements else (say_no_evaluation(language),),
    )


def say_scale(release: Release, language: str) -> str:
    """Say from where to where the answers go.

    >>> say_scale(release, "en")
    'Answers on a scale from 1 to 5.'
    """
    low, high = (say_number(end, language, digits=0) for end in ends_of_scale(release))
    return say("Answers on a scale from {low} to {high}.", language=language, low=low, high=high)


def say_design(release: Release, language: str) -> str:
    """Say how before and after were asked, and what that means.

    >>> print(say_design(release, "en"))
    Only people who answered the statement both before and after are counted. There was no group without the event ...
    """
    no_group = say(
        "There was no group without the event to compare with: this is a change, and does not prove an effect.",
        language=language,
    )
    if is_retrospective(release):
        looked_back = say(
            "Before and after were both asked afterwards: people who look back often rate the time before lower than "
            "they did then. This is not comparable with answers given before the event.",
            language=language,
        )
        return f"{looked_back} {no_group}"
    both = say("Only people who answered the statement both before and after are counted.", language=language)
    return f"{both} {no_group}"


def number_cell(found: Estimate, language: str, *, digits: int = 1) -> Cell:
    """Make the cell of a number that stands without its interval.

    >>> number_cell(Estimate(note="no_change"), "en", digits=2).text
    'no answer changed'
    """
    if found.value is None:
        return Cell(say_missing(found.note, language), "too-few" if found.note == "too_few" else "missing")
    return value_cell(found.value, language, digits=digits)


def say_missing(note: str, language: str) -> str:
    """Say why a number of the evaluation is not given.

    >>> say_missing("no_pairs", "en")
    'nobody answered both times'
    """
    if note == "no_pairs":
        return say("nobody answered both times", language=language)
    if note == "no_change":
        return say("no answer changed", language=language)
    if note == "at_the_top":
        return say("at the top before", language=language)
    return say_absence(note, language)


def _row(release: Release, found: Evaluated, language: str) -> Row:
    return (
        Cell(say_statement(release, found.code, language)),
        respondents_cell(found["change"], language),
        _joined_cell([found["mean", time] for time in TIMES], " → ", language, digits=1),
        _joined_cell([found["count", way] for way in WAYS], " / ", language, digits=0),
        number_cell(found["rank_biserial"], language, digits=2),
        _chance_cell(found["p_value"], language),
        _chance_cell(found["p_holm"], language),
        number_cell(found["hake_gain"], language, digits=2),
    )


def _joined_cell(found: list[Estimate], between: str, language: str, *, digits: int) -> Cell:
    """Make one cell of numbers that are read together; where one is not given, none is."""
    cells = [number_cell(one, language, digits=digits) for one in found]
    missing = next((cell for cell in cells if cell.kind != "num"), None)
    return missing or Cell(between.join(cell.text for cell in cells), "num")


def _chance_cell(found: Estimate, language: str) -> Cell:
    if found.value is not None and found.value < SMALLEST:
        return Cell(f"< {say_number(SMALLEST, language, digits=3)}", "num")
    return number_cell(found, language, digits=3)


def _notes(release: Release, statements: list[Evaluated], language: str) -> list[str]:
    notes = {number.note for found in statements for number in found.numbers.values()}
    chance = say(
        "p: how often chance alone would give a change at least this far in either direction, if answers were as "
        "likely to fall as to rise; counted exactly, not approximated. After Holm: the same, allowing for how many "
        "statements were looked at; at most {level} is taken to be more than chance.",
        language=language,
        level=say_number(0.05, language, digits=2),
    )
    meaning = say(
        "Direction: 1 if all answers that changed rose, −1 if all fell, larger changes counting more; answers that "
        "stayed the same are not in it, so read it beside their number. Share of possible gain: how much of the way "
        "to the top of the scale the mean went (Hake).",
        language=language,
    )
    told = [f"{say_scale(release, language)} {say_design(release, language)}", chance, meaning]
    told += [say_out_of_reach(language)] if "out_of_reach" in notes else []
    return told + ([say_too_few(release, language)] if "too_few" in notes else [])


def _say_headings(language: str) -> tuple[str, ...]:
    return (
        say("Statement", language=language),
        say("Pairs", language=language),
        say("Mean before → after", language=language),
        say("Rose / same / fell", language=language),
        say("Direction", language=language),
        say("p", language=language),
        say("p after Holm", language=language),
        say("Share of possible gain", language=language),
    )
