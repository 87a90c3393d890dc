"""An empty Word document with our styles and lists, in the report's language, with its properties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from needs_analysis.documents.document import Document
from needs_analysis.documents.properties import drop_extras, locale_of, set_properties

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

HERE = Path(__file__).parent


def empty_word(document: Document) -> WordDocument:
    """Make the document in which a report is set."""
    import docx

    word = docx.Document()
    _fill(word.styles.element, HERE / "styles.xml")
    _fill(word.part.numbering_part.element, HERE / "numbering.xml")
    _speak(word, locale_of(document.language))
    drop_extras(word.part.package.rels)
    drop_extras(word.part.rels)
    set_properties(word.core_properties, document)
    return word


def number_anew(word: WordDocument) -> int:
    """Give the id of a numbered list that begins with 1 again."""
    number = word.part.numbering_part.element.add_num(2)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _fill(part: Any, path: Path) -> None:
    from docx.oxml import parse_xml

    for old in list(part):
        part.remove(old)
    part.extend(list(parse_xml(path.read_bytes())))


def _speak(word: WordDocument, locale: str) -> None:
    """Set the language of the styles, and of fields and fonts."""
    from docx.oxml.ns import qn

    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), locale)
    settings = word.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), locale)
    if (proofed := settings.find(qn("w:proofState"))) is not None:
        settings.remove(proofed)
