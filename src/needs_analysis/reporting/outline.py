"""The outline of a report: which headings it has, in which order, and whether a reader can follow them."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.reporting.markdown import DEEPEST, SHIFT, Heading


class Outline:
    """The headings of one chapter, collected while its cells are written.

    >>> outline = Outline("03_needs")
    >>> outline.add(1, "Which needs come first?")
    Heading(level=2, text='Which needs come first?', anchor='03_needs')
    >>> outline.add(2, "The widest gaps").anchor
    '03_needs-2'
    """

    def __init__(self, chapter: str) -> None:
        self.chapter = chapter
        self.headings: list[Heading] = []

    def add(self, level: int, text: str) -> Heading:
        """Place a heading below the page's title; anchors are the same in every language."""
        number = len(self.headings) + 1
        anchor = self.chapter if number == 1 else f"{self.chapter}-{number}"
        self.headings.append(Heading(min(level + SHIFT, DEEPEST), text, anchor))
        return self.headings[-1]

    def problems(self) -> list[str]:
        """Say what keeps these headings from being a chapter's: one title, first, and no level left out."""
        levels = [heading.level for heading in self.headings]
        top = 1 + SHIFT
        if levels[:1] != [top] or levels.count(top) != 1:
            return [say("A chapter begins with its title (# …) and has no second one.")]
        return [
            say("The heading «{text}» leaves out a level.", text=below.text)
            for above, below in zip(self.headings, self.headings[1:], strict=False)
            if below.level > above.level + 1
        ]
