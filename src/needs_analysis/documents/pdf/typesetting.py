"""A report set by typst: with the fonts that it brings, and with the machine's own where those do not know a sign."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from needs_analysis.documents.document import Document
from needs_analysis.documents.pdf.content import JOINERS, MISSING, Content, content_of, settable
from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say
from needs_analysis.passing import passing_folder
from needs_analysis.writing import write_bytes

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = ["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"]
_UNKNOWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ERROR = re.compile(r"^error: ", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def write_pdf(path: Path, document: Document, pictures: Sequence[bytes]) -> Path:
    """Write a report as a tagged PDF file (PDF/UA-1).

    Signs that typst's own fonts lack are taken from fonts of this machine; one that none of them has is shown as �, and
    the report says so below its contents.

    Args:
        path: the file.
        document: the report.
        pictures: PNG files, in the order of its pictures.

    Raises:
        ValueError: there are more or fewer pictures than the report has.
        OutputError: the report could not be set or written.
    """
    content = settable(content_of(document, pictures))
    with passing_folder() as folder:
        shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
        for number, picture in enumerate(pictures, 1):
            (folder / f"picture-{number}.png").write_bytes(picture)
        return write_bytes(path, _set(folder, content, document.language))


def _set(folder: Path, content: Content, language: str) -> bytes:
    """Set with the fonts that are the same everywhere; then with all; then with a mark for what is in none."""
    made, unknown = _compile(folder, content, own_fonts=True)
    if not unknown:
        return made
    made, unknown = _compile(folder, content, own_fonts=False)
    for _ in range(3):  # a sign may have hidden behind another
        if not unknown:
            return made
        content = settable(content, {sign: "" if sign in JOINERS else MISSING for sign in unknown})
        content["missing"] = " ".join(filter(None, [content["missing"], _told(unknown, language)]))
        made, unknown = _compile(folder, content, own_fonts=False)
    raise _failed(", ".join(map(_named, unknown)))


def _compile(folder: Path, content: Content, *, own_fonts: bool) -> tuple[bytes, list[str]]:
    """Return the file, or the signs that no font knows."""
    import typst

    data = json.dumps(content | {"fonts": FONTS}, ensure_ascii=False)
    (folder / "report.json").write_text(data, encoding="utf-8")
    try:
        made = typst.compile(
            folder / TEMPLATE.name,
            root=folder,
            ignore_system_fonts=own_fonts,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        unknown = [_unescaped(found) for found in _UNKNOWN.findall(error.diagnostic)]
        if len(unknown) < len(_ERROR.findall(error.diagnostic)) or not unknown:
            raise _failed(error.diagnostic) from error
        return b"", list(dict.fromkeys(unknown))
    return made, []


def _unescaped(text: str) -> str:
    r"""Read a text as Rust writes it.

    >>> _unescaped(r"\u{1f4fb}\"")
    '📻"'
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _told(unknown: Sequence[str], language: str) -> str:
    signs = ", ".join(_named(sign) for sign in unknown if sign not in JOINERS)
    return say(
        "No font of the machine that made this file has these characters, shown as �: {signs}.", language, signs=signs
    )


def _named(signs: str) -> str:
    return " + ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip() for sign in signs)


def _failed(reason: str) -> OutputError:
    remedy = say("Please report this as a fault of the program, without any real data.")
    return OutputError(Problem(say("The report could not be set as PDF: {reason}", reason=reason), remedy=remedy))
