"""What was received, what was changed and what is open, in sentences."""

from __future__ import annotations

import pandas as pd

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.issues import open_issues
from needs_analysis.tables.statement import Statement


def state_account(release: Release, language: str) -> Statement:
    """Say how much was received and changed, whether the account closes, and how many issues wait for a person.

    >>> print(state_account(release, "en").text)
    21 rows were received: 20 were kept and 1 dropped. 32 cells were changed or emptied. 1 issue is open.
    """
    sentences = (_say_rows(release, language), _say_cells(release, language), _say_issues(release, language))
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def _say_rows(release: Release, language: str) -> str:
    received, kept, dropped = (_total(release, name) for name in ("rows_received", "rows_clean", "rows_dropped"))
    if received != kept + dropped:
        return say("The account does not close: rows received are not rows kept plus rows dropped.", language=language)
    numbers = {
        "kept": say_number(kept, language, digits=0),
        "dropped": say_number(dropped, language, digits=0),
    }
    return say_count(
        "{n} row was received: {kept} were kept and {dropped} dropped.",
        "{n} rows were received: {kept} were kept and {dropped} dropped.",
        received,
        language=language,
        **numbers,
    )


def _say_cells(release: Release, language: str) -> str:
    return say_count(
        "{n} cell was changed or emptied.",
        "{n} cells were changed or emptied.",
        _total(release, "cells_set") + _total(release, "cells_blanked"),
        language=language,
    )


def _say_issues(release: Release, language: str) -> str:
    if release.edition != "organiser":
        return ""
    issues = open_issues(release.issues)
    told = say_count("{n} issue is open.", "{n} issues are open.", len(issues), language=language)
    most = issues["effect"].max()
    if pd.isna(most) or not most:
        return told
    effect = say_number(100 * most, language, digits=1)
    moved = say(
        "Answered otherwise, the weightiest could move a result by up to {effect} % of its scale.",
        language=language,
        effect=effect,
    )
    return f"{told} {moved}"


def _total(release: Release, name: str) -> int:
    return int(release.account[name].sum())
