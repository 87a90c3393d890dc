"""An export comes in complete: every sheet, every row, each under the row it belongs to."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.columns import QUESTION_LABELS, QUESTIONS
from needs_analysis.errors import InputError
from needs_analysis.reading.exports.export import read_export
from needs_analysis.reading.received import Received
from tests.reading.exports import Form, small_form, workshop, write_book, write_csv

FORMS: list[list[object]] = [
    ["country", "needs/n1", "needs/means/tools", "tools_other", "end_other", "_id", "_index"],
    ["KAZ", "1", "radio car", None, None, "70", 1],
    ["UZB", "1", "car", None, None, "71", 2],
]
POSTS: list[list[object]] = [
    ["post/post_name", "_index", "_parent_table_name", "_parent_index"],
    ["North", 1, "My form", 2],
    ["South", 2, "My form", 1],
    ["East", 3, "My form", 2],
]
GUARDS: list[list[object]] = [
    ["post/guard/rank", "_index", "_parent_table_name", "_parent_index"],
    ["Major", 1, "post", 3],
    ["Captain", 2, "post", 1],
    ["Private", 3, "post", 3],
]
KOBO = {"My form": FORMS, "post": POSTS, "guard": GUARDS}


def _read(root: Path, asked: Form | None = None, **source: object) -> dict[str, Received]:
    return read_export(workshop(root, **source), "responses", asked or small_form())


def _rows(received: Received, *fields: str) -> list[list[str]]:
    return received.frame[list(fields)].fillna("").to_numpy(dtype=object).tolist()


def test_repeats_are_tables_whose_rows_are_called_after_their_parents(tmp_path: Path) -> None:
    """A group within a group hangs on the row of the outer group."""
    write_book(tmp_path / "a.xlsx", KOBO)
    read = _read(tmp_path, file="a.xlsx")
    assert list(read) == ["responses", "post", "guard"]
    assert read["responses"].frame["row_id"].tolist() == ["70", "71"]
    posts = [["71/1", "71", "North"], ["70/1", "70", "South"], ["71/2", "71", "East"]]
    assert _rows(read["post"], "row_id", "parent_row_id", "post_name") == posts
    guards = [["71/2/1", "71/2", "Major"], ["71/1/1", "71/1", "Captain"], ["71/2/2", "71/2", "Private"]]
    assert _rows(read["guard"], "row_id", "parent_row_id", "rank") == guards
    assert read["guard"].frame["row"].tolist() == [2, 3, 4]
    assert [note for table in read.values() for note in table.notes] == []


def test_the_order_of_sheets_does_not_matter(tmp_path: Path) -> None:
    """Inner groups may stand before the outer ones."""
    write_book(tmp_path / "a.xlsx", {"My form": FORMS, "guard": GUARDS, "post": POSTS})
    read = _read(tmp_path, file="a.xlsx")
    assert read["guard"].frame["parent_row_id"].tolist() == ["71/2", "71/1", "71/2"]


def test_a_row_without_a_parent_is_kept_and_said(tmp_path: Path) -> None:
    """A form deleted by hand leaves its repeats behind; so does one index on two forms."""
    write_book(tmp_path / "a.xlsx", KOBO | {"post": [*POSTS, ["West", 4, "My form", 9], ["Sky", 5, "My form", None]]})
    posts = _read(tmp_path, file="a.xlsx")["post"]
    assert _rows(posts, "row_id", "parent_row_id")[3:] == [["r5", ""], ["r6", ""]]
    said = ["2 rows belong to no form that was received, and were kept: 5, 6."]
    assert [note.what for note in posts.notes] == said
    twice = [FORMS[0], FORMS[1], [*FORMS[2][:-1], 1]]
    write_book(tmp_path / "b.xlsx", KOBO | {"My form": twice})
    assert _read(tmp_path, file="b.xlsx")["post"].frame["parent_row_id"].isna().all()


def test_keys_that_contradict_each_other_are_said(tmp_path: Path) -> None:
    """Whoever sorts one sheet and renumbers it moves people between forms; the form's own id tells."""
    posts = [[*POSTS[0], "_submission__id"], [*POSTS[1], "71"], [*POSTS[2], "71"]]
    write_book(tmp_path / "a.xlsx", {"My form": FORMS, "post": posts})
    read = _read(tmp_path, file="a.xlsx")["post"]
    assert read.frame["parent_row_id"].tolist() == ["71", "70"]
    assert [(note.row, note.column) for note in read.notes] == [(3, "_submission__id")]


