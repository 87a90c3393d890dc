"""What releases quote of the answers in words: the comments that a person released, with their questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from needs_analysis.cleaning.released_comments import read_released_comments
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.wording import Row, labels_of
from needs_analysis.columns import records
from needs_analysis.disclosure.comments import count_comments, release_comments
from needs_analysis.workshop import Workshop


@dataclass(frozen=True)
class Quoted:
    """All answers in words, what people decided about them, and the words of the questions in each language."""

    answers: pd.DataFrame
    decided: pd.DataFrame
    words: pd.DataFrame

    @classmethod
    def of(cls, workshop: Workshop, data: CleanData) -> Quoted:
        """Take them from the clean data and the decisions beside the corrections."""
        decided = read_released_comments(workshop.path(workshop.settings.cleaning.corrections))
        return cls(data.parts["answers_in_words"], decided, data.parts["question_labels"])

    @property
    def released(self) -> pd.DataFrame:
        """The comments that every edition shows."""
        return release_comments(self.answers, self.decided)

    @property
    def labels(self) -> list[Row]:
        """The words of the questions that are quoted; the heading where no form asks."""
        return [row for item in self.released["item"].unique() for row in self._labels(item)]

    def count(self, limit: int) -> dict[str, int]:
        """Count released and withheld answers, as an edition may say it."""
        return count_comments(self.answers, self.decided, limit=limit)

    def _labels(self, item: str) -> Iterator[Row]:
        asked = records(self.answers[self.answers["item"].eq(item)].head(1))[0]
        words = self.words[self.words["table"].eq(asked["table"]) & self.words["field"].eq(asked["field"])]
        if words.empty:
            words = pd.DataFrame([{"language": "", "label": asked["question"]}])
        return labels_of("question", item, "", words)
