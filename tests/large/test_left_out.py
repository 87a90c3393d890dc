"""Whatever a survey in parts goes without is told as a note, and only where the workspace would have it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.cli.large.cleaning import clean_large
from needs_analysis.cli.large.part import ISSUE_PARTS
from needs_analysis.language import interface_language
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import read_workshop
from tests.small_workspace import SmallWorkspace

IN_PARTS = "[partitions]\nfrom_megabytes = 0\nforms = 3\n\n"
LISTS = """
[sources.participants]
file = "data/raw/participants.csv"
[sources.activities]
file = "data/raw/activities.csv"
id = "id"
[sources.evaluation]
file = "data/raw/evaluation.csv"
"""
BESIDE = {
    "data/raw/participants.csv": "name,country\nAziz Karimov,KAZ\n",
    "data/raw/activities.csv": "id,title,country\nA1,Course on risk tools,KAZ\n",
    "data/raw/evaluation.csv": "useful\n4\n",
    "data/corrections/released_comments.csv": (
        "table,row_id,field,text,release,language\nresponses,1,remarks,More time for questions 1,yes,en\n"
    ),
}
TOLD = [
    "released comments are not held against the answers",
    "forms are not held against the list of participants",
    "response rates are not computed",
    "forms are not counted by language",
    "nothing is estimated from the list of recorded assistance",
    "nothing is estimated from the evaluation",
    "answers in words go into no review workbook",
]


def notes(root: Path) -> pd.Series:
    """What the notes of a survey taken in parts say."""
    workshop = read_workshop(root)
    clean_large(workshop, Workers(number=1))
    issues = Parts(workshop.clean / ISSUE_PARTS).read_all()
    told = issues[issues["evidence"].fillna("").str.contains("read in parts|по частям")]
    assert told["severity"].eq("note").all()
    return told["evidence"]


def test_what_a_workspace_does_not_have_is_not_told(tmp_path: Path) -> None:
    """Without lists, languages and words there is nothing to go without but checks."""
    made = SmallWorkspace()
    made.settings = IN_PARTS + made.settings
    said = notes(made.write(tmp_path))
    assert said.str.contains("compares whole forms").all()


def test_each_thing_that_is_not_made_is_told_once_in_both_languages(tmp_path: Path) -> None:
    """Lists beside the forms, released comments, languages and answers in words."""
    made = SmallWorkspace()
    made.settings = IN_PARTS + made.settings.replace("[registers]", f"{LISTS}\n[registers]")
    made.header += ["language", "remarks"]
    made.rows = [[*row, "English (en)", f"More time for questions {row[0]}"] for row in made.rows]
    root = made.write(tmp_path)
    for name, text in BESIDE.items():
        (root / name).write_text(text, encoding="utf-8")
    said = notes(root)
    assert [said.str.contains(words).sum() for words in TOLD] == [1] * len(TOLD)
    with interface_language("ru"):
        assert len(notes(root)) == len(said)
