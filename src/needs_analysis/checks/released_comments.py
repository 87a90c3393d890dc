"""Comments that a person released, held against the data: one that is another now, or gives somebody away, is none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from needs_analysis.checks.named_people import People
from needs_analysis.checks.personal_values import kinds_of_texts
from needs_analysis.columns import ISSUES, records
from needs_analysis.language import LANGUAGES

CELL = ["table", "row_id", "field"]
FIRST_LINE = 2
NAMES = ("name", "surname", "name_word")
FORMULA = ("=", "+", "-", "@")
TRANSLATIONS = tuple(f"translation_{language}" for language in LANGUAGES)


def unfit_kinds(texts: Sequence[str], people: People, *, remark: str = "") -> list[list[str]]:
    """Say of each text what keeps it from being shown: personal data by kind, a listed name, the look of a formula.

    One word of a listed name is enough: behind a title it is a name, and a surname by itself is one too. Any other
    word of a name, such as a first name, may mean somebody else: it is fit once the remark holds that word.

    Args:
        texts: what would be shown.
        people: listed people.
        remark: what a person wrote about the decision.

    >>> from needs_analysis.checks.named_people import list_people
    >>> unfit_kinds(["Ask Anna Berg", "a@example.org", "=1+1", "More time"], list_people(["BERG Anna"]))
    [['name'], ['email'], ['formula'], []]
    >>> people = list_people(["Sydykova Gulnara", "Nazarova Zarina"])
    >>> unfit_kinds(["Ms Sydykova", "Sydykova", "My colleague Zarina disagrees"], people)
    [['name'], ['surname'], ['name_word']]
    >>> unfit_kinds(["The river Zarina is high"], people, remark="Zarina: a river")
    [[]]
    """
    confirmed = people.lone.stems_in(remark)
    found = zip(texts, kinds_of_texts(texts), strict=True)
    return [[*kinds, *_further_kinds(text, people, confirmed)] for text, kinds in found]


def _further_kinds(text: str, people: People, confirmed: Collection[str]) -> Iterator[str]:
    lone = [found for found in people.lone.found_in(text) if found.like != "name_word" or found.stem not in confirmed]
    likes = {found.like for found in lone} | ({"name"} if people.named_in(text) else set())
    yield from (like for like in NAMES if like in likes and ("name" not in likes or like == "name"))
    if text.startswith(FORMULA):
        yield "formula"


def check_released_comments(
    decided: pd.DataFrame, answers: pd.DataFrame, people: People, *, file: str = ""
) -> pd.DataFrame:
    """List the released comments that may not be shown as they are; no text is repeated.

    The run stops where another text stands there now (`decision_comment_stale`), or where what would be shown holds
    personal data or looks like a formula (`decision_comment_unfit`). An answer that is not in the clean data any
    more is not shown, and only listed (`decision_comment_gone`).

    Args:
        decided: what people decided, as declared in `columns.RELEASED_COMMENTS`, in the order of the file.
        answers: all answers in words, as declared in `columns.ANSWERS_IN_WORDS`.
        people: listed people, whose names may not be shown.
        file: the file that holds the decisions.

    >>> from needs_analysis.checks.named_people import list_people
    >>> from needs_analysis.columns import ANSWERS_IN_WORDS, RELEASED_COMMENTS
    >>> cell = {"table": "responses", "row_id": "7", "field": "why"}
    >>> now = ANSWERS_IN_WORDS.frame([cell | {"item": "why", "question": "Why?", "text": "No need any more"}])
    >>> then = RELEASED_COMMENTS.frame([cell | {"text": "No need", "release": "yes"}])
    >>> check_released_comments(then, now, list_people([]))[["check", "severity"]].values.tolist()
    [['decision_comment_stale', 'stop']]
    """
    stands = answers[[*CELL, "text"]].rename(columns={"text": "stands"})
    told = decided.assign(file=file, row=range(FIRST_LINE, len(decided) + FIRST_LINE))
    told = told[told["release"].eq("yes").fillna(False)].merge(stands, on=CELL, how="left")
    rows = [row for line in records(told.fillna("")) for row in _found(line, people)]
    return ISSUES.frame(rows)


def _found(line: dict[str, str], people: People) -> Iterator[dict[str, object]]:
    place: dict[str, object] = {name: line[name] for name in (*CELL, "file", "row")}
    where = "; ".join(f"{name}={line[name]}" for name in CELL)
    if not line["stands"]:
        yield place | {"check": "decision_comment_gone", "severity": "review", "evidence": where}
    elif line["stands"] != line["text"]:
        yield place | {"check": "decision_comment_stale", "severity": "stop", "evidence": where, "column": "text"}
    shown = {("shown" if line["shown"] else "text"): line["shown"] or line["text"]}
    shown |= {name: line[name] for name in TRANSLATIONS if line[name]}
    held = unfit_kinds(list(shown.values()), people, remark=line["remark"])
    for column, kinds in zip(shown, held, strict=True):
        for kind in kinds:
            unfit = {"check": "decision_comment_unfit", "severity": "stop", "evidence": f"kind={kind}; {where}"}
            yield place | unfit | {"column": column}
