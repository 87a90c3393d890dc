"""The outline of a report: which headings it has, in which order, and whether a reader can follow them."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.reporting.markdown import DEEPEST, SHIFT, Heading


class Outline:
    """The headings of one part, collected while its cells are written.

    A part about one group says whose it is at the head of its title. Its name is in every anchor, and before the number
    a full stop, which no name holds: so no two headings of a page share an anchor.

    >>> outline = Outline("04_country_profile-KAZ", about="Kazakhstan")
    >>> outline.add(1, "Which needs come first?").text
    'Kazakhstan. Which needs come first?'
    >>> outline.add(2, "The widest gaps")
    Heading(level=3, text='The widest gaps', anchor='04_country_profile-KAZ.2', before='')
    """

    def __init__(self, name: str, *, chapter: str = "", about: str = "", under: str = "") -> None:
        self.name, self.chapter, self.about, self.under = name, chapter or name, about, under
        self.headings: list[Heading] = []

    def add(self, level: int, text: str) -> Heading:
        """Place a heading below the page's title; anchors are the same in every language."""
        number = len(self.headings) + 1
        anchor, before = (f"{self.name}.{number}", "") if self.headings else (self.name, self._before())
        self.headings.append(Heading(min(level + SHIFT, DEEPEST), before + text, anchor, before))
        return self.headings[-1]

    @property
    def short(self) -> str:
        """What the part is called among others: the group it is about, or its title."""
        return self.about or self.headings[0].text

    def _before(self) -> str:
        return f"{self.about}. " if self.about else ""

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
