"""Rows of `released_comments.csv`: which of the synthetic comments a person released, and in which words."""

from collections.abc import Sequence

from make_example.corrections import Row
from make_example.submissions import TABLE, Submission

FIELD = "comment"
MARK = "this file is a synthetic example: nobody wrote this, and nobody released it"
RELEASED = (  # text as written, what is shown (blank: as it stands), its language, in English, in Russian
    ("Просим передать учебные материалы на русском языке.", "", "ru",
     "Please hand over the training materials in Russian.", ""),
    ("The exercise on joint risk assessment was useful.", "", "en",
     "", "Полезным было упражнение по совместной оценке рисков."),
    ("Хотелось бы продолжить обучение в дистанционном формате.", "Хотелось бы продолжить обучение.", "ru",
     "We would like the training to continue.", ""),
)  # fmt: skip


def release_comments(forms: Sequence[Submission]) -> list[Row]:
    """Release the first comment of each text that some form holds."""
    first: dict[str, str] = {}
    for form in forms:
        first.setdefault(form.answers.get(FIELD, ""), str(form.id))
    rows = [
        {"table": TABLE, "row_id": first[text], "field": FIELD, "text": text, "release": "yes", "shown": shown}
        | {"language": language, "translation_en": english, "translation_ru": russian, "remark": MARK}
        for text, shown, language, english, russian in RELEASED
        if text in first
    ]
    return sorted(rows, key=lambda row: row["row_id"])
