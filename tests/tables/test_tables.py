"""Tables say what the release says, in words where it says nothing."""

import re
from dataclasses import replace

import pytest

from needs_analysis import tables
from needs_analysis.columns import CHANGES, ISSUES
from needs_analysis.release import Release
from needs_analysis.tables.notes import say_dominated, say_no_ends
from needs_analysis.tables.order import order_items
from needs_analysis.tables.table import PresentationTable
from tests.displays import displays
from tests.small_release import ISSUE, MEANS, betray, importance_only, make_empty_release, make_release

TABLES = displays(tables, "table_")
RELEASES = {"all": make_release(), "importance": importance_only(), "empty": make_empty_release()}
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
each_language = pytest.mark.parametrize("language", ["en", "ru"])


def rows(table: PresentationTable) -> dict[str, list[str]]:
    """The words of each row after its name."""
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


@each_table
@each_language
@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_no_table_shows_a_hole(table: object, language: str, release: Release) -> None:
    """Every table can be made of every release, and never prints a missing value or an unfilled place."""
    made = table(release, language)  # type: ignore[operator]
    assert not re.search(r"\b(nan|NaN|None|NaT)\b|&lt;NA|\{", made._repr_html_())
    if isinstance(made, PresentationTable):
        assert all(len(row) in (1, len(made.headings)) for row in made.rows)


@pytest.mark.parametrize("first", ["RSK-1", "RSK-2"])
def test_needs_that_are_equal_as_shown_stand_as_they_are_ranked(first: str) -> None:
    """Gaps of 2.605 and 2.583 are both shown as 2.6: the larger one comes first, in sentences as in tables."""
    release = make_release()
    rows = release.estimates.copy()
    pair = rows["item"].isin(["RSK-1", "RSK-2"]) & rows["by"].isna() & rows["measure"].eq("gap")
    rows.loc[pair & rows["statistic"].eq("mean"), "value"] = 2.6
    ranked = pair & rows["statistic"].eq("rank") & rows["method"].eq("rank_sets")
    rows.loc[ranked, "value"] = [1.0 if need == first else 2.0 for need in rows.loc[ranked, "item"]]
    assert next(iter(order_items(replace(release, estimates=rows), "need"))) == first


@each_table
@each_language
def test_what_is_suppressed_stays_unsaid(table: object, language: str) -> None:
    """Even if a suppressed row still held its numbers, no table would show them."""
    html = table(betray(make_release()), language)._repr_html_()  # type: ignore[operator]
    assert not re.search(r"7[.,]7|777", html)


def test_needs_come_largest_first_and_suppressed_last() -> None:
    """Numbers, intervals and n are the release's own; the need with too few answers ends the list."""
    assert [[cell.text for cell in row] for row in tables.table_needs(make_release(), "en").rows] == [
        ["RSK-1 Tools to assess risks", "Risk analysis", "1", "1–2*",
            "4.5 (4.2–4.8)", "3.0 (2.6–3.4)", "1.5 (1.0–2.0)", "18"],
        ["RSK-2 Exchange of risk profiles", "Risk analysis", "1", "1–2",
            "4.0 (3.6–4.4)", "3.0 (2.7–3.3)", "1.0 (0.6–1.4)", "17"],
        ["TRN-1 Joint exercises", "Training", "2", "3", "3.2 (2.9–3.5)", "3.0 (2.5–3.5)", "0.2 (−0.2 to 0.5)", "16"],
        ["TRN-2 Language training", "Training", "–", "not ranked", *["too few to report"] * 4],
    ]  # fmt: skip


def test_numbers_are_written_as_the_language_does() -> None:
    """Russian has a comma in its decimals."""
    first = tables.table_needs(make_release(), "ru").rows[0]
    assert [cell.text for cell in first][4:] == ["4,5 (4,2–4,8)", "3,0 (2,6–3,4)", "1,5 (1,0–2,0)", "18"]


def test_a_survey_of_importance_alone_has_neither_capacity_nor_gap() -> None:
    """What was not asked has no column."""
    made = tables.table_needs(importance_only(), "en")
    assert made.headings == ("Need", "Theme", "Tier", "Place", "Importance", "n")
    assert [row[0].text[:5] for row in made.rows] == ["RSK-1", "RSK-2", "TRN-1", "TRN-2"]
    assert "Gap" not in made._repr_html_()


