"""Purpose codes that may fit, theme by theme: a suggestion for whoever reports assistance."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.label import say_label, tame
from needs_analysis.tables.numbers import whole_cell
from needs_analysis.tables.scope import say_event
from needs_analysis.tables.table import PresentationTable, Row


def table_dac_codes(release: Release, language: str) -> PresentationTable:
    """List the purpose codes that each theme suggests, the nearest first, and the activities recorded under it.

    >>> [[cell.text for cell in row] for row in table_dac_codes(release, "en").rows]
    [['Risk analysis', '15130 Legal and judicial development; 33120 Trade facilitation', '3']]
    """
    codes = codes_of_themes(release)
    rows = tuple(_row(release, theme, codes[theme], language) for theme in codes)
    nothing = say("For the themes of this workshop no purpose code is suggested.", language=language)
    return PresentationTable(
        caption=_say_caption(release, language),
        headings=(
            say("Theme", language=language),
            say("Suggested purpose codes", language=language),
            say("Recorded activities", language=language),
        ),
        rows=rows,
        notes=(
            *(() if rows else (nothing,)),
            say(
                "ODA eligibility not assessed. Purpose codes of the Development Assistance Committee of the OECD (DAC) "
                "are suggested from the theme alone; which one fits, and whether an activity counts as official "
                "development assistance, is for the donor to decide.",
                language=language,
            ),
        ),
    )


def codes_of_themes(release: Release) -> dict[str, list[str]]:
    """Give the purpose codes that each theme suggests, in the register's order.

    >>> codes_of_themes(release)
    {'RSK': ['15130', '33120']}
    """
    suggested = release.labels[release.labels["kind"].eq("dac")]
    found = {theme: list(dict.fromkeys(rows["code"])) for theme, rows in suggested.groupby("parent")}
    return {theme: found[theme] for theme in release.codes("theme") if theme in found}


def _row(release: Release, theme: str, codes: list[str], language: str) -> Row:
    listed = release.activities[release.activities["theme"].eq(theme)]["activity_id"].nunique()
    words = (f"{tame(code)} {say_label(release, 'dac', code, language)}" for code in codes)
    return (
        Cell(say_label(release, "theme", theme, language)),
        Cell("; ".join(words)),
        whole_cell(listed, language),
    )


def _say_caption(release: Release, language: str) -> str:
    return f"{say('Purpose codes that may fit, by theme', language=language)}. {say_event(release, language)}"
