"""The first page says what the numbers say, and less where they say less."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from needs_analysis import tables
from needs_analysis.columns import ACTIVITIES, BACKGROUND, RECOMMENDATIONS
from needs_analysis.release import Release
from needs_analysis.tables.key_figures import KeyFigure, KeyFigures
from needs_analysis.tables.prose import Prose
from needs_analysis.tables.state_key_figures import count_on
from tests.small_release import MEANS, betray, importance_only, make_empty_release, make_release

OWN = (
    tables.state_key_figures,
    tables.state_background,
    tables.state_objectives,
    tables.state_coverage,
    tables.state_certainty,
    tables.state_recommendations,
    tables.state_themes,
    tables.state_asking,
    tables.state_counting,
    tables.state_conclusions,
    tables.state_versions,
    tables.state_withholding,
    tables.state_releasing,
)
RELEASES = {
    "all": make_release(),
    "importance": importance_only(),
    "empty": make_empty_release(),
    "no places": make_release(places={}),
    "one first": make_release(places={"RSK-1": (1, 1, 1, 1, 18), "RSK-2": (2, 2, 3, 2, 17)}),
    "donor": make_release(edition="donor", comments={"released": 1, "withheld": 5}),
    "sampled": make_release(sampled=True, weighting="each_person"),
}


def figures(release: Release, language: str = "en") -> list[tuple[str, str, str]]:
    """The figures as a reader sees them."""
    return [(one.value, one.counts, one.sure) for one in tables.state_key_figures(release, language).figures]


def without_activities(release: Release) -> Release:
    """The release of a workspace without a list of activities."""
    kept = release.estimates[~release.estimates["measure"].isin(["activities", "providers", "overlaps", "coverage"])]
    return replace(release, estimates=kept, activities=ACTIVITIES.frame([]))


@pytest.mark.parametrize("state", OWN, ids=lambda state: state.__name__)
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_every_release_can_be_told(state: Any, language: str, release: Release) -> None:
    """No hole, no unfilled place, and nothing of what is suppressed."""
    html = state(release, language)._repr_html_()
    assert html
    assert not re.search(r"\b(nan|NaN|None|NaT)\b|&lt;NA|\{", html)
    assert not re.search(r"7[.,]7|777", state(betray(release), language)._repr_html_())


def test_five_figures_sum_a_report_up() -> None:
    """Picked by hand: 18 of 20 answered; three countries; 1.5 (1.0–2.0) of 18 people; two needs; three activities."""
    assert figures(make_release()) == [
        ("18", "responses", "from 20 participants: a response rate of 90 %"),
        ("3", "national delegations", "18 responses; each country counts once"),
        (
            "1.5 (1.0–2.0)",
            "gap of the first need: “Tools to assess risks”",
            "in brackets the 95 % interval; 18 people rated it",
        ),
        (
            "2",
            "needs in the first tier",
            "the answers do not tell them apart; for 1 the place depends on the method",
        ),
        ("3", "current activities recorded on the first tier", "as of 14 May 2026"),
    ]


def test_numbers_and_cases_agree_in_russian() -> None:
    """Nouns after 18, 3, 2."""
    assert [(value, counts) for value, counts, _ in figures(make_release(), "ru")] == [
        ("18", "анкет"),
        ("3", "национальные делегации"),
        ("1,5 (1,0–2,0)", "разрыв первой потребности: «Инструменты оценки рисков»"),
        ("2", "потребности в первой группе"),
        ("3", "действующих мероприятия учтены по первой группе"),
    ]


def test_without_places_there_is_no_tier_and_it_is_said() -> None:
    """Then all current activities are counted, and neither sentence speaks of a tier's needs."""
    release = make_release(places={})
    tier, recorded = figures(release)[3:]
    assert tier == ("–", "needs in the first tier", "Places were not computed, so there is no first tier.")
    assert recorded[:2] == ("3", "current activities recorded")
    assert tables.table_first_tier(release, "en").rows == ()
    assert tables.state_certainty(release, "en").text.startswith("Places were not computed")
    assert "In the first tier" not in " ".join(tables.state_themes(release, "en").points)


def test_nothing_is_said_of_what_too_few_answered() -> None:
    """A suppressed gap is no gap."""
    means: dict[str, Any] = {**MEANS, "gap": dict.fromkeys(MEANS["gap"], "too_few")}
    first, tier = figures(make_release(means=means))[2:4]
    assert first == ("–", "gap of the first need", "No need has a number that can be reported.")
    assert tier[2] == "No need has a number that can be reported."


