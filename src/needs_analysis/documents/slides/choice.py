"""What goes on which slide: a finding as title, a chart or a few points, and the full words for the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from needs_analysis.documents.document import (
    Block,
    Chapter,
    Document,
    Heading,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Points,
)
from needs_analysis.documents.slides.findings import find_finding, sentences, shorten
from needs_analysis.language import say

TITLE_WORDS, SUBTITLE_WORDS, POINT_WORDS = 22, 18, 18
MOST_POINTS = 4
# Chapters that speak to whoever works with the data, not to a room.
UNSHOWN = ("data_quality", "questionnaire")
PICTURES: Mapping[str, int] = {"needs": 3}


@dataclass(frozen=True)
class Slide:
    """A slide: its title, what it shows, the line below, and what its notes say."""

    title: str
    shows: Picture | KeyFigures | tuple[str, ...]
    below: str = ""
    notes: tuple[str, ...] = field(default=(), repr=False)


def choose_slides(document: Document) -> list[Slide]:
    """Choose the slides between the cover and the last: a chapter that a report does not have gets none."""
    several = Counter(stem_of(chapter) for chapter in document.chapters)
    slides = [slide for slide in [_key_figures(document)] if slide]
    for chapter in document.chapters:
        stem = stem_of(chapter)
        if several[stem] == 1 and stem not in UNSHOWN:
            slides += _of_chapter(chapter)
    listed = _listed(document, "recommendations")
    if listed:
        lead, items = listed
        slides.append(Slide(lead, _few(items), "", items))
    return slides


def choose_limits(document: Document) -> Slide:
    """Make the last slide: what limits the numbers, and where they are from."""
    general = say(
        "The numbers are what participants reported, and no measurement of any country.", language=document.language
    )
    lead, items = _listed(document, "limits") or (general, ())
    points, notes = (lead, *_few(items)[: MOST_POINTS - 1]), (lead, *items)
    source = say("Release {release}.", language=document.language, release=document.release)
    below = f"{source} {document.edition}"
    title = say("What these numbers can say, and what they cannot", language=document.language)
    return Slide(title, points, below, (*notes, document.cover.notice, below))


def stem_of(chapter: Chapter) -> str:
    """Give what a chapter is about, without its number and its group.

    >>> stem_of(Chapter("04_country_profile-KAZ", "", ()))
    'country_profile'
    """
    return chapter.name.partition("-")[0].lstrip("0123456789_")


def said(line: Line) -> str:
    """Give the words of a line."""
    return "".join(run.text for run in line)


def _key_figures(document: Document) -> Slide | None:
    for chapter in document.chapters:
        block = next((block for block in chapter.blocks if isinstance(block, KeyFigures)), None)
        if block:
            statements = _statements(chapter.blocks)
            told = [" · ".join(filter(None, (each.value, each.what, each.note))) for each in block.figures]
            return Slide(chapter.title, block, "", (*statements, *told))
    return None


def _of_chapter(chapter: Chapter) -> Iterator[Slide]:
    most, statements = PICTURES.get(stem_of(chapter), 1), _statements(chapter.blocks)
    for place, (section, picture) in enumerate(_pictures(chapter)):
        if place == most:
            return
        near = [*_statements(section), *([] if place else statements), picture.alt]
        title = find_finding(near, beside=picture.title, most=TITLE_WORDS) or _asked(section) or chapter.title
        notes = (*near[: len(near) - 1], picture.title, picture.alt, picture.note)
        yield Slide(title, picture, shorten(picture.title, SUBTITLE_WORDS), tuple(dict.fromkeys(notes)))


def _pictures(chapter: Chapter) -> Iterator[tuple[list[Block], Picture]]:
    """Yield each picture with the blocks since the heading above it."""
    section: list[Block] = []
    for block in chapter.blocks:
        section = [block] if isinstance(block, Heading) else [*section, block]
        if isinstance(block, Picture):
            yield section, block


def _asked(section: Sequence[Block]) -> str:
    return next((block.text for block in section if isinstance(block, Heading)), "")


def _statements(blocks: Sequence[Block]) -> list[str]:
    return [said(block.line) for block in blocks if isinstance(block, Paragraph) and block.role == "statement"]


def _few(items: Sequence[str]) -> tuple[str, ...]:
    """Give the first sentence of the first points; the notes give them whole."""
    firsts = (next(iter(sentences(item)), "") for item in items[:MOST_POINTS])
    return tuple(shorten(first, POINT_WORDS, lists=False) for first in firsts)


def _listed(document: Document, about: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the list about something, and the sentence that leads to it."""
    for before, block in pairwise(document.blocks()):
        if isinstance(block, Points) and block.about == about and isinstance(before, Paragraph):
            return said(before.line), tuple(said(item) for item in block.items)
    return None
