"""What is recommended: the organiser's rows, in the order of the needs, and the words that hold for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES, say
from needs_analysis.release import Release
from needs_analysis.tables.label import tame
from needs_analysis.tables.order import order_items


@dataclass(frozen=True)
class Words:
    """Words of the organiser, and the language they are in, where it is another one than the reader's."""

    text: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Recommended:
    """One recommendation: the need and country it is tied to, what, to whom, by when."""

    need: str
    country: str
    recommendation: Words
    addressee: Words
    time_frame: Words


def list_recommended(release: Release, language: str) -> list[Recommended]:
    """List the recommendations: the needs in their order, those of one need as the organiser ordered them.

    >>> [(one.need, one.addressee.text) for one in list_recommended(release, "en")]
    [('RSK-1', 'OSCE'), ('TRN-1', '')]
    """
    order = [*order_items(release, "need"), *release.codes("need"), *release.recommendations["need"]]
    rows = records(release.recommendations.fillna(""))
    return [
        Recommended(
            row["need"],
            row["country"],
            *(_words(row, name, language) for name in ("recommendation", "addressee", "time_frame")),
        )
        for row in sorted(rows, key=lambda row: order.index(row["need"]))
    ]


def say_none_recommended(language: str) -> str:
    """Say that there is no recommendation.

    >>> say_none_recommended("en")
    'This report makes no recommendations.'
    """
    return say("This report makes no recommendations.", language=language)


def _words(row: dict[str, str], name: str, language: str) -> Words:
    spoken = next((each for each in (language, *LANGUAGES) if row[f"{name}_{each}"]), language)
    return Words(tame(row[f"{name}_{spoken}"]), "" if spoken == language else spoken)