def test_a_survey_without_capacity_has_no_gap() -> None:
    """Importance stands in its place, in figures, tables, findings and method."""
    release = importance_only()
    assert figures(release)[2][:2] == ("4.5 (4.2–4.8)", "importance of the first need: “Tools to assess risks”")
    assert tables.table_first_tier(release, "en").headings[1:3] == ("Importance", "n")
    assert (
        tables.table_recommendations(release, "en")
        .rows[0][1]
        .text.startswith("tier 1, place 1–2 (depends on the method); importance 4.5 (4.2–4.8); n = 18; ")
    )
    assert "Capacity was not asked" in tables.state_asking(release, "en").text
    assert "ordered by mean importance" in " ".join(tables.state_counting(release, "en").points)


def test_without_a_list_of_activities_nothing_is_said_to_be_covered() -> None:
    """Neither covered nor bare: unknown."""
    release = without_activities(make_release())
    assert figures(release)[4] == ("–", "recorded activities", "No list of activities was given.")
    assert tables.state_coverage(release, "en").text.startswith("No list of activities was given.")
    assert tables.table_first_tier(release, "en").headings[-1] == "Under other methods"
    assert (
        tables.table_recommendations(release, "en").rows[0][1].text.endswith("; n = 18; consensus on importance 0.82")
    )


def test_an_activity_on_two_needs_counts_once() -> None:
    """A3 serves none of them alone; a completed one is not current."""
    release = make_release()
    assert (count_on(release, ["RSK-1"]), count_on(release, ["RSK-2"])) == (2, 2)
    assert count_on(release, ["RSK-1", "RSK-2", "TRN-1", "TRN-2"]) == 3


def test_a_bare_need_is_never_called_unmet() -> None:
    """TRN-1 in the first tier has a completed activity alone: none current is recorded, and somebody may be at work."""
    release = make_release(places={"RSK-1": (1, 1, 3, 1, 18), "RSK-2": (2, 1, 3, 1, 17), "TRN-1": (3, 1, 3, 1, 16)})
    told = tables.state_coverage(release, "en").text
    assert told == (
        "For 1 need of the first tier no current activity is recorded as of 14 May 2026: TRN-1. "
        "Somebody may be at work there whom nobody recorded."
    )
    assert figures(release)[4][2] == "as of 14 May 2026; 1 of these needs has none recorded"
    everything = told + tables.table_recommendations(release, "en")._repr_html_()
    assert "unmet" not in everything


def test_findings_and_evidence_are_filled_in_from_the_release() -> None:
    """Place, gap and interval; n, consensus and activities; in the order of the needs, and never a guess."""
    rows = [[cell.text for cell in row] for row in tables.table_recommendations(make_release(), "en").rows]
    assert rows == [
        [
            "RSK-1 Tools to assess risks",
            "tier 1, place 1–2 (depends on the method); gap 1.5 (1.0–2.0); "
            "n = 18; consensus on importance 0.82; current activities: 2",
            "Hold a course on risk tools.",
            "OSCE",
            "by 2027",
        ],
        [
            "TRN-1 Joint exercises",
            "tier 2, place 3; gap 0.2 (−0.2 to 0.5); n = 16; no current activity recorded as of 14 May 2026; "
            "not current: 1",
            "Exercise together.",
            "–",
            "–",
        ],
    ]


def test_a_need_that_cannot_be_reported_or_was_not_asked_says_so() -> None:
    """Suppressed, and not in the survey at all."""
    rows = [{"need": need, "recommendation_en": "Ask."} for need in ("TRN-2", "COO-9")]
    made = tables.table_recommendations(replace(make_release(), recommendations=RECOMMENDATIONS.frame(rows)), "en")
    assert [row[1].text for row in made.rows] == [
        "too few to report; no activity recorded as of 14 May 2026",
        "not asked in this survey; activities not held against it",
    ]
    assert any(note.startswith("Too few to report") for note in made.notes)


def test_no_recommendation_is_said_to_be_none() -> None:
    """Neither the table nor the summary fails."""
    release = make_empty_release()
    assert tables.table_recommendations(release, "en").notes == ("This report makes no recommendations.",)
    assert tables.state_recommendations(release, "ru").text == "Рекомендаций в этом отчёте нет."


