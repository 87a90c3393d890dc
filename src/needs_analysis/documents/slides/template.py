"""Empty slides of 16 to 9 with their properties, and nothing in them that only a template says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from needs_analysis.documents.document import Document
from needs_analysis.documents.properties import drop_extras, set_properties

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDTH, HEIGHT = 960, 540  # of a slide, in points
EDGE = 44
TITLED = 5  # the layout of the template with a title alone


def empty_slides(document: Document) -> Presentation:
    """Make slides without a slide, whose layouts are as wide as they are."""
    import pptx
    from pptx.util import Pt

    made = pptx.Presentation()
    wider = Pt(WIDTH) / (made.slide_width or Pt(WIDTH))
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.placeholders:
            _widen(shape, wider)
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _drop_parts(made)
    set_properties(made.core_properties, document)
    return made


def _widen(shape: Any, wider: float) -> None:
    """Stretch a placeholder that says its own place; the others follow it."""
    if shape._element.spPr.xfrm is not None:
        left, top, height = int(shape.left * wider), shape.top, shape.height
        shape.left, shape.top, shape.width, shape.height = left, top, int(shape.width * wider), height


def _drop_parts(made: Presentation) -> None:
    """Drop the template's small picture and the settings of its maker's printer."""
    for relations in (made.part.package._rels, made.part._rels):
        drop_extras(relations)