def test_the_forms_id_joins_where_the_index_is_gone(tmp_path: Path) -> None:
    """Index columns are often deleted; the id of the submission serves as well."""
    posts = [["post_name", "_parent_index", "_submission__id"], ["North", None, "71"], ["South", None, "70"]]
    forms = [row[:-1] for row in FORMS]
    write_book(tmp_path / "a.xlsx", {"My form": forms, "post": posts})
    assert _read(tmp_path, file="a.xlsx")["post"].frame["row_id"].tolist() == ["71/1", "70/1"]


def test_central_writes_a_file_for_each_group(tmp_path: Path) -> None:
    """ODK Central's CSV files join by KEY and PARENT_KEY; the settings name them."""
    write_csv(tmp_path / "f.csv", [["country", "needs-n1", "needs-means-tools", "KEY"], ["KAZ", 1, "car", "uuid:a"]])
    post = [["post_name", "PARENT_KEY", "KEY"], ["North", "uuid:a", "uuid:a/post[1]"]]
    write_csv(tmp_path / "f-post.csv", post)
    guard = [["rank", "PARENT_KEY", "KEY"], ["Major", "uuid:a/post[1]", "uuid:a/post[1]/guard[1]"]]
    write_csv(tmp_path / "f-guard.csv", guard)
    repeats = {name: {"file": f"f-{name}.csv"} for name in ("guard", "post")}
    read = _read(tmp_path, file="f.csv", id="KEY", repeats=repeats)
    assert read["guard"].frame["row_id"].tolist() == ["uuid:a/1/1"]
    assert read["guard"].frame["parent_row_id"].tolist() == read["post"].frame["row_id"].tolist() == ["uuid:a/1"]


def test_the_settings_may_name_sheet_and_keys(tmp_path: Path) -> None:
    """A sheet of any name with a key of any name."""
    write_book(tmp_path / "a.xlsx", {"My form": FORMS, "Posts": [["post_name", "form"], ["North", "71"]], "x": [["y"]]})
    posts = {"sheet": "Posts", "key": "form", "parent": "_id"}
    read = _read(tmp_path, file="a.xlsx", repeats={"post": posts})
    assert _rows(read["post"], "row_id", "post_name") == [["71/1", "North"]]
    wrong = posts | {"sheet": "Post"}
    with pytest.raises(InputError, match="no sheet «Post»; did you mean «Posts»"):
        _read(tmp_path, file="a.xlsx", repeats={"post": wrong})


def test_sheets_that_are_no_repeats_are_said(tmp_path: Path) -> None:
    """Nothing that a file holds is passed over in silence."""
    write_book(tmp_path / "a.xlsx", KOBO | {"Notes": [["to do"], ["call Osh"]], "Blank": []})
    notes = _read(tmp_path, file="a.xlsx")["responses"].notes
    assert {note.sheet for note in notes} == {"Notes", "Blank"}
    assert "The sheet was not read" in notes[0].what


def test_two_exports_of_one_form_follow_one_another(tmp_path: Path) -> None:
    """Each keeps its file; ids that come again are told apart, and repeats stay with the form of their own file."""
    write_book(tmp_path / "a.xlsx", KOBO)
    later = [[*FORMS[0], "new"], [*FORMS[2], "x"]]
    later[1][-2] = 1
    write_book(tmp_path / "b.xlsx", {"My form": later, "post": [POSTS[0], ["North", 1, "My form", 1]]})
    read = _read(tmp_path, files=["a.xlsx", "b.xlsx"])
    assert _rows(read["responses"], "row_id", "file") == [["70", "a.xlsx"], ["71", "a.xlsx"], ["71#2", "b.xlsx"]]
    assert read["responses"].frame["new"].isna().tolist() == [True, True, False]
    assert [note.what for note in read["responses"].notes] == [
        "Columns that other files of this source have and this one lacks: new."
    ]
    assert read["post"].frame["row_id"].tolist() == ["71/1", "70/1", "71/2", "71#2/1"]


