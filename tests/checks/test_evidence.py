"""What a check measured is told in the language of whoever reads the review workbook."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_analysis.checks.evidence import say_evidence
from needs_analysis.checks.personal_headings import BY_TYPE
from needs_analysis.checks.personal_values import personal_kinds
from needs_analysis.registers.files import read_register

KINDS = {*read_register("personal_words")["kind"], *BY_TYPE.values(), *personal_kinds("anna@example.org")}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_personal_data_has_a_word(kind: str) -> None:
    """In Russian no Latin letter is left of the code."""
    told = say_evidence(f"kind={kind}; by=value; n=3", "ru")
    assert "=" not in told
    assert not any("a" <= letter <= "z" for letter in told)


def test_fields_keep_their_names_and_what_has_no_word_stays() -> None:
    assert say_evidence("fields=name+agency; total=99", "ru") == "поля: name, agency; итого: 99"
    assert say_evidence("old = 3; x=4", "ru") == "old = 3; x=4"


def test_the_review_workbook_is_told_in_words() -> None:
    from needs_analysis.cli.reviewing import _in_words
    from needs_analysis.columns import ISSUES
    from needs_analysis.language import interface_language

    lines = [{"table": "t", "check": check, "severity": "review", "evidence": told} for check, told in SAID]
    with interface_language("ru"):
        told = _in_words(ISSUES.frame(pd.DataFrame(lines)))["evidence"].tolist()
    assert told == ["вид: имя; найдено по: ответам", "то же: имя"]


SAID = (("personal_data", "kind=name; by=value"), ("repeated_person", "name=same +15.7"))
