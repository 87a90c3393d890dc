"""Rows that hold the totals of a list, not a person or a form: Total, Итого, Барлығы, Jami."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from needs_analysis.checks.distinct import is_blank
from needs_analysis.checks.findings import Findings, Severity
from needs_analysis.checks.numbers import numbers
from needs_analysis.checks.subject import Subject
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal

IDENTIFYING = ("name", "country", "agency")
LONGEST_TOTAL = 80
NEARLY, CENT = 1e-9, 0.005
_OPENING = " \t\r\n«»\"'“”„(*=—–-"


def check_totals_rows(subject: Subject, *, severity: Severity = "stop") -> Findings:
    """List each row of totals, for a person to leave out.

    A row is one of totals where its first text begins with a word for it, and either a number in it is the sum or the
    count of the rows above, or the fields that say who it is about are blank.

    Args:
        subject: the table.
        severity: whether such a row stops the run.

    >>> from needs_analysis.columns import RECEIVED
    >>> rows = [{"row_id": "r1", "country": "KAZ", "people": "4"}, {"row_id": "r2", "country": "UZB", "people": "3"}]
    >>> rows += [{"row_id": "r3", "country": "Итого:", "people": "7"}]
    >>> check_totals_rows(Subject("participants", RECEIVED.frame(rows))).issues["evidence"].tolist()
    ['word=итого; sums=people']
    """
    found = {}
    for at, field, text in _first_texts(subject):
        word = total_word(text)
        reason = _reason(subject, at, field) if word else ""
        if reason:
            found[at] = f"word={word}; {reason}"
    rows = list(found)
    where = pd.Series(np.isin(np.arange(len(subject.frame)), rows), index=subject.frame.index)
    evidence = pd.Series(list(found.values()), index=subject.frame.index[rows], dtype="str")
    return subject.list_rows(where, check="totals_row", severity=severity, evidence=evidence)


def total_word(text: str) -> str:
    """Return the word for a total that a text begins with; blank where it begins with none.

    >>> total_word("Всего участников: 65"), total_word("TotalEnergies"), total_word("Grand Total")
    ('всего', '', 'grand total')
    """
    start = text.lstrip(_OPENING)[:1].casefold()
    if start not in _words()[1] or len(text) > LONGEST_TOTAL:
        return ""
    found = _words()[0].match(normal(text.lstrip(_OPENING)))
    return found[0] if found else ""


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str]]:
    """Give a pattern of all words for a total, the longest first, and the letters they begin with."""
    words = sorted({normal(word) for word in read_register("total_words")["word"]}, key=len, reverse=True)
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])")
    return pattern, frozenset(word[0] for word in words)


def _first_texts(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """Yield position, field and words of the first text in each row that has a word for a total in some cell."""
    suspects = np.zeros(len(subject.frame), dtype=bool)
    for name in subject.names:
        suspects |= subject.distinct(name).where(lambda text: bool(total_word(text))).to_numpy()
    for at in np.flatnonzero(suspects).tolist():
        cells = subject.frame[subject.names].iloc[at].dropna()
        texts = cells[cells.str.strip().ne("").to_numpy() & numbers(cells).isna().to_numpy()]
        yield at, str(texts.index[0]), str(texts.iloc[0])


def _reason(subject: Subject, at: int, field: str) -> str:
    """Say why a row with a word for a total is one of totals; blank where it is not."""
    row = subject.frame.iloc[at].fillna("")
    above = subject.frame.iloc[:at]
    sums = [name for name in subject.names if name != field and _adds_up(str(row[name]), above[name])]
    if sums:
        return f"sums={'+'.join(sums)}"
    if any(int(number) == len(above) for number in re.findall(r"\d{1,9}", str(row[field])[:LONGEST_TOTAL])):
        return f"count={len(above)}"
    who = [name for name in subject.known(IDENTIFYING) if name != field]
    return f"blank={'+'.join(who)}" if who and not any(str(row[name]).strip() for name in who) else ""


def _adds_up(cell: str, above: pd.Series) -> bool:
    total = numbers(pd.Series([cell], dtype="str")).iloc[0]
    if np.isnan(total) or total == 0:
        return False
    read = numbers(above)
    filled = int((~is_blank(above)).sum())
    by_sum = read.notna().sum() > 1 and math.isclose(total, read.sum(), rel_tol=NEARLY, abs_tol=CENT)
    return bool(by_sum or (filled > 1 and total == filled and read.notna().sum() == 0))
