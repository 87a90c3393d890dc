"""The terms of the reports and those of this project's own glossary are the same words."""

import re
from pathlib import Path

from needs_analysis.columns import records
from needs_analysis.registers.files import read_register
from needs_analysis.tables.glossary import OCCURS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def test_every_term_of_a_report_is_in_the_glossary_of_the_project() -> None:
    """A term means the same to whoever reads a report and to whoever reads the program."""
    known = set(re.findall(r"^\*\*([^*]+)\*\*", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {row["term_en"] for row in records(read_register("glossary"))} - known == set()


def test_every_term_has_its_words_in_both_languages_once() -> None:
    """No blank, no term twice, no condition that nothing decides."""
    rows = records(read_register("glossary"))
    for language in ("en", "ru"):
        terms = [row[f"term_{language}"] for row in rows]
        assert len(set(terms)) == len(terms)
        assert all(row[f"term_{language}"] and row[f"meaning_{language}"].endswith((".", "»")) for row in rows)
    assert {row["occurs"] for row in rows} <= OCCURS.keys()