def test_an_export_of_another_form_is_one_error(tmp_path: Path) -> None:
    """Not a line for each question, but the headings that come nearest."""
    write_book(tmp_path / "a.xlsx", {"x": [["_id", "Contry?", "age", "phone"], ["1", "KAZ", "30", "5"]]})
    with pytest.raises(InputError, match="Only 0 of the form's 5 questions") as error:
        _read(tmp_path, file="a.xlsx")
    assert len(error.value.problems) == 1
    assert "«Contry?» for «country»" in str(error.value)


def test_titles_above_the_headings_are_pointed_out(tmp_path: Path) -> None:
    """A wrong header row is not taken for another form."""
    write_book(tmp_path / "a.xlsx", {"x": [["Needs survey"], [], *FORMS]})
    with pytest.raises(InputError, match="set header_row = 3"):
        _read(tmp_path, file="a.xlsx")


def test_a_missing_need_is_an_error_and_another_question_is_said(tmp_path: Path) -> None:
    """What estimates need must be there; a question left out for privacy is only noted."""
    forms = [[cell for at, cell in enumerate(row) if at not in (1, 3)] for row in FORMS]
    write_book(tmp_path / "a.xlsx", {"x": forms})
    notes = _read(tmp_path, file="a.xlsx")["responses"].notes
    assert [note.what for note in notes] == ["2 questions of the form have no column: n1, tools_other."]
    with pytest.raises(InputError, match=r"Column «n1» \(n1\) is missing"):
        _read(tmp_path, small_form(n1="N1"), file="a.xlsx")


def test_several_choices_are_read_as_text_as_columns_or_as_both(tmp_path: Path) -> None:
    """The text column is `question`, each choice `question/choice`; their cells stay 0, 1, TRUE or 1.0."""
    both = [
        [*FORMS[0], "needs/means/tools/radio", "needs/means/tools/car"],
        [*FORMS[1], 1, True],
        [*FORMS[2], "0", "1.0"],
    ]
    write_book(tmp_path / "a.xlsx", {"x": both})
    read = _read(tmp_path, file="a.xlsx")["responses"]
    assert _rows(read, "tools", "tools/radio", "tools/car") == [["radio car", "1", "TRUE"], ["car", "0", "1.0"]]
    alone = [[cell for at, cell in enumerate(row) if at != 2] for row in both]
    write_book(tmp_path / "b.xlsx", {"x": alone})
    read = _read(tmp_path, file="b.xlsx")["responses"]
    assert "tools" not in read.frame
    assert read.notes == ()


def test_an_old_and_a_new_column_become_one_unless_they_contradict(tmp_path: Path) -> None:
    """Versions of a form leave two columns; the settings say that they are one question."""
    head = [*FORMS[0], "needs/need_1"]
    write_book(tmp_path / "a.xlsx", {"x": [head, [*FORMS[1], None], [*FORMS[2][:1], None, *FORMS[2][2:], "2"]]})
    read = _read(tmp_path, file="a.xlsx", renamed={"need_1": "n1"})["responses"]
    assert read.frame["n1"].tolist() == ["1", "2"]
    write_book(tmp_path / "b.xlsx", {"x": [head, [*FORMS[1], "1"], [*FORMS[2], "2"]]})
    with pytest.raises(InputError, match="row 3, column needs/need_1: The row has different answers"):
        _read(tmp_path, file="b.xlsx", renamed={"need_1": "n1"})


def test_one_heading_twice_is_refused_only_where_it_counts(tmp_path: Path) -> None:
    """A question twice could be either; two columns of remarks are kept apart."""
    write_book(tmp_path / "a.xlsx", {"x": [[*FORMS[0], "note", "note"], [*FORMS[1], "a", "b"]]})
    assert _rows(_read(tmp_path, file="a.xlsx")["responses"], "note", "note_9") == [["a", "b"]]
    write_book(tmp_path / "b.xlsx", {"x": [[*FORMS[0], "country"], [*FORMS[1], "UZB"]]})
    with pytest.raises(InputError, match="column country: The heading stands 2 times"):
        _read(tmp_path, file="b.xlsx")


def test_without_a_form_the_register_names_the_headings(tmp_path: Path) -> None:
    """Repeats are found all the same, and called as their sheets are."""
    write_book(tmp_path / "a.xlsx", KOBO)
    form = small_form()
    form.asked = {"needs/n1": "N1_importance"}
    form.questions = form.questions[form.questions["table"].eq("responses")]
    read = _read(tmp_path, form, file="a.xlsx", form="")
    assert read["responses"].frame["N1_importance"].tolist() == ["1", "1"]
    assert read["post"].frame["parent_row_id"].tolist() == ["71", "70", "71"]


