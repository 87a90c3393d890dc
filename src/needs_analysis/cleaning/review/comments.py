"""The sheet of comments as it goes out: one answer in words a line, and what a person may decide about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from needs_analysis.cleaning.combine import CELL
from needs_analysis.cleaning.released_comments import DECIDED
from needs_analysis.cleaning.review.answers import BETWEEN
from needs_analysis.cleaning.review.cell import LOCKED, STOP, head, letter
from needs_analysis.cleaning.review.comment_wording import (
    COLUMNS,
    TRANSLATIONS,
    comment_headings,
    say_kinds,
    say_release,
    sheet_name,
    warning,
)
from needs_analysis.language import interface, name_language, say
from needs_analysis.writing import put_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

KEYS = "comment keys"
HEADINGS = 4
WIDTHS = {"key": 3, "table": 12, "row_id": 12, "question": 34, "text": 60, "held": 20, "release": 10, "shown": 60}
WIDTHS |= {"language": 16, **dict.fromkeys(TRANSLATIONS, 50), "remark": 30}


@dataclass(frozen=True)
class Comment:
    """An answer in words, what it holds that keeps it back, what was decided, and what is filled in but not accepted.

    Attributes:
        about: a row of `columns.ANSWERS_IN_WORDS`.
        held: kinds of what may not be shown.
        accepted: release, shown, language, … as the released comments have them; blanks where nothing was decided.
        filled: the same as the white cells shall hold it.
    """

    about: Mapping[str, str]
    held: Sequence[str]
    accepted: Mapping[str, str]
    filled: Mapping[str, str]

    @property
    def key(self) -> str:
        """Name of the comment, made of its cell and text, so that a decision never meets another text."""
        asked = [self.about[name] for name in (*CELL, "text")]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Comments:
    """What the sheet holds: its lines, the languages that are offered, and how many answers are not listed."""

    lines: Sequence[Comment]
    languages: Sequence[str]
    left_out: int = 0


def write_comments(workbook: Workbook, comments: Comments) -> None:
    """Write the sheet behind the first one, and a hidden sheet with what each line is about."""
    sheet = workbook.create_sheet(sheet_name(interface()), 1)
    for line, words in enumerate(warning(comments.left_out, interface()), start=1):
        sheet.cell(line, 2, words)
    _mark_warning(sheet)
    head(sheet, HEADINGS, list(comment_headings(interface()).values()))
    keys = workbook.create_sheet(KEYS)
    keys.sheet_state = "veryHidden"
    keys.append(["key", *CELL, "text", *DECIDED])
    for line, comment in enumerate(comments.lines, start=HEADINGS + 1):
        _line(sheet, line, comment)
        about = [comment.key, *(comment.about[name] for name in (*CELL, "text"))]
        for column, text in enumerate([*about, *(comment.accepted[name] for name in DECIDED)], start=1):
            if text:
                put_text(keys, (line - HEADINGS + 1, column), text)
    _finish(sheet, HEADINGS + len(comments.lines), comments.languages)


def _mark_warning(sheet: Worksheet) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.cell(1, 2).font = Font(bold=True)
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(1, column).fill = PatternFill("solid", fgColor=STOP)


def _line(sheet: Worksheet, line: int, comment: Comment) -> None:
    """Write one comment; every text is text, whatever it begins with, and what is typed beside it too."""
    from openpyxl.styles import Alignment, PatternFill, Protection

    for column, (name, text) in enumerate(_cells(comment).items(), start=1):
        cell = sheet.cell(line, column)
        if text:
            put_text(sheet, (line, column), text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if name in DECIDED:
            cell.protection, cell.number_format = Protection(locked=False), "@"
        else:
            cell.fill = PatternFill("solid", fgColor=STOP if comment.held else LOCKED)


def _cells(comment: Comment) -> dict[str, str]:
    filled = comment.filled
    about = {name: comment.about[name] for name in ("table", "row_id", "question", "text")}
    return {
        "key": comment.key,
        **about,
        "held": say_kinds(comment.held, interface()),
        **filled,
        "release": say_release(filled["release"], interface()),
        "language": _offered(filled["language"]),
    }


def _offered(language: str) -> str:
    return f"{language}{BETWEEN}{name_language(language, interface())}" if language else ""


def _finish(sheet: Worksheet, last: int, languages: Sequence[str]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    _offer(sheet, "release", [say_release(code, interface()) for code in ("yes", "no")], last, strict=True)
    _offer(sheet, "language", [_offered(language) for language in languages], last, strict=False)
    for name, width in WIDTHS.items():
        sheet.column_dimensions[letter(COLUMNS.index(name) + 1)].width = width
    sheet.freeze_panes, sheet.auto_filter.ref = f"C{HEADINGS + 1}", f"A{HEADINGS}:{letter(len(COLUMNS))}{last}"
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.sheet, sheet.protection.autoFilter, sheet.protection.formatColumns = True, False, False
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"


def _offer(sheet: Worksheet, name: str, words: Sequence[str], last: int, *, strict: bool) -> None:
    """Offer words in a list; what is none of them is refused, or only asked about."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    offered.errorStyle = "stop" if strict else "warning"
    offered.error = say("Pick one of the list.") if strict else say("Write a code: en, ru, tg.")
    sheet.add_data_validation(offered)
    column = letter(COLUMNS.index(name) + 1)
    offered.add(f"{column}{HEADINGS + 1}:{column}{last}")
