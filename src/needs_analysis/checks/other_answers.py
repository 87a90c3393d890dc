"""Answers to «other, please specify»: each is listed, and recoded by a person where a choice already says the same."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from needs_analysis.checks.distinct import distinct
from needs_analysis.checks.findings import Field, Findings, Severity, near, together
from needs_analysis.checks.other_questions import OtherQuestion, other_questions
from needs_analysis.checks.resembling import LONGEST_COMPARED, resembling
from needs_analysis.checks.subject import Subject
from needs_analysis.columns import LOG
from needs_analysis.registers.letters import to_latin
from needs_analysis.registers.spelling import normal
from needs_analysis.workshop.thresholds import OtherAnswers

RULE = "other_recoded"


def check_other_answers(
    subject: Subject,
    *,
    severity: Severity = "review",
    endings: Sequence[str] = tuple(OtherAnswers().endings),
    choices: Sequence[str] = tuple(OtherAnswers().choices),
) -> Findings:
    """List every answer in words beside a choice of «other», with the choices that resemble it.

    Where the words are a choice's own label, in either script, the recode is proposed for review: the choice is set
    and the text blanked.

    Args:
        subject: a table with its questions and choices.
        severity: whether such an answer stops the run.
        endings: endings of the fields that hold such answers.
        choices: words that the choice of «other» begins with.

    >>> from needs_analysis.columns import CHOICES, QUESTIONS, RECEIVED
    >>> kit = [{"choices": "kit", "code": code, "label": code.title()} for code in ("dogs", "boats", "other")]
    >>> asked = QUESTIONS.frame([{"table": "t", "field": "kit", "type": "select_one", "choices": "kit"}])
    >>> words = ["Boats", "boots"]
    >>> rows = [{"row_id": f"r{i}", "kit": "other", "kit_other": word} for i, word in enumerate(words)]
    >>> found = check_other_answers(Subject("t", RECEIVED.frame(rows), asked, CHOICES.frame(kit)))
    >>> found.log[["row_id", "field", "new_value", "action"]].fillna("").values.tolist()
    [['r0', 'kit', 'boats', 'set'], ['r0', 'kit_other', '', 'blank']]
    >>> found.issues[["row_id", "suggestion"]].values.tolist()
    [['r1', 'Boats (80)']]
    """
    questions = other_questions(subject, endings, choices)
    return together([_check(subject, question, severity) for question in questions])


def _check(subject: Subject, question: OtherQuestion, severity: Severity) -> Findings:
    rows = subject.choices[subject.choices["choices"].eq(question.parent.choices)]
    rows = rows[~rows["code"].isin(question.others)]
    field, parent = subject.field(question.field), subject.field(question.parent.field)
    recoded = _recoded(field.values, parent.values, rows, question)
    words = distinct(field.values)
    listed = words.where(lambda text: bool(text.strip())) & recoded.isna()
    labels = rows.loc[rows["label"].ne(rows["code"]), "label"].tolist() or rows["label"].tolist()
    suggestions = near(field.values[listed], lambda text: resembling(text, labels))
    evidence = f"question={parent.name}"
    issues = field.issues(listed, check="other_answer", severity=severity, suggestions=suggestions, evidence=evidence)
    return Findings(_log(field, parent, recoded), issues)


def _recoded(texts: pd.Series, chosen: pd.Series, rows: pd.DataFrame, question: OtherQuestion) -> pd.Series:
    """Give the new answer where the text is a choice's label and the question was answered with other."""
    codes = _codes(texts, rows)
    told = codes.notna() & chosen.notna()
    answers = [
        _without_other(answer.split(), code, question) for answer, code in zip(chosen[told], codes[told], strict=True)
    ]
    return pd.Series(answers, texts.index[told], dtype="str").reindex(texts.index)


def _without_other(answers: list[str], code: str, question: OtherQuestion) -> str | None:
    if not question.others & set(answers):
        return None
    kept = [answer for answer in answers if answer not in question.others]
    return " ".join(dict.fromkeys([*kept, code])) if question.parent.many or not kept else None


def _codes(texts: pd.Series, rows: pd.DataFrame) -> pd.Series:
    by_word: dict[str, set[str]] = {}
    for label, code in zip([*rows["label"], *rows["code"]], [*rows["code"]] * 2, strict=True):
        for word in (normal(label), to_latin(normal(label))):
            by_word.setdefault(word, set()).add(code)
    words = distinct(texts)
    found = [_one(by_word, normal(text)) if len(text) <= LONGEST_COMPARED else None for text in words.texts]
    return words.spread(found).reindex(texts.index)


def _one(by_word: dict[str, set[str]], word: str) -> str | None:
    codes = (by_word.get(word) or by_word.get(to_latin(word)) or set()) if word else set()
    return next(iter(codes)) if len(codes) == 1 else None


def _log(field: Field, parent: Field, recoded: pd.Series) -> pd.DataFrame:
    """Set the question's answer and blank the text, both for review."""
    told = recoded.notna()
    proposed = parent.proposals(recoded, rule=RULE, status="needs_review")
    blanked = pd.DataFrame({"row_id": field.frame["row_id"], "old_value": field.values})[told]
    fixed = {"table": field.table, "field": field.name, "action": "blank", "rule": RULE, "status": "needs_review"}
    return LOG.frame(pd.concat([proposed, LOG.frame(blanked.assign(**fixed, cause=parent.name))]))
