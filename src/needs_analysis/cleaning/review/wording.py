"""The words of the review workbook: its headings and what a person may decide."""

from __future__ import annotations

from needs_analysis.language import LANGUAGES, say

COLUMNS = (
    "key",
    "check",
    "severity",
    "effect",
    "times",
    "table",
    "place",
    "field",
    "value",
    "suggestion",
    "decision",
    "new_value",
    "comment",
)
ANSWERED = ("decision", "new_value", "comment")


def headings(language: str) -> dict[str, str]:
    """Give the heading of each column."""
    words = (
        say("Key (leave as it is)", language=language),
        say("What is wrong", language=language),
        say("Must be answered", language=language),
        say("Effect on results", language=language),
        say("Rows", language=language),
        say("Table", language=language),
        say("Where", language=language),
        say("Field", language=language),
        say("What stands there", language=language),
        say("Near misses", language=language),
        say("Decision", language=language),
        say("New value", language=language),
        say("Comment", language=language),
    )
    return dict(zip(COLUMNS, words, strict=True))


def actions(language: str) -> dict[str, str]:
    """Give the word for each action of the cleaning log, as a person picks it.

    >>> list(actions("en").values())
    ['replace', 'keep', 'empty the cell', 'leave the row out']
    """
    return {
        "set": say("replace", language=language),
        "keep": say("keep", language=language),
        "blank": say("empty the cell", language=language),
        "drop": say("leave the row out", language=language),
    }


def action_of(word: str) -> str:
    """Give the action that a word stands for, in whichever language the workbook was written; blank if none.

    The words of the cleaning log are understood as well.

    >>> action_of(" Keep "), action_of("leave the row out"), action_of("drop"), action_of("perhaps")
    ('keep', 'drop', 'drop', '')
    """
    known = {action: action for action in actions("en")}
    known |= {said.casefold(): action for language in LANGUAGES for action, said in actions(language).items()}
    return known.get(word.strip().casefold(), "")


def explanation(language: str) -> list[str]:
    """Give the lines that tell a person how to answer."""
    return [
        say("Each line of the first sheet asks one question; the worst stand first.", language=language),
        say("A thousand are asked at most; what is left is asked by the next check.", language=language),
        say("Pick a decision in the list. Lines without one stay open.", language=language),
        say("«replace» needs a new value; where a list opens, it holds all the values allowed.", language=language),
        say("The answer holds for every row counted in «Rows».", language=language),
        say("Only the three white columns can be changed. Do not sort by copying cells.", language=language),
        say("Save the workbook in its place, then run: needs-analysis accept", language=language),
    ]
