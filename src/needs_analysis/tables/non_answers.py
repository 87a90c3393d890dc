"""Which needs were left unrated most often, and by which kind of answer."""

from __future__ import annotations

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, nest_estimates
from needs_analysis.tables.label import say_label, say_need
from needs_analysis.tables.notes import say_too_few
from needs_analysis.tables.numbers import count_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row

FIRST = ("rated", "blank")
MOST = 10
Answers = dict[str, Estimate]


def table_non_answers(release: Release, language: str) -> PresentationTable:
    """Count the kinds of answer to the question of importance, for the needs left unrated most often.

    >>> [cell.text for cell in table_non_answers(release, "en").rows[0]]
    ['TRN-2 Language training', 'too few to report', '4', '3', '2', '0']
    """
    answers = select_answers(release)
    chosen = sorted(answers, key=lambda need: -_unrated(answers[need]))[:MOST]
    return PresentationTable(
        caption=_say_caption(release, len(chosen), len(answers), language),
        headings=(
            say("Need", language=language),
            *(say_answer(release, kind, language) for kind in list_kinds(release)),
        ),
        rows=tuple(_row(release, need, answers[need], language) for need in chosen),
        notes=_explain(release, [answers[need] for need in chosen], language),
    )


def select_answers(release: Release) -> dict[str, Answers]:
    """Give the counted answers of each need, in the register's order.

    >>> select_answers(release)["RSK-1"]["rated"].value
    18.0
    """
    rows = release.select(statistic="count", measure="answers", by="")
    nested = nest_estimates(rows, "item", "choice")
    return {need: nested[need] for need in release.codes("need") if need in nested}


def list_kinds(release: Release) -> list[str]:
    """List the kinds of answer that were given: ratings, blanks, then the others as the questionnaire has them.

    >>> list_kinds(release)
    ['rated', 'blank', 'dont_know', 'outside_competence', 'prefer_not_to_answer']
    """
    given = release.select(statistic="count", measure="answers", by="")["choice"].dropna()
    order = [*FIRST, *release.codes("choice"), *sorted(set(given))]
    return [kind for kind in dict.fromkeys(order) if (given == kind).any()]


def say_answer(release: Release, answer: str, language: str) -> str:
    """Name a kind of answer; the words of the questionnaire come first.

    >>> say_answer(release, "blank", "en")
    'Left blank'
    """
    if answer == "rated":
        return say("Rated", language=language)
    if answer == "blank":
        return say("Left blank", language=language)
    return say_label(release, "choice", answer, language)


def _unrated(answers: Answers) -> float:
    return sum(count.value or 0.0 for answer, count in answers.items() if answer != "rated")


def _row(release: Release, need: str, answers: Answers, language: str) -> Row:
    counts = (count_cell(answers.get(kind), language) for kind in list_kinds(release))
    return (Cell(say_need(release, need, language)), *counts)


def _say_caption(release: Release, shown: int, asked: int, language: str) -> str:
    if shown < asked:
        what = say(
            "Answers other than a rating: the {shown} needs with most of them, out of {asked}",
            language=language,
            shown=shown,
            asked=asked,
        )
    else:
        what = say_count(
            "Answers other than a rating: {n} need",
            "Answers other than a rating: {n} needs",
            asked,
            language=language,
        )
    return f"{what}. {say_event(release, language)}"


def _explain(release: Release, shown: list[Answers], language: str) -> tuple[str, ...]:
    meaning = say(
        "Numbers are responses to the question how important the need is, unweighted. Whatever is not a rating is "
        "left out of the means; it never counts as zero.",
        language=language,
    )
    hidden = any(count.note == "too_few" for answers in shown for count in answers.values())
    return (meaning, say_too_few(release, language)) if hidden else (meaning,)
