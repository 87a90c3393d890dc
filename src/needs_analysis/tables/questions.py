"""What was answered to each question of the form, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.answers import (
    Answers,
    Key,
    is_several,
    say_choice,
    say_question,
    select_questions,
)
from needs_analysis.tables.cell import Cell, quantity
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.notes import say_dominated, say_no_ends, say_too_few
from needs_analysis.tables.numbers import respondents_cell, say_interval, share_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row

ROUND = 1000


def table_questions(release: Release, language: str) -> PresentationTable:
    """Show every question with its answers: shares of the choices, mean and median of numbers, and n.

    >>> table = table_questions(release, "en")
    >>> [[cell.text for cell in row] for row in table.rows[:2]]
    [['Are you content with the workshop?'], ['Yes', '75 % (51–90)', '16']]
    """
    questions = {code: groups[""] for code, groups in select_questions(release).items()}
    rows = [row for code, answers in questions.items() for row in _section(release, code, answers, language)]
    what = say("Answers to the questions of the form", language=language)
    return PresentationTable(
        caption=f"{what}. {say_event(release, language)}",
        headings=(
            say("Question and answer", language=language),
            say("Share or number", language=language),
            say("n", language=language),
        ),
        rows=tuple(rows),
        notes=explain_answers(release, questions, _shown(questions.values()), language),
    )


def table_question(release: Release, language: str, question: str = "") -> PresentationTable:
    """Show one question with its answers; without a name, the first of the form.

    >>> [[cell.text for cell in row] for row in table_question(release, "en", "staff").rows]
    [['Mean', '12.5 (9.0–16.0)', '15'], ['Median', '11.0 (8.0–15.0)', '15']]
    """
    questions = select_questions(release)
    code = question or next(iter(questions), "")
    answers = questions.get(code, {}).get("", Answers({}, {}, {}, None))
    words = say_question(release, code, language) if code in questions else _say_none(language)
    return PresentationTable(
        caption=f"{words} {say_event(release, language)}",
        headings=(
            say("Answer", language=language),
            say("Share or number", language=language),
            say("n", language=language),
        ),
        rows=tuple(_rows(release, code, answers, language)),
        notes=explain_answers(release, [code], _shown([answers]), language),
    )


def order_lines(release: Release, code: str, answers: Answers) -> list[Key]:
    """Put a question's lines in order: the form's, or the most frequent first where several answers were possible."""
    lines = answers.lines
    return sorted(lines, key=lambda key: -(lines[key].value or 0.0)) if is_several(release, code) else list(lines)


def say_line(release: Release, code: str, key: Key, language: str) -> str:
    """Name a line of a question.

    >>> say_line(release, "content", ("share", "no"), "en"), say_line(release, "staff", ("mean", ""), "en")
    ('No', 'Mean')
    """
    statistic, of = key
    if statistic == "share":
        return say_choice(release, code, of, language)
    if statistic == "ratio":
        return say("Ratio to: {question}", language=language, question=say_question(release, of, language))
    if statistic == "count":
        return say("Answered; what was said is not shown here", language=language)
    return _say_number(statistic, language)


def line_cell(key: Key, found: Estimate, language: str) -> Cell:
    """Make the cell of a line; of answers in words there is no number but how many they are."""
    if key[0] == "count":
        return Cell("–")
    return share_cell(found, language) if key[0] == "share" else number_cell(found, language)


def number_cell(number: Estimate, language: str) -> Cell:
    """Make the cell of a number with its interval; large ones without decimals, dominated ones marked.

    >>> number_cell(Estimate(1234.6, 1000.2, 1500.0, 9), "en").text
    '1,235 (1,000–1,500)'
    >>> number_cell(Estimate(12.0, n=9, note="dominated"), "en").text
    '12.0*'
    """
    if number.value is None:
        return share_cell(number, language)
    digits = 0 if abs(number.value) >= ROUND else 1 if abs(number.value) >= 1 else 2
    mark = "*" if number.note == "dominated" else ""
    words = f"{say_interval(number, language, digits=digits)}{mark}"
    return quantity(words, [number.value, *(number.interval or ())], digits=digits)


def explain_answers(
    release: Release, codes: Iterable[str], shown: Sequence[Estimate], language: str
) -> tuple[str, ...]:
    """Explain shares and intervals of these questions, and what is not given."""
    if not shown:
        return (_say_none(language),)
    several = any(is_several(release, code) for code in codes)
    return tuple(_explained(release, shown, language, several=several))


def _shown(questions: Iterable[Answers]) -> list[Estimate]:
    return [estimate for answers in questions for estimate in answers.lines.values()]


def _explained(release: Release, shown: Sequence[Estimate], language: str, *, several: bool) -> Iterable[str]:
    yield say(
        "Shares are of those who answered the question (n); who was not asked it, or left it blank, is not among them. "
        "In brackets: the 95 % interval.",
        language=language,
    )
    if release.manifest["sampled"]:
        yield say(
            "Shares and numbers are weighted as the sample was drawn, and intervals take its strata and clusters into "
            "account; n counts people, unweighted.",
            language=language,
        )
    if several:
        yield say("Where several answers were possible, the shares add up to more than 100 %.", language=language)
    if any(estimate.note == "dominated" for estimate in shown):
        yield say_dominated(language)
    if any(estimate.note == "ends_of_few" and estimate.interval is None for estimate in shown):
        yield say_no_ends(language)
    if any(estimate.note == "too_few" for estimate in shown):
        yield say_too_few(release, language)


def _section(release: Release, code: str, answers: Answers, language: str) -> list[Row]:
    words = say_question(release, code, language)
    if is_several(release, code):
        words = say("{question} (several answers possible)", language=language, question=words)
    return [(Cell(words),), *_rows(release, code, answers, language)]


def _rows(release: Release, code: str, answers: Answers, language: str) -> list[Row]:
    lines = answers.lines
    return [
        (
            Cell(say_line(release, code, key, language)),
            line_cell(key, lines[key], language),
            respondents_cell(lines[key], language),
        )
        for key in order_lines(release, code, answers)
    ]


def _say_number(statistic: str, language: str) -> str:
    if statistic == "mean":
        return say("Mean", language=language)
    if statistic == "median":
        return say("Median", language=language)
    return say("Total", language=language)


def _say_none(language: str) -> str:
    return say("The form has no question that is tabulated here.", language=language)
