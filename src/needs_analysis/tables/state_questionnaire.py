"""What was answered to the form, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from needs_analysis.language import say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.answers import (
    Answers,
    is_several,
    say_choice,
    say_question,
    select_questions,
)
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.numbers import say_share
from needs_analysis.tables.scope import say_responses
from needs_analysis.tables.statement import Statement

NAMED, SHORT = 3, 100


def state_questionnaire(release: Release, language: str) -> Statement:
    """Say how many answered, what they said most often, how many questions are tabulated, and why others are not.

    >>> print(state_questionnaire(release, "en").text)
    18 responses. 2 questions are tabulated. The answers given most often: “Are you content with the workshop?”: ...
    """
    questions = {code: groups[""] for code, groups in select_questions(release).items()}
    sentences = (
        f"{say_responses(release, language)}.",
        _say_tabulated(questions, language),
        _say_clearest(release, questions, language),
        _say_counted(questions, language),
        _say_untabulated(release, language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def most_frequent(answers: Answers) -> tuple[str, Estimate] | None:
    """Give the most frequent answer to a question with its share, if one can be named.

    >>> most_frequent(Answers({"no": Estimate(0.2), "yes": Estimate(0.8)}, {}, {}, None))[0]
    'yes'
    """
    known = {choice: share for choice, share in answers.shares.items() if share.value is not None}
    if not known:
        return None
    choice = max(known, key=lambda each: known[each].value or 0.0)
    return choice, known[choice]


def _say_tabulated(questions: dict[str, Answers], language: str) -> str:
    n = sum(answers.answered is None for answers in questions.values())
    if not n:
        return say("No question of the form is tabulated here.", language=language)
    return say_count("{n} question is tabulated.", "{n} questions are tabulated.", n, language=language)


def _say_clearest(release: Release, questions: dict[str, Answers], language: str) -> str:
    """Name the answers with the largest shares, to questions with one answer; long questions are shortened."""
    found = {code: most for code, answers in questions.items() if (most := most_frequent(answers))}
    single = [code for code in found if not is_several(release, code)]
    clear = sorted(single, key=lambda code: -(found[code][1].value or 0.0))
    if not clear:
        return ""
    answers = "; ".join(
        say(
            "“{question}”: {answer}, {share}",
            language=language,
            question=shorten(say_question(release, code, language), SHORT, placeholder=" …"),
            answer=say_choice(release, code, found[code][0], language),
            share=say_share(found[code][1], language),
        )
        for code in clear[:NAMED]
    )
    return say("The answers given most often: {answers}.", language=language, answers=answers)


def _say_counted(questions: dict[str, Answers], language: str) -> str:
    n = sum(answers.answered is not None for answers in questions.values())
    if not n:
        return ""
    return say_count(
        "{n} more was answered in words, dates or files, of which only the number of answers is given.",
        "{n} more were answered in words, dates or files, of which only the number of answers is given.",
        n,
        language=language,
    )


def _say_untabulated(release: Release, language: str) -> str:
    counts = release.manifest.get("untabulated", {})
    reasons = "; ".join(_say_reasons(counts, language))
    return say("Not tabulated here: {reasons}.", language=language, reasons=reasons) if reasons else ""


def _say_reasons(counts: dict[str, int], language: str) -> Iterator[str]:
    n = {reason: counts.get(reason, 0) for reason in counts}
    if n.get("need"):
        yield say_count("{n} question about needs", "{n} questions about needs", n["need"], language=language)
    if n.get("who"):
        yield say_count("{n} question on who answers", "{n} questions on who answers", n["who"], language=language)
    if n.get("personal"):
        yield say_count(
            "{n} question on personal data", "{n} questions on personal data", n["personal"], language=language
        )
    if named := n.get("identifier", 0):
        yield say_count("{n} identifier", "{n} identifiers", named, language=language)
    if n.get("technical"):
        yield say_count("{n} technical field", "{n} technical fields", n["technical"], language=language)
    if n.get("repeat"):
        yield say_count(
            "{n} question asked several times in a form",
            "{n} questions asked several times in a form",
            n["repeat"],
            language=language,
        )
    if n.get("not_received"):
        yield say_count(
            "{n} question that the answers lack",
            "{n} questions that the answers lack",
            n["not_received"],
            language=language,
        )
    if n.get("not_planned"):
        yield say_count(
            "{n} question that the analysis plan leaves out",
            "{n} questions that the analysis plan leaves out",
            n["not_planned"],
            language=language,
        )
