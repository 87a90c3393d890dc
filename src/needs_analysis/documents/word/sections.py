"""Pages of a Word document: A4, upright or across, each with the release and its number at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from needs_analysis.documents.letters import in_line
from needs_analysis.documents.word.markup import field, paragraph, run
from needs_analysis.language import say

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SHORT, LONG, MARGIN = 11906, 16838, 1134  # A4 and 2 cm, in twentieths of a point


def lay_page(section: Any, *, across: bool) -> None:
    """Give a section its page; only the first has another first page, its cover."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    short, long = Twips(SHORT), Twips(LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if across else (short, long)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(MARGIN))
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)
    section.different_first_page_header_footer = False


def turn_page(word: WordDocument, *, across: bool) -> None:
    """Begin a section on a new page that lies the other way."""
    lay_page(word.add_section(), across=across)


def set_footer(word: WordDocument, release: str, language: str) -> None:
    """Write the foot of every page but the cover; later sections take it over."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    words = say("Release {release} · page {page} of {pages}", language=language, release="\0", page="\1", pages="\2")
    parts: list[Any] = []
    for piece in words.replace("\0", "\3\0\3").replace("\1", "\3\1\3").replace("\2", "\3\2\3").split("\3"):
        filled = {"\0": [run(in_line(release))], "\1": field("PAGE", "1"), "\2": field("NUMPAGES", "1")}
        parts += filled.get(piece, [run(piece)] if piece else [])
    foot = section.footer
    foot.is_linked_to_previous = False
    for old in list(foot._element):
        foot._element.remove(old)
    foot._element.append(paragraph("Footer", *parts))
