"""The sheet of comments as it comes back: what a person changed in it, and what of that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.released_comments import DECIDED, wrong_language
from needs_analysis.cleaning.review.answers import code_of
from needs_analysis.cleaning.review.comment_wording import (
    COLUMNS,
    TRANSLATIONS,
    comment_headings,
    release_of,
    say_kinds,
    sheet_name,
)
from needs_analysis.cleaning.review.comments import HEADINGS, KEYS
from needs_analysis.cleaning.review.returned import read_sheets
from needs_analysis.errors import LogError, Problem
from needs_analysis.language import LANGUAGES, interface, say
from needs_analysis.registers.spelling import as_quoted


class Unfit(Protocol):
    """Says of each text which kinds of data keep it from being shown, where the remark does not confirm it."""

    def __call__(self, texts: Sequence[str], *, remark: str) -> list[list[str]]:
        """Say it of each text."""


@dataclass(frozen=True)
class ReturnedComment:
    """A line that came back: its place, its text, the answer it was about, what stood there, what stands there now."""

    place: tuple[str, str, int]
    key: str
    text: str
    about: Mapping[str, str]
    accepted: Mapping[str, str]
    filled: Mapping[str, str]

    @property
    def changed(self) -> bool:
        """Whether a person decided something else than what stood there."""
        return self.filled != self.accepted

    @property
    def is_whole(self) -> bool:
        """Whether it still is the comment that it was."""
        return bool(self.about["text"]) and self.text == self.about["text"]

    @property
    def decision(self) -> dict[str, str]:
        """The decision as `columns.RELEASED_COMMENTS` declares it."""
        return {**self.about, **self.filled}

    def problem(self, what: str, column: str, remedy: str = "") -> Problem:
        """Say what is wrong with one of its cells."""
        file, sheet, row = self.place
        return Problem(what, file, sheet, row, comment_headings(interface())[column], remedy)


def read_comments(path: Path) -> list[ReturnedComment]:
    """Read every line of the sheet of comments; none where the workbook has no such sheet, or there is no workbook.

    Raises:
        LogError: the file is no review workbook, or its sheet of comments was renamed or taken away.
    """
    sheets = read_sheets(path) if path.is_file() else {}
    if KEYS not in sheets:
        return []
    names = [name for name in map(sheet_name, LANGUAGES) if name in sheets]
    if not names:
        what = say("The sheet «{sheet}» is missing.", sheet=sheet_name(interface()))
        raise LogError(Problem(what, file=path.name, remedy=say("Make the workbook anew with: needs-analysis check")))
    known = {row[0]: row for row in sheets[KEYS][1:]}
    lines = [(row, line) for row, line in enumerate(sheets[names[0]], start=1) if row > HEADINGS and any(line)]
    return [_line((path.name, names[0], row), line, known) for row, line in lines]


def _line(place: tuple[str, str, int], texts: list[str], known: Mapping[str, list[str]]) -> ReturnedComment:
    cells = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, texts, strict=False))
    names = ("key", *CELL, "text", *DECIDED)
    stood = dict.fromkeys(names, "") | dict(zip(names, known.get(cells["key"], []), strict=False))
    filled = {name: as_quoted(cells[name]) for name in DECIDED}
    filled |= {"release": release_of(filled["release"]), "language": code_of(filled["language"]).lower()}
    about = {name: stood[name] for name in (*CELL, "text")}
    accepted = {name: stood[name] for name in DECIDED}
    return ReturnedComment(place, cells["key"], cells["text"], about, accepted, filled)


def wrong_comments(lines: Sequence[ReturnedComment], unfit: Unfit) -> list[Problem]:
    """List every cell that cannot be right.

    Args:
        lines: what `read_comments` gave.
        unfit: says of each text which kinds of data keep it from being shown.
    """
    return [problem for line in lines for problem in _wrong(line, unfit)]


def _wrong(line: ReturnedComment, unfit: Unfit) -> Iterator[Problem]:
    filled = line.filled
    if not line.is_whole:
        remedy = say("Make the workbook anew with: needs-analysis check")
        yield line.problem(say("The line is not the comment it was: a locked cell was changed."), "text", remedy)
    elif filled["release"] not in ("yes", "no", ""):
        yield line.problem(say("«{value}» is neither yes nor no.", value=filled["release"]), "release")
    else:
        if what := wrong_language(filled):
            yield line.problem(what, "language", say("Write a code: en, ru, tg."))
        if filled["release"] == "yes":
            yield from _unfit(line, unfit)


def _unfit(line: ReturnedComment, unfit: Unfit) -> Iterator[Problem]:
    filled = line.filled
    shown = {"shown": filled["shown"]} if filled["shown"] else {"text": line.text}
    shown |= {name: filled[name] for name in TRANSLATIONS if filled[name]}
    held = unfit(list(shown.values()), remark=filled["remark"])
    for (column, _), kinds in zip(shown.items(), held, strict=True):
        if kinds:
            what = say("This cannot be released: it holds {kinds}.", kinds=say_kinds(kinds, interface()))
            yield line.problem(what, column, _remedy(column, kinds))


def _remedy(column: str, kinds: Sequence[str]) -> str:
    if set(kinds) == {"name_word"}:
        return say("Leave that word out; or, if it names nobody, write it into «{column}».", column=_heading("remark"))
    remedies = {
        "text": say("Write what may be shown, without it, into «{column}».", column=_heading("shown")),
        "shown": say("Shorten it, or release nothing."),
    }
    return remedies.get(column, say("Leave it out of the translation too."))


def _heading(column: str) -> str:
    return comment_headings(interface())[column]
