"""The answers to each question, group by group."""

from __future__ import annotations

from collections.abc import Iterator

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.answers import (
    Answers,
    Key,
    Questions,
    is_several,
    list_splits,
    say_choice,
    say_question,
    select_questions,
)
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.groups import GROUPINGS, say_group, say_grouping, say_merged
from needs_analysis.tables.numbers import respondents_cell
from needs_analysis.tables.questions import explain_answers, line_cell, order_lines, say_line
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row
from needs_analysis.tables.tables import Tables

NOBODY = Answers({}, {}, {}, None)
MOST = 12


def table_questions_by(release: Release, language: str, by: str = "") -> PresentationTable:
    """Show the answers to every question in each group of a disaggregation.

    Groups of which nothing can be shown are named below. Of many answers that were possible together, the most frequent
    are shown.

    Args:
        release: the release.
        language: of the words.
        by: country, agency_type, delegation, or a question; blank for the first that the release has.

    >>> table = table_questions_by(release, "en", "country")
    >>> table.headings[1:]
    ('Kazakhstan', 'Kyrgyzstan')
    >>> [cell.text for cell in table.rows[2]]
    ['Yes', '88 % (53–98)', '60 % (23–88)']
    >>> table.notes[-1]
    'Too few to report, or withheld: Tajikistan.'
    """
    by = by or next(iter(list_splits(release)), "country")
    questions = select_questions(release, by)
    groups = _in_order(release, by, questions, language)
    shown = [group for group in groups if any(_has_numbers(found.get(group, NOBODY)) for found in questions.values())]
    whole = select_questions(release)
    rows = [
        row
        for code, found in questions.items()
        for row in _section(
            release, code, found, keys=_keys(release, code, whole, found), groups=shown, language=language
        )
    ]
    return PresentationTable(
        caption=_say_caption(release, by, language),
        headings=(
            say("Question and answer", language=language),
            *(say_split_group(release, by, group, language) for group in shown),
        ),
        rows=tuple(rows),
        notes=_explain(release, by, questions, language, hidden=[group for group in groups if group not in shown]),
    )


def table_all_splits(release: Release, language: str) -> Tables:
    """Show the answers to every question in the groups of every disaggregation that the plan asks for.

    >>> [table.caption for table in table_all_splits(release, "en").tables]
    ['Answers to the questions of the form. By country. Ashgabat, 12–14 May 2026']
    """
    splits = list_splits(release) or [""]
    return Tables(tuple(table_questions_by(release, language, by) for by in splits))


def say_split_group(release: Release, by: str, group: str, language: str) -> str:
    """Name a group of a disaggregation: a country, a type of agency, an answer to a question.

    >>> say_split_group(release, "content", "no", "en"), say_split_group(release, "country", "", "en")
    ('No', 'Not stated')
    """
    if by in GROUPINGS or not group:
        return say_group(release, by, group, language)
    return say_choice(release, by, group, language)


def _in_order(release: Release, by: str, questions: Questions, language: str) -> list[str]:
    """Order countries by name and other groups as they come; those who do not say stand last."""
    groups = list(dict.fromkeys(group for found in questions.values() for group in found))
    if by == "country":
        groups.sort(key=lambda group: say_split_group(release, by, group, language).casefold())
    return sorted(groups, key=lambda group: not group)


def _most_lines(found: dict[str, Answers]) -> int:
    return max(len(each.lines) for each in found.values())


def _has_numbers(answers: Answers) -> bool:
    return any(estimate.value is not None for estimate in answers.lines.values())


def _keys(release: Release, code: str, whole: Questions, found: dict[str, Answers]) -> list[Key]:
    """Give a question's lines in the order that they have in the whole; of several answers only the first."""
    known = whole.get(code, {}).get("", NOBODY)
    planned = {key for each in found.values() for key in each.lines}
    keys = [key for key in (*order_lines(release, code, known), *sorted(planned)) if key in planned]
    return list(dict.fromkeys(keys))[: MOST if is_several(release, code) else None]


def _section(
    release: Release, code: str, found: dict[str, Answers], *, keys: list[Key], groups: list[str], language: str
) -> Iterator[Row]:
    """Give the question, how many answered in each group, and a row for each answer."""
    mine = [found.get(group, NOBODY) for group in groups]
    yield (Cell(say_question(release, code, language)),)
    yield (Cell(say("Answered (n)", language=language)), *(respondents_cell(each.n, language) for each in mine))
    nothing = Estimate(note="no_answers")
    for key in keys:
        cells = (line_cell(key, each.lines.get(key, nothing), language) for each in mine)
        yield (Cell(say_line(release, code, key, language)), *cells)


def _explain(release: Release, by: str, questions: Questions, language: str, *, hidden: list[str]) -> tuple[str, ...]:
    if not questions:
        return (_say_not_split(language),)
    shown = [one for found in questions.values() for each in found.values() for one in each.lines.values()]
    notes = [*explain_answers(release, questions, shown, language)]
    if any(is_several(release, code) and _most_lines(found) > MOST for code, found in questions.items()):
        words = say(
            "Of the answers that were possible together, the {n} most frequent are shown.", language=language, n=MOST
        )
        notes.append(words)
    notes += say_merged(release, language) if by == "agency_type" else ()
    if hidden:
        names = ", ".join(say_split_group(release, by, group, language) for group in hidden)
        words = say("Too few to report, or withheld: {names}.", language=language, names=names)
        notes.append(words)
    return tuple(notes)


def _say_not_split(language: str) -> str:
    return say(
        "The answers are not split by groups: no question is tabulated, or all respondents are of one country and "
        "kind.",
        language=language,
    )


def _say_caption(release: Release, by: str, language: str) -> str:
    if by not in list_splits(release):
        return f"{say('Answers to the questions of the form', language=language)}. {say_event(release, language)}"
    split = say_grouping(by, language) if by in GROUPINGS else say_question(release, by, language)
    return say(
        "Answers to the questions of the form. {split}. {event}",
        language=language,
        split=split.rstrip("."),
        event=say_event(release, language),
    )
