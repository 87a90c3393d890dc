"""The words of the questions and answers that stand in the estimates, in the languages of the reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.registers.files import read_register

Row = dict[str, object]
# The markup that questionnaires use in labels; whatever else looks like a tag is what somebody wrote.
STYLED = r"""(?:\s+(?:style|color|class|align)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*"""
TAGS = re.compile(rf"</?(?:b|br|em|font|h[1-6]|i|p|small|span|strong|sub|sup|u){STYLED}/?>", re.IGNORECASE)
STRONG = re.compile(r"(?<!\S)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![^\s.,:;!?)])")
MENTION = re.compile(r"\$\{\s*[^\W\d][\w.-]*\s*\}")


def question_labels(estimates: pd.DataFrame, parts: Mapping[str, pd.DataFrame]) -> list[Row]:
    """Give the labels of questions, and of their answers with the question as parent; in the form's order.

    A language of the form is ours by its name or code: «English (en)», «Русский», «ru». A label that names no language,
    or stands in none of ours alone, is given as English, which every language falls back on.
    """
    mine = estimates[estimates["measure"].eq("question")]
    shown = {*mine["item"], *mine["by"], *mine.loc[mine["statistic"].eq("ratio"), "choice"]}
    asked = parts["questions"]
    asked = asked[asked["table"].eq("responses") & asked["field"].isin(shown)]
    questions, choices = parts["question_labels"], parts["choice_labels"]
    said = questions[questions["table"].eq("responses")].groupby("field")
    answers: dict[str, Any] = {str(name): rows.groupby("code", sort=False) for name, rows in choices.groupby("choices")}
    rows: list[Row] = []
    for question in records(asked.fillna("")):
        field = question["field"]
        words = said.get_group(field) if field in said.groups else questions.iloc[:0]
        rows += labels_of("question", field, "", words)
        for name in lists_of(question["choices"], answers):
            rows += _told_apart(
                [row for code, found in answers[name] for row in labels_of("answer", str(code), field, found)]
            )
    return rows


def need_question_labels(parts: Mapping[str, pd.DataFrame]) -> list[Row]:
    """Give the words in which each need was asked about: the need is the code, the measure the parent.

    Where versions of the form or repeat groups ask several times, the first question counts.
    """
    asked = parts["questions"].dropna(subset=["need", "measure"]).drop_duplicates(["need", "measure"])
    said = parts["question_labels"].groupby(["table", "field"])
    rows: list[Row] = []
    for question in records(asked):
        where = (question["table"], question["field"])
        if where in said.groups:
            rows += labels_of("asked", question["need"], question["measure"], said.get_group(where))
    return rows


def non_answer_labels(parts: Mapping[str, pd.DataFrame]) -> list[Row]:
    """Give the form's words for the answers to questions about needs that are no ratings.

    Where several lists have the same code, the first one has the say. What the form does not say in a language is left
    to the register where that knows the code.

    >>> questions = pd.DataFrame({"need": ["N1"], "choices": ["five"]})
    >>> choices = pd.DataFrame({"choices": "five", "code": ["5", "dk"], "value": [5.0, None]})
    >>> words = pd.DataFrame({"choices": "five", "code": "dk", "language": ["en"], "label": ["Don't know"]})
    >>> parts = {"questions": questions, "choices": choices, "choice_labels": words}
    >>> [row["label"] for row in non_answer_labels(parts)]
    ["Don't know"]
    """
    asked = parts["questions"].dropna(subset=["need"])
    choices, known = parts["choices"], set(read_register("non_answers")["code"])
    there = set(choices["choices"])
    lists = [name for named in asked["choices"].dropna().unique() for name in lists_of(named, there)]
    silent = choices[choices["choices"].isin(lists) & choices["value"].isna()]
    said = parts["choice_labels"].merge(silent[["choices", "code"]].drop_duplicates(), on=["choices", "code"])
    said = said.sort_values("choices", key=lambda names: names.map(lists.index), kind="stable")
    rows: list[Row] = []
    for code, words in said.drop_duplicates(["code", "language"]).groupby("code", sort=False):
        own = {language_of(language) if language else "en" for language in words["language"].fillna("").map(str)}
        labels = labels_of("choice", str(code), "", words)
        rows += [row for row in labels if code not in known or row["language"] in own]
    return rows


def language_of(name: str) -> str:
    """Give the code of a language that a form names; blank for those that reports are not written in.

    >>> [language_of(name) for name in ("English (en)", "Russian", "русский язык (ru)", "Français (fr)", "")]
    ['en', 'ru', 'ru', '', '']
    """
    if found := re.search(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\)\s*$", name):
        return found[1].lower() if found[1].lower() in LANGUAGES else ""
    return next((code for code, names in _names().items() if name.strip().lower() in names), "")


def plain(label: str) -> str:
    """Give a label without the markup that forms may have in theirs, and without values put in while it is asked.

    >>> plain("<b>How many</b> of **${n}** dogs?"), plain("<script>alert(1)</script> ${1+1} a**b")
    ('How many of … dogs?', '<script>alert(1)</script> ${1+1} a**b')
    """
    return " ".join(STRONG.sub(r"\2", MENTION.sub("…", TAGS.sub("", label))).split())


def lists_of(name: str, known: Container[str]) -> Iterable[str]:
    """A question that changed its list between versions has the answers of all of them."""
    return [name] if name in known else [each for each in name.split("+") if each in known]


def labels_of(kind: str, code: str, parent: str, words: pd.DataFrame) -> Iterator[Row]:
    """Give the labels of one code, from its words in each language of the form."""
    found: dict[str, str] = {}
    spoken = {
        language: plain(label) for language, label in zip(words["language"].fillna(""), words["label"], strict=True)
    }
    for language, label in spoken.items():
        if language_of(language):
            found.setdefault(language_of(language), label)
    found.setdefault("en", spoken.get("") or next(iter(spoken.values()), ""))
    for language, label in found.items():
        yield {"kind": kind, "code": code, "parent": parent, "language": language, "label": label or code}


def _told_apart(rows: list[Row]) -> list[Row]:
    """Put its code behind a label that several answers of a question have."""
    times = Counter((row["language"], row["label"]) for row in rows)
    return [
        {**row, "label": f"{row['label']} ({row['code']})"} if times[row["language"], row["label"]] > 1 else row
        for row in rows
    ]


def _names() -> dict[str, set[str]]:
    from babel import Locale

    english = Locale("en")
    return {code: {code, english.languages[code].lower(), Locale(code).languages[code].lower()} for code in LANGUAGES}