def test_the_order_of_rows_changes_no_parent(tmp_path: Path) -> None:
    """Rows shuffled in every sheet belong to the forms they belonged to."""
    expected = {"North": "UZB", "South": "KAZ", "East": "UZB"}
    for order in permutations(range(1, 4)):
        forms = [FORMS[0], *(FORMS[at] for at in order if at < len(FORMS))]
        mixed = {"My form": forms, "post": [POSTS[0], *(POSTS[at] for at in order)]}
        write_book(tmp_path / "a.xlsx", mixed)
        read = _read(tmp_path, file="a.xlsx")
        country = read["responses"].frame.set_index("row_id")["country"]
        posts = read["post"].frame
        assert dict(zip(posts["post_name"], posts["parent_row_id"].map(country), strict=True)) == expected


@pytest.fixture(scope="module")
def real(conformance: Path) -> dict[str, pd.DataFrame]:
    """A real export of five sheets, as openpyxl reads it through pandas."""
    path = conformance / "xlsforms" / "msna2024" / "dummy_raw_data.xlsx"
    return pd.read_excel(path, sheet_name=None, dtype=object, engine="openpyxl")


def test_a_real_export_of_five_sheets_comes_in_whole(conformance: Path, real: dict[str, pd.DataFrame]) -> None:
    """Every row of every sheet, and every person's household is the one whose uuid stands beside them."""
    root = conformance / "xlsforms" / "msna2024"
    form = Form(small_form().questions.iloc[:0], small_form().labels.iloc[:0], small_form().choices)
    read = _read(root, form, file="dummy_raw_data.xlsx", id="uuid")
    assert {name: len(table.frame) for name, table in read.items() if name != "responses"} == {
        name: len(rows) for name, rows in real.items() if name != "main"
    }
    assert len(read["responses"].frame) == len(real["main"]) == 241
    for name in real.keys() - {"main"}:
        frame = read[name].frame
        assert frame["parent_row_id"].tolist() == real[name]["uuid"].tolist()
        assert frame["row_id"].is_unique
        assert read[name].notes == ()
    cells = sum(int(rows.notna().to_numpy().sum()) for rows in real.values())
    own = [table.frame.iloc[:, 4:].drop(columns="parent_row_id", errors="ignore") for table in read.values()]
    assert sum(int(frame.notna().to_numpy().sum()) for frame in own) == cells


def test_a_real_export_is_the_same_under_labels_in_another_language(
    conformance: Path, real: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    """Names replaced by French labels, as an export with labels has them, lead to the same fields."""
    path = conformance / "xlsforms" / "msna2024" / "REACH_2024_MSNA-kobo-tool_draft_v11.xlsx"
    survey = pd.read_excel(path, sheet_name="survey", dtype=object, engine="openpyxl")
    asked = survey["type"].str.contains("^(?:select|text|integer)", na=False) & survey["label::french"].notna()
    survey = survey[asked & survey["name"].isin(real["main"].columns)].drop_duplicates("name")
    about = {"table": "responses", "field": survey["name"], "type": survey["type"].str.split().str[0]}
    words = {"table": "responses", "field": survey["name"], "language": "french", "label": survey["label::french"]}
    form = Form(QUESTIONS.frame(pd.DataFrame(about)), QUESTION_LABELS.frame(pd.DataFrame(words)), small_form().choices)
    names = dict(zip(survey["name"], survey["label::french"], strict=True))
    main = real["main"][[name for name in real["main"].columns if name in names or name == "uuid"]]
    main.to_excel(tmp_path / "plain.xlsx", index=False)
    main.rename(columns=names).to_excel(tmp_path / "spoken.xlsx", index=False)
    plain, spoken = (_read(tmp_path, form, file=f"{name}.xlsx", id="uuid")["responses"] for name in ("plain", "spoken"))
    assert len(names) > 100
    assert (spoken.headings.keys(), plain.notes) == (plain.headings.keys(), ())
    pd.testing.assert_frame_equal(plain.frame.drop(columns="file"), spoken.frame.drop(columns="file"))
