"""How many rated a need high, how many have less capacity than importance, and two measures for comparison."""

from __future__ import annotations

from needs_analysis.language import say
from needs_analysis.release import Release
from needs_analysis.tables.cell import Cell
from needs_analysis.tables.estimate import Estimate, as_estimates
from needs_analysis.tables.label import say_need
from needs_analysis.tables.measures import scale_of
from needs_analysis.tables.notes import explain_absences, say_interval_meaning
from needs_analysis.tables.numbers import estimate_cell, respondents_cell, share_cell
from needs_analysis.tables.order import list_measures, order_items
from needs_analysis.tables.scope import say_scope, say_weighting_of
from needs_analysis.tables.table import PresentationTable, Row

Found = dict[str, Estimate]
EACH = "each_person"


def table_shares(release: Release, language: str) -> PresentationTable:
    """List, for each need, the shares that rated it high or lack capacity, and Borich's and the ranked discrepancy.

    >>> [cell.text for cell in table_shares(release, "en").rows[0]]
    ['RSK-1 Tools to assess risks', '89 % (67–97)', '72 % (49–88)', '6.8 (4.5–9.0)', '−67 (−92 to −41)', '18']
    """
    shares = [_select(release, "share", *which) for which in _shares(release)]
    paired = [_select(release, name, "gap") for name in ("borich", "rds")] if _is_paired(release) else []
    needs = order_items(release, "need")
    shown = [found[code] for found in (*shares, *paired) for code in needs if code in found]
    return PresentationTable(
        caption=_say_caption(release, language),
        headings=_say_headings(release, language),
        rows=tuple(_row(release, code, shares, paired, language=language) for code in needs),
        notes=(*_explain(release, language), *explain_absences(release, shown, language)),
    )


def _say_caption(release: Release, language: str) -> str:
    words = say("Needs by how many rate them high or lack the capacity", language=language)
    return f"{words}. {say_scope(release, language)}"


def _shares(release: Release) -> list[tuple[str, str]]:
    return [("importance", "high"), *([("gap", "capacity_below")] if _is_paired(release) else [])]


def _is_paired(release: Release) -> bool:
    return "gap" in list_measures(release)


def weighting_of_shares(release: Release, measure: str) -> str:
    """Say how much each answer counts in shares: each person once, where the report's weighting is by country.

    Shares in which small countries weigh more would tell from which country the few are who gave a rare answer.

    >>> weighting_of_shares(release, "importance")
    'each_person'
    """
    main = str(release.manifest["weighting"])
    alike = release.select(statistic="share", measure=measure, by="", weighting=EACH)
    return EACH if main.startswith("equal_") and len(alike) else main


def _select(release: Release, statistic: str, measure: str, choice: str = "") -> Found:
    shares = statistic == "share"
    weighting = weighting_of_shares(release, measure) if shares else str(release.manifest["weighting"])
    rows = release.select(statistic=statistic, measure=measure, choice=choice, by="", weighting=weighting)
    return as_estimates(rows, "item")


def _row(release: Release, code: str, shares: list[Found], paired: list[Found], *, language: str) -> Row:
    cells = [share_cell(found.get(code, Estimate()), language) for found in shares]
    cells += [
        estimate_cell(found.get(code, Estimate()), language, digits=digits)
        for found, digits in zip(paired, (1, 0), strict=False)
    ]
    last = (paired or shares)[-1].get(code, Estimate())
    return (Cell(say_need(release, code, language)), *cells, respondents_cell(last, language))


def _say_headings(release: Release, language: str) -> tuple[str, ...]:
    high = int(scale_of(release, "importance")[1]) if "importance" in list_measures(release) else 0
    names = [say("Need", language=language), say_high(high, language)]
    if _is_paired(release):
        names += [
            say("Capacity below importance", language=language),
            say("Borich", language=language),
            say("Ranked discrepancy", language=language),
        ]
    return (*names, say("n", language=language))


def say_high(highest: int, language: str) -> str:
    """Name the answers that count as high: the two highest points of the scale.

    >>> say_high(5, "en")
    'Importance rated 4 or 5'
    """
    return say("Importance rated {less} or {most}", language=language, less=highest - 1, most=highest)


def _explain(release: Release, language: str) -> tuple[str, ...]:
    counted = say_weighting_of(weighting_of_shares(release, "importance"), language)
    shares = say("In the shares {weighting}.", language=language, weighting=counted)
    if not _is_paired(release):
        return say_interval_meaning(language), shares
    return (
        say_interval_meaning(language),
        shares,
        say(
            "Borich: mean importance times mean gap, for comparison with other studies; another wording of the scale "
            "could change its order. Ranked discrepancy: −100 where everybody rated capacity below importance, "
            "100 where everybody rated it above.",
            language=language,
        ),
    )