def test_captions_say_who_when_and_how() -> None:
    """A table that leaves the report still says whose numbers it holds."""
    caption = tables.table_needs(make_release(), "en").caption
    assert "reported by the participants" in caption
    assert "Ashgabat, 12–14 May 2026 (18 responses)" in caption
    assert "each country counts once" in caption
    assert "each respondent counts once" in tables.table_needs(make_release(weighting="each_person"), "en").caption


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-05-12", "2026-05-12", "12 May 2026"),
        ("2026-05-30", "2026-06-01", "30 May 2026 – 1 June 2026"),
        ("2025-05-12", "2026-05-14", "12 May 2025 – 14 May 2026"),
    ],
)
def test_days_are_written_in_full(start: str, end: str, days: str) -> None:
    """Across months and years no day is ambiguous; without a place the days stand alone."""
    release = make_release(workshop={"start": start, "end": end})
    assert tables.table_participants(release, "en").caption.endswith(f". {days}")


def test_notes_explain_only_what_occurs() -> None:
    """The words for suppression name the edition's limit, and are absent where nothing is suppressed."""
    assert any("fewer than 5 people" in note for note in tables.table_needs(make_release(limit=5), "en").notes)
    whole = {
        measure: {item: found for item, found in items.items() if item != "TRN-2"} for measure, items in MEANS.items()
    }
    assert not any("fewer than" in note for note in tables.table_needs(make_release(means=whole), "en").notes)


def test_a_number_that_one_answer_makes_up_is_marked() -> None:
    """The organisers see it with a mark and what the mark means; where nothing is marked nothing is explained."""
    release = make_release()
    mean = release.estimates["item"].eq("staff") & release.estimates["statistic"].eq("mean")
    changed = release.estimates.assign(note=release.estimates["note"].mask(mean, "dominated"))
    made = tables.table_question(replace(release, estimates=changed), "en", "staff")
    assert made.rows[0][1].text == "12.5 (9.0–16.0)*"
    assert [note for note in made.notes if "marked *" in note] == [say_dominated("en")]
    assert say_dominated("en") not in tables.table_question(release, "en", "staff").notes


def test_a_median_without_its_ends_says_why() -> None:
    """Where the ends were taken away the sentence stands below; where they are shown it does not."""
    release = make_release()
    median = release.estimates["item"].eq("staff") & release.estimates["statistic"].eq("median")
    noted = release.estimates.assign(note=release.estimates["note"].mask(median, "ends_of_few"))
    assert say_no_ends("en") not in tables.table_question(replace(release, estimates=noted), "en", "staff").notes
    noted.loc[median, ["se", "low", "high"]] = None
    made = tables.table_question(replace(release, estimates=noted), "en", "staff")
    assert (made.rows[1][1].text, made.notes[-1]) == ("11.0", say_no_ends("en"))


def test_values_without_an_interval_say_so() -> None:
    """One answer, or no variation: the value stands, and no interval is made up."""
    release = make_release()
    first = release.estimates.index[release.estimates["item"].eq("RSK-1") & release.estimates["measure"].eq("gap")][0]
    for note, words in (("single_respondent", "1.5 (no interval)"), ("no_variation", "1.5 (all answers equal)")):
        changed = release.estimates.copy()
        changed.loc[first, ["low", "high", "se"]] = None
        changed.loc[first, "note"] = note
        made = tables.table_needs(replace(release, estimates=changed), "en")
        assert rows(made)["RSK-1 Tools to assess risks"][5] == words


def test_countries_stand_in_the_alphabet() -> None:
    """Not by their numbers, and by the names of the language that is read."""
    words = {("country", "KAZ"): "Zembla", ("country", "KGZ"): "Arcady", ("country", "TJK"): "Lilliput"}
    made = tables.table_participants(make_release(words=words), "en")
    names = [row[0].text for row in made.rows]
    assert [name for name in names if name in words.values()] == ["Arcady", "Lilliput", "Zembla"]
    assert tables.table_theme_country(make_release(words=words), "en").headings[1:] == ("Arcady", "Lilliput", "Zembla")


def test_participants_are_counted_group_by_group() -> None:
    """What was not counted is not zero."""
    shown = rows(tables.table_participants(make_release(), "en"))
    assert shown["All"] == ["20", "18"]
    assert shown["Kazakhstan"] == ["9", "8"]
    assert shown["Tajikistan"] == ["too few to report", "too few to report"]
    assert shown["National delegations"] == ["18", "not counted"]


def test_people_without_a_country_are_named_as_such() -> None:
    """A blank group has words, and stands last."""
    release = make_release()
    blank = release.estimates.assign(group=release.estimates["group"].replace("KAZ", None))
    shown = [row[0].text for row in tables.table_participants(replace(release, estimates=blank), "en").rows]
    start = shown.index("By country")
    assert shown[start + 1 : start + 4] == ["Kyrgyzstan", "Tajikistan", "Not stated"]


