"""How the headings of an export may spell the questions of a form: names behind groups, or labels in any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.registers.spelling import squashed

SEPARATORS = ("/", ".", ":", "-", "__", "_")
LOOSE_SEPARATORS = SEPARATORS[:4]


@dataclass(frozen=True)
class Spellings:
    """Every spelling of a table's questions and of the choices of those that allow several.

    Attributes:
        paths: a name behind none, some or all of its groups → the fields it may stand for, in the order of the form.
        labels: a label in any language → the same.
        choices: a field of select_multiple → spelling of a choice → its code.
    """

    paths: dict[str, list[str]]
    labels: dict[str, list[str]]
    choices: dict[str, dict[str, str]]

    def behind_groups(self, heading: str) -> list[str]:
        """Give the fields whose name or label stands behind a separator: after groups that the form does not have."""
        for separator in LOOSE_SEPARATORS:
            rest = heading
            while separator in rest:
                rest = rest.partition(separator)[2].strip()
                if found := self.paths.get(rest) or self.labels.get(rest):
                    return found
        return []

    def choice(self, heading: str) -> tuple[str, str] | None:
        """Give the field and the code of a heading that is a question and one of its choices."""
        for question, rest in _splits(heading):
            known = self.paths.get(question) or self.labels.get(question) or self.behind_groups(question)
            several = [field for field in known if field in self.choices]
            if len(several) == 1:
                return several[0], self.choices[several[0]].get(rest, rest)
        return None


def spellings_of(questions: pd.DataFrame, labels: pd.DataFrame, choices: pd.DataFrame, *, table: str) -> Spellings:
    """Collect the spellings of one table's questions.

    Args:
        questions: the declared table of questions.
        labels: their words in each language.
        choices: the choice lists, in every spelling.
        table: responses, or the name of a repeat group.
    """
    asked = questions[questions["table"].eq(table)].fillna({"group": "", "choices": ""})
    paths: defaultdict[str, list[str]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for question in records(asked):
        for spelling in dict.fromkeys(_paths(question["field"], question["group"])):
            paths[spelling].append(question["field"])
    for label in records(labels[labels["table"].eq(table)]):
        if label["field"] not in words[squashed(label["label"])]:
            words[squashed(label["label"])].append(label["field"])
    many = asked[asked["type"].eq("select_multiple")]
    lists = {name: dict(zip(rows["label"].map(squashed), rows["code"], strict=True)) for name, rows in _groups(choices)}
    return Spellings(dict(paths), dict(words), {row["field"]: lists.get(row["choices"], {}) for row in records(many)})


def _groups(choices: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, rows in choices.groupby("choices"):
        yield str(name), rows


def _paths(field: str, group: str) -> Iterator[str]:
    """Give a question's name behind none, some and all of its groups, under every separator."""
    name, groups = field.rpartition("/")[2], [part for part in group.split("/") if part]
    for separator in SEPARATORS:
        for first in range(len(groups) + 1):
            yield separator.join([*groups[first:], name])


def _splits(heading: str) -> Iterator[tuple[str, str]]:
    """Split a heading at each separator, the last one first."""
    for separator in LOOSE_SEPARATORS:
        at = heading.rfind(separator)
        while at > 0:
            yield heading[:at].strip(), heading[at + len(separator) :].strip()
            at = heading.rfind(separator, 0, at)
