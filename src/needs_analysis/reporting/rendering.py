"""A report: executed chapters and their release, as one HTML file that opens anywhere and fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from needs_analysis.errors import ChapterError
from needs_analysis.language import LANGUAGES, say, say_date
from needs_analysis.release import Release
from needs_analysis.reporting.bundles import BUNDLES, read_bundle
from needs_analysis.reporting.composing import Composed, Part, compose_chapters
from needs_analysis.reporting.cover import cover_of, edition_of, objectives_of
from needs_analysis.reporting.exporting import export_notebook, prepare_export
from needs_analysis.reporting.figures import script_json
from needs_analysis.reporting.markdown import Heading
from needs_analysis.reporting.outline import Outline
from needs_analysis.reporting.provenance import has_long_list, provenance_of
from needs_analysis.reporting.scripts import fingerprint, part_of_template, policy
from needs_analysis.reporting.tables import LONG
from needs_analysis.reporting.wording import page_words, table_words

FIGURE = '<figure class="chart"'
IN_CONTENTS = 3


def report_html(parts: Sequence[Part], release: Release, *, language: str, kind: str = "") -> str:
    """Return a report as HTML; the same chapters and release give the same bytes. `kind` says what report it is.

    Raises:
        ChapterError: a chapter shows what a report cannot show whole.
    """
    composed = compose_chapters(parts, language)
    html = export_notebook(
        composed.cells,
        _page(parts, composed, release, language=language) | {"kind": kind},
    )
    wanted, shown = len(composed.gallery.figures), html.count(FIGURE)
    if shown != wanted:
        raise ChapterError(
            say("The chapters drew {wanted} charts, the report shows {shown}.", wanted=wanted, shown=shown)
        )
    return html


def prepare_rendering() -> None:
    """Do once what every report would do first: read templates, bundles, catalogues of all languages."""
    prepare_export()
    for name in BUNDLES:
        read_bundle(name)
    for language in LANGUAGES:
        page_words(language)
        table_words(language)
        say_date(date.min, language)


def _page(parts: Sequence[Part], composed: Composed, release: Release, *, language: str) -> dict[str, Any]:
    manifest, words, style = release.manifest, page_words(language), part_of_template("style.css")
    objectives = objectives_of(manifest, composed.outlines, language)
    provenance = provenance_of(release, parts, language)
    return {
        "language": language,
        "words": words,
        "release": manifest["id"],
        "edition": edition_of(manifest, language),
        "cover": cover_of(manifest, language),
        "contents": _contents(composed, words, objectives=bool(objectives)),
        "objectives": objectives,
        "parts": _part_heads(composed.outlines, objectives),
        "provenance": provenance,
        "style": style,
        "long": LONG,
        **_scripts(composed, provenance, style, language),
    }


def _contents(composed: Composed, words: dict[str, str], *, objectives: bool) -> list[dict[str, Any]]:
    """Return the table of contents: under the title of each part, if it has one, its chapters and their sections."""
    chapters = [("", [Heading(2, words["objectives"], "objectives")])] if objectives else []
    chapters += [(outline.under, _lines(outline)) for outline in composed.outlines]
    chapters += [("", [Heading(2, words["provenance"], "provenance")])]
    together = groupby(chapters, key=itemgetter(0))
    return [{"under": under, "chapters": [lines for _, lines in found]} for under, found in together]


def _lines(outline: Outline) -> list[Heading]:
    if outline.about:
        return [Heading(outline.headings[0].level, outline.about, outline.headings[0].anchor)]
    return [each for each in outline.headings if each.level <= IN_CONTENTS]


def _part_heads(outlines: Sequence[Outline], objectives: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of each chapter its name, its anchor, the objectives it serves, and the title of the part it begins."""
    above = ["", *(outline.under for outline in outlines)]
    return [
        {
            "name": outline.name,
            "anchor": outline.headings[0].anchor,
            "objectives": [objective["text"] for objective in objectives if outline in objective["parts"]],
            "under": outline.under if outline.under != before else "",
        }
        for outline, before in zip(outlines, above, strict=False)
    ]


def _scripts(composed: Composed, provenance: dict[str, Any], style: str, language: str) -> dict[str, Any]:
    """Return what draws the charts and what puts long tables in order; a page with neither carries no script at all."""
    draws, long = bool(composed.gallery.figures), composed.has_long_table() or has_long_list(provenance)
    plotly = read_bundle(composed.gallery.bundle) if draws else None
    scripts = [part_of_template(name) for name, wanted in (("order.js", long), ("draw.js", draws)) if wanted]
    inflates = part_of_template("inflate.js") if draws else ""
    run = [inflates, *scripts] if draws else scripts
    allowed = [*map(fingerprint, run), *([plotly.fingerprint] if plotly else [])]
    return {
        "policy": policy(*allowed, style=style, draws=draws),
        "plotly": plotly.packed if plotly else "",
        "taken": plotly.stylesheets if plotly else (),
        "figures": composed.gallery.packed() if draws else "",
        "inflates": inflates,
        "table_words": script_json(table_words(language)) if long else "",
        "scripts": scripts,
    }