def test_unrated_needs_come_first_and_are_few() -> None:
    """Needs are listed by how many did not rate them; kinds of answer keep their own columns."""
    made = tables.table_non_answers(make_release(), "en")
    assert list(rows(made)) == [
        "TRN-2 Language training",
        "TRN-1 Joint exercises",
        "RSK-2 Exchange of risk profiles",
        "RSK-1 Tools to assess risks",
    ]
    assert made.headings[1:] == ("Rated", "Left blank", "Don't know", "Outside my competence", "Prefer not to answer")
    assert rows(made)["TRN-1 Joint exercises"] == ["16", "0", "1", "1", "0"]


def test_the_account_adds_up_before_the_reader() -> None:
    """Rows received are rows dropped plus rows kept."""
    received, dropped, kept, *_ = map(int, rows(tables.table_account(make_release(), "en"))["Participants"])
    assert received == dropped + kept


def test_issues_that_stop_come_first() -> None:
    """What keeps a report from being made stands above what may wait."""
    issues = ISSUES.frame([ISSUE, ISSUE | {"severity": "stop", "value": "Atlantis"}])
    made = tables.table_issues(replace(make_release(), issues=issues), "en")
    assert [row[1].text for row in made.rows] == ["Atlantis", "Min. of Border"]


def test_rows_with_one_problem_are_one_line_and_the_weightiest_is_first() -> None:
    """Three rows of one unknown name are asked about once; what could move a result most stands above."""
    same = [ISSUE | {"row_id": str(row), "row": row} for row in (4, 5, 6)]
    heavy = ISSUE | {"value": "Border", "effect": 0.125, "evidence": "forms=3"}
    made = tables.table_issues(replace(make_release(), issues=ISSUES.frame([*same, heavy])), "en")
    assert [(row[1].text, row[4].text) for row in made.rows] == [("Border", "12.5"), ("Min. of Border", "")]
    assert made.rows[0][2].text.endswith("(forms=3)")
    assert made.rows[1][0].text.endswith("row 4, column Organisation and 2 more rows")


def test_issues_past_the_fiftieth_are_counted() -> None:
    """A reader gets the worst fifty, and knows how many more there are and where."""
    issues = ISSUES.frame([ISSUE | {"value": f"name {n}"} for n in range(53)])
    made = tables.table_issues(replace(make_release(), issues=issues), "en")
    assert len(made.rows) == 50
    assert made.notes[-1] == "3 more problems are listed in data/review.xlsx."


def test_notes_are_apart_from_issues() -> None:
    """What asks for no answer is not among the open issues, nor counted with them."""
    note = {"table": "responses", "check": "reading_note", "severity": "note", "evidence": "The sheet is hidden."}
    release = replace(make_release(), issues=ISSUES.frame([note | {"file": "a.xlsx", "sheet": "Old"}]))
    assert tables.table_issues(release, "en").notes == ("No issue is open.",)
    assert [cell.text for cell in tables.table_reading_notes(release, "en").rows[0]] == [
        "a.xlsx, sheet Old",
        "The sheet is hidden.",
        "",
    ]
    assert "0 issues are open." in tables.state_account(release, "en").text


def test_questions_that_a_rule_changed_alike_are_one_line() -> None:
    """Two questions whose words became codes are counted together; countries are told apart from them."""
    same = {"table": "responses", "rule": "answer_codes", "action": "set", "status": "applied"}
    lines = [same | {"field": name, "count": count} for name, count in (("q1", 3), ("country", 2), ("q2", 4))]
    made = tables.table_changes(replace(make_release(), changes=CHANGES.frame(lines)), "en")
    assert [(row[1].text, row[5].text) for row in made.rows] == [("2 questions", "7"), ("Country", "2")]


def test_files_are_listed_with_their_rows() -> None:
    """Every file and sheet that was received, with the rows it held."""
    assert rows(tables.table_sources(make_release(), "en"))["Participants"] == ["list.xlsx", "Day 1", "21", "6"]


def test_an_edition_without_issues_says_why() -> None:
    """An empty list means one thing for the organiser and another for everyone else."""
    none = ISSUES.frame([])
    own = tables.table_issues(replace(make_release(), issues=none), "en")
    other = tables.table_issues(replace(make_release(edition="donor"), issues=none), "en")
    assert (own.notes, other.notes) == (("No issue is open.",), ("Issues are listed in the organiser's edition only.",))