def test_words_in_another_language_are_marked() -> None:
    """A recommendation that is worded in Russian alone is shown in Russian, and said to be."""
    rows = [{"need": "RSK-1", "country": "KAZ", "recommendation_ru": "Спросить."}]
    made = tables.table_recommendations(replace(make_release(), recommendations=RECOMMENDATIONS.frame(rows)), "en")
    assert made.rows[0][0].text == "RSK-1 Tools to assess risks (Kazakhstan)"
    assert '<td class="text" dir="auto" lang="ru">Спросить.</td>' in made._repr_html_()
    assert (
        tables.state_background(make_release(), "ru")._repr_html_().startswith('<div lang="en"><p dir="auto">Borders')
    )


HOSTILE = '<script>alert(1)</script><img src=x onerror="1"> ![x](http://x.org) =1+1 {x}'


class Tags(HTMLParser):
    """The elements of a piece of HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_organisers_words_are_words() -> None:
    """Whatever they wrote, no element of theirs gets into the page, and every sign is read as it was written."""
    text = [{"language": "en", "place": 1, "kind": kind, "text": HOSTILE} for kind in ("item",)]
    row = {"need": "RSK-1", "recommendation_en": HOSTILE, "addressee_en": HOSTILE, "time_frame_en": HOSTILE}
    release = replace(make_release(), background=BACKGROUND.frame(text), recommendations=RECOMMENDATIONS.frame([row]))
    for make in (tables.state_background, tables.table_recommendations, tables.state_recommendations):
        tags = Tags(make(release, "en")._repr_html_())
        assert not {"script", "img", "a"} & set(tags.found)
        assert HOSTILE in tags.words


def test_key_figures_are_a_list_of_terms() -> None:
    """Each term has its figure and how sure it is, in that order; a figure that is not given is marked."""
    html = KeyFigures("All", (KeyFigure("5", "a < b", "sure"), KeyFigure("–", "none", given=False)))._repr_html_()
    assert Tags(html).found == ["p", "dl", "div", "dt", "dd", "dd", "div", "dt", "dd"]
    assert "a &lt; b" in html
    assert 'class="figure missing"' in html


def test_a_text_is_paragraphs_and_lists() -> None:
    """Neighbouring entries are one list."""
    blocks = (("heading", "W"), ("item", "a"), ("item", "b"), ("paragraph", "p"), ("item", "c"))
    assert Tags(Prose(blocks)._repr_html_()).found == ["p", "strong", "ul", "li", "li", "p", "ul", "li"]


def test_limits_stand_with_their_reasons() -> None:
    """The limit and its reason are those of the manifest; the share is a tenth."""
    limits = {
        "smallest_group": {
            "value": 5.0,
            "reason": {"en": "The readers employ them.", "ru": "Читатели — работодатели."},
        },
        "narrowest": {"value": 0.1, "reason": {"en": "As good as the number."}},
    }
    points = tables.state_withholding(make_release(limit=5, limits=limits, suppressed=21), "en").points
    assert points[0].endswith("fewer than 5 people who answered that very question. The readers employ them.")
    assert "within less than 10 % of its scale. As good as the number." in points[2]
    assert points[-1] == "In this edition 21 numbers are withheld."
    assert "работодатели" in tables.state_withholding(make_release(limit=5, limits=limits), "ru").points[0]


def test_the_items_stand_by_theme_with_their_questions() -> None:
    """Worded in both languages; a question that is not known is a dash."""
    made = tables.table_items(make_release(), "en")
    assert made.headings == ("Code", "Wording (English)", "Wording (Russian)", "Question on importance")
    assert [[cell.text for cell in row] for row in made.rows][:3] == [
        ["Risk analysis"],
        ["RSK-1", "Tools to assess risks", "Инструменты оценки рисков", "How important are tools to assess risks?"],
        ["RSK-2", "Exchange of risk profiles", "Обмен профилями рисков", "–"],
    ]
    assert made.rows[1][2].lang == "ru"


def test_terms_that_do_not_occur_are_not_explained() -> None:
    """Without capacity there is no gap to explain; without activities none of these."""
    terms = {term for term, _ in tables.table_glossary(make_release(), "en").terms}
    assert {"Gap", "Tier", "Activity", "Too few to report"} <= terms
    less = {term for term, _ in tables.table_glossary(without_activities(importance_only()), "en").terms}
    assert not {"Gap", "Capacity", "Activity", "Current"} & less
    assert {"Tier", "Edition", "Release"} <= less
