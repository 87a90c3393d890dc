"""The questions of a starter form: the wording in `questions.csv`, asked once a form, theme, need or objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.registers.files import read_register_file
from needs_analysis.registers.needs import need_labels

WORDING = Path(__file__).parent / "questions.csv"
TRANSLATED = ("label", "hint", "constraint_message")
ONCE: Mapping[str, str] = {}
Row = dict[str, str]
Words = Mapping[str, str]


def survey_rows(needs: pd.DataFrame, *, objectives: Mapping[str, Words], languages: Sequence[str]) -> list[Row]:
    """Give the rows of a form's survey sheet; texts stand under `label_en`, `hint_en`, … of each language.

    Args:
        needs: the register of needs; the form asks in its order.
        objectives: id → words by language; each is asked whether it was met.
        languages: codes of the languages to ask in.

    >>> from needs_analysis.registers.needs import read_needs
    >>> asked = survey_rows(read_needs().head(1), objectives={}, languages=["en"])
    >>> [row["name"] for row in asked if row.get("need")]
    ['LEG_1_importance', 'LEG_1_capacity', 'LEG_priority']
    """
    wording: list[Row] = records(read_register_file(WORDING))
    subjects = _Subjects(needs, objectives, languages)
    rows = [row for row in wording if not row["group"] and row["type"] != "begin group"]
    made = [subjects.asked(row, ONCE) for row in rows]
    for group in (row for row in wording if row["type"] == "begin group"):
        members = [row for row in wording if row["group"] == group["name"]]
        for subject in subjects.of(group["asked_for"], ONCE):
            made += [subjects.asked(group, subject), *subjects.ask_all(members, subject), {"type": "end group"}]
    return made


def field_name(code: str) -> str:
    """Give the part of a question's name that stands for a code.

    >>> field_name("LEG-1")
    'LEG_1'
    """
    return code.replace("-", "_")


class _Subjects:
    """What questions are asked about: the form once, each theme, each need of a theme, each objective."""

    def __init__(self, needs: pd.DataFrame, objectives: Mapping[str, Words], languages: Sequence[str]) -> None:
        self.languages = languages
        self._needs: list[Row] = records(needs)
        self._objectives = objectives
        self._words = {(row["kind"], row["code"], row["language"]): str(row["label"]) for row in need_labels(needs)}

    def of(self, asked_for: str, within: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """Yield the subjects of a kind, those of one theme where `within` is a theme."""
        if asked_for == "form":
            yield within
        elif asked_for == "theme":
            yield from [within] if within else map(self._theme, dict.fromkeys(row["theme_id"] for row in self._needs))
        elif asked_for == "need":
            yield from (self._need(row) for row in self._needs if row["theme_id"] == within["id"])
        else:
            yield from (self._objective(code, words) for code, words in self._objectives.items())

    def ask_all(self, rows: Sequence[Row], within: Mapping[str, str]) -> Iterator[Row]:
        """Yield the questions of a group: all that is asked about one subject before the next."""
        for asked_for, some in groupby(rows, key=lambda row: row["asked_for"]):
            together = list(some)
            for subject in self.of(asked_for, within):
                yield from (self.asked(row, subject) for row in together)

    def asked(self, row: Row, subject: Mapping[str, str]) -> Row:
        """Put a subject's name and words into a question."""
        made = {key: row[key] for key in ("type", "measure", "appearance", "constraint")}
        made["name"] = row["name"].format_map(subject)
        made["need"] = subject.get("id", "") if row["measure"] else ""
        for language in self.languages:
            words = {word: subject.get(f"{word}_{language}", "") for word in ("label", "definition")}
            for kind in TRANSLATED:
                template = row.get(f"{kind}_{language}") or row[f"{kind}_en"]
                made[f"{kind}_{language}"] = template.format_map(words)
        return made

    def _theme(self, theme: str) -> Row:
        return {"id": theme, "theme": field_name(theme), **self._labels("theme", theme)}

    def _need(self, row: Row) -> Row:
        words = {f"definition_{lang}": row.get(f"definition_{lang}", "") for lang in self.languages}
        need = row["need_id"]
        return {"id": need, "need": field_name(need), **self._labels("need", need), **words}

    def _objective(self, code: str, words: Words) -> Row:
        labels = {f"label_{language}": words.get(language) or words["en"] for language in self.languages}
        return {"objective": field_name(code), **labels}

    def _labels(self, kind: str, code: str) -> Row:
        known = {language: self._words.get((kind, code, language)) for language in ("en", *self.languages)}
        return {f"label_{language}": known[language] or known["en"] or code for language in self.languages}
