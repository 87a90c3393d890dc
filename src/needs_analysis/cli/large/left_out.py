"""What is not made of a survey in parts: each thing is told as a note, so that nothing is missing in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from needs_analysis.cleaning.released_comments import read_released_comments
from needs_analysis.cli.checking import corrections_of
from needs_analysis.cli.large.part import PartChecked
from needs_analysis.cli.large.scope import NOT_MADE
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.columns import ISSUES
from needs_analysis.language import say
from needs_analysis.workshop import Workshop


def list_left_out(workshop: Workshop, checked: Sequence[PartChecked]) -> pd.DataFrame:
    """List what a survey of this workspace would have if it were not read in parts.

    Args:
        workshop: the workspace.
        checked: what the parts gave back.
    """
    texts = [*_checks(workshop, checked[0].fields), *_tables(workshop, checked[0].fields)]
    if any(part.has_words for part in checked):
        texts.append(
            say(
                "In a survey read in parts, answers in words go into no review workbook and no release: "
                "they are in data/clean/answers_in_words."
            )
        )
    forms = sum(int(part.account["rows_received"].iloc[0]) for part in checked)
    texts.append(say("The effect of open issues on results is not measured in a survey of {n} forms.", n=forms))
    return ISSUES.frame(
        [{"table": FORMS, "check": "reading_note", "severity": "note", "evidence": text} for text in texts]
    )


def _checks(workshop: Workshop, fields: Collection[str]) -> Iterator[str]:
    """Say which checks are not made because they compare whole forms with each other or with what was decided."""
    checks = workshop.settings.checks
    needed = {"reversed_scale": checks.reversed_scale.by, "repeated_people": "name"}
    for name in NOT_MADE:
        if getattr(checks, name).on and needed.get(name, "") in ("", *fields):
            yield say(
                "In a survey read in parts this check, which compares whole forms, is not made: {name}.", name=name
            )
    if not read_released_comments(corrections_of(workshop)).empty:
        yield say("In a survey read in parts, released comments are not held against the answers.")


def _tables(workshop: Workshop, fields: Collection[str]) -> Iterator[str]:
    """Say which estimates are not made of what stands beside the ratings."""
    sources = workshop.settings.sources
    if "participants" in sources:
        yield say("In a survey read in parts, forms are not held against the list of participants.")
        yield say("In a survey read in parts, response rates are not computed.")
    if "language" in fields:
        yield say("In a survey read in parts, forms are not counted by language.")
    if "activities" in sources:
        yield say("In a survey read in parts, nothing is estimated from the list of recorded assistance.")
    if "evaluation" in sources:
        yield say("In a survey read in parts, nothing is estimated from the evaluation.")
