"""The background of the event: the organiser's own text, and the objectives in the event's own words."""

from __future__ import annotations

from needs_analysis.language import LANGUAGES, say, say_count
from needs_analysis.release import Release
from needs_analysis.tables.label import tame
from needs_analysis.tables.prose import Prose
from needs_analysis.tables.statement import Statement


def state_background(release: Release, language: str) -> Prose | Statement:
    """Give the organiser's text, in another language where it is not written in this one.

    >>> print(state_background(release, "en").blocks[0])
    ('paragraph', 'Borders are long, and means are few.')
    """
    texts = release.background
    written = next((each for each in (language, *LANGUAGES) if texts["language"].eq(each).any()), "")
    if not written:
        return Statement(say("The organisers gave no text about the background of the event.", language=language))
    mine = texts[texts["language"].eq(written)].sort_values("place")
    blocks = tuple((str(kind), tame(text)) for kind, text in zip(mine["kind"], mine["text"], strict=True))
    return Prose(blocks, "" if written == language else written)


def state_objectives(release: Release, language: str) -> Statement:
    """List the objectives of the event.

    >>> state_objectives(release, "en")
    Statement(text='The event had one objective:', points=('Identify needs',), about='')
    """
    texts = [objective["text"] for objective in release.manifest["objectives"]]
    if not texts:
        return Statement(say("No objectives of the event are stated.", language=language))
    told = say_count("The event had one objective:", "The event had {n} objectives:", len(texts), language=language)
    return Statement(told, tuple(tame(str(words.get(language) or words.get("en", ""))) for words in texts))
