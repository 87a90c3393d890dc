"""The rows of the tables of questions and of their labels, made of the questions of a questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from needs_analysis.reading.form.choices import Choice
from needs_analysis.reading.form.spellings import RESERVED
from needs_analysis.reading.form.survey import Asked, words_of

REQUIRED = {"true()": "yes", "false()": ""}

Row = dict[str, object]
Words = Mapping[str, str]


def question_row(asked: Asked, choices: str, words: Words, *, language: str) -> Row:
    """Give the row of a question.

    Args:
        asked: the question.
        choices: the list it offers; blank where it offers none that is known.
        words: its label in each language.
        language: the language whose words are the question's.
    """
    required = asked.rule("required")
    return {
        "table": asked.table,
        "field": asked.name,
        "type": asked.type,
        "choices": choices,
        "need": asked.cell("need"),
        "measure": asked.cell("measure"),
        "label": words.get(language) or next(iter(words.values()), ""),
        "group": "/".join(asked.groups),
        "relevant": joined(asked.relevant),
        "constraint": asked.rule("constraint"),
        "required": REQUIRED.get(required, required),
        "calculation": asked.rule("calculate"),
        "choice_filter": asked.cell("choice_filter"),
    }


def label_rows(asked: Asked, words: Words) -> Iterator[Row]:
    """Yield the rows of a question's words, a language a row."""
    for language, label in words.items():
        yield {"table": asked.table, "field": asked.name, "language": language, "label": label}


def choice_label_rows(lists: Mapping[str, Sequence[Choice]]) -> Iterator[Row]:
    """Yield the rows of the words of each list's answers, a language a row."""
    for name, choices in lists.items():
        for choice in choices:
            for language, label in choice.labels.items():
                yield {"choices": name, "code": choice.code, "language": language, "label": label}


def words_asked(asked: Asked, as_written: Mapping[str, str], *, language: str) -> dict[str, str]:
    """Give a question's label in each language, with the quotes that the questionnaire has.

    Args:
        asked: the question.
        as_written: text with straight quotes → the same text as it stands in the questionnaire.
        language: the language of labels that name none.
    """
    words = words_of(asked.element.get("label"), language)
    return {each: as_written.get(label, label) for each, label in words.items()}


def joined(conditions: Sequence[str], between: str = "and") -> str:
    """Join conditions to one; a single one stays as it is.

    >>> joined(["${a} = 1", "${b} = 2"]), joined(["${a} = 1"]), joined([])
    ('(${a} = 1) and (${b} = 2)', '${a} = 1', '')
    """
    return conditions[0] if len(conditions) == 1 else f" {between} ".join(f"({each})" for each in conditions)


def unread_columns(choices: Sequence[Choice]) -> set[str]:
    """Give the further columns of a list that the table of choices cannot hold, as it has its own of that name."""
    return {column for choice in choices for column in choice.columns} & RESERVED


def reads_any(choice_filter: str, columns: set[str]) -> bool:
    """Whether a filter reads one of these columns of the choices.

    >>> reads_any("code = ${code}", {"code"}), reads_any("zone = ${code}", {"code"})
    (True, False)
    """
    names = re.findall(r"(?<![\w{$.-])[A-Za-z_][\w.-]*", re.sub(r"\$\{[^}]*\}|'[^']*'|\"[^\"]*\"", " ", choice_filter))
    return bool(columns & set(names))
