"""Whatever kind of file a secret is planted in, it is found there; what cannot be read is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.scanning import files
from needs_analysis.scanning.files import scan_content, scan_each
from tests.scanning.made_files import FOR_NAMES_ONLY, PLACES, UNSEARCHABLE
from tests.scanning.planted import COMMENTS, EMAILS, NAMES, PHONES, PLANTED, SEARCH, SECRETS, nothing_before

ONE_OF_EACH = {kind: texts[3] for kind, texts in PLANTED.items()}


@pytest.mark.parametrize("name", PLACES)
def test_every_kind_of_file_is_searched(name: str) -> None:
    """One string of each kind is found in each kind of file, and nothing in it is closed to the search."""
    wanted = ONE_OF_EACH if name != "sheet.xlsx" else {kind: ONE_OF_EACH[kind] for kind in ("name", "code", "id")}
    for kind, text in wanted.items():
        hits = scan_content(PLACES[name](text), name, SEARCH)
        assert kind in {hit.kind for hit in hits}
        assert "unsearchable" not in {hit.kind for hit in hits}
        assert text not in repr(hits)


@pytest.mark.parametrize("name", PLACES)
def test_clean_files_have_no_hit(name: str) -> None:
    """The same files without a secret have none."""
    assert scan_content(PLACES[name]("nobody at all"), name, SEARCH) == []


@pytest.mark.parametrize("name", FOR_NAMES_ONLY)
def test_names_are_put_together(name: str) -> None:
    """A surname in one cell and a given name in the next are a name."""
    assert {hit.kind for hit in scan_content(FOR_NAMES_ONLY[name](NAMES[3]), name, SEARCH)} == {"name"}


@pytest.mark.parametrize("name", UNSEARCHABLE)
def test_what_cannot_be_read_is_told(name: str) -> None:
    """A file that cannot be searched, or a part of one, is a hit by itself."""
    assert {hit.kind for hit in scan_content(UNSEARCHABLE[name], name, SEARCH)} == {"unsearchable"}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("cell.xlsx", "sheet Sheet, cell B3"),
        ("title.xlsx", "properties, line 1"),
        ("text.txt", "line 2"),
        ("data.json", "JSON rows[0].note"),
        ("chart.ipynb", "JSON cells[0].outputs[0].data.application/vnd.plotly.v1+json.data[0].customdata[0]"),
        ("alternative.docx", "part word/document.xml, alternative text, line 1"),
        ("table.parquet", "column who, row 2"),
        ("picture.png", "properties"),
        ("slide.pptx", "part ppt/slides/slide1.xml, line 1"),
    ],
)
def test_places_are_named(name: str, place: str) -> None:
    """A hit says where in the file it stands."""
    assert place in {hit.place for hit in scan_content(PLACES[name](NAMES[3]), name, SEARCH)}


def test_files_are_named_from_the_root(tmp_path: Path) -> None:
    """Hits name files as seen from the root, in the order given, and each file is told of once it is done."""
    texts = {"b/one.txt": NAMES[0], "a/two.txt": "nothing", "three.txt": f"{EMAILS[1]} {PHONES[2]}"}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    told: list[str] = []
    wanted = [(tmp_path / name, SECRETS) for name in texts]
    hits = scan_each(wanted, root=tmp_path, verdicts=nothing_before(), on_file=told.append)
    found = [("name", "b/one.txt", "line 1")]
    found += [(kind, "three.txt", "line 1") for kind in ("name", "email", "phone")]
    assert [tuple(hit) for hit in hits] == found
    assert sorted(told) == sorted(texts)


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order, each file searched for secrets of its own."""
    for place, text in enumerate((NAMES[0], EMAILS[1], "nothing", PHONES[2], f"{NAMES[1]} {NAMES[0]}")):
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    wanted = [
        (path, replace(SECRETS, names=tuple(NAMES[1:])) if path.stem == "0" else SECRETS) for path in tmp_path.iterdir()
    ]
    wanted.sort(key=lambda pair: pair[0].name)
    alone = scan_each(wanted, root=tmp_path, verdicts=nothing_before())
    monkeypatch.setattr(files, "MUCH", 0)
    told: list[str] = []
    assert scan_each(wanted, root=tmp_path, verdicts=nothing_before(), on_file=told.append) == alone
    assert sorted(told) == [f"{place}.txt" for place in range(5)]
    assert {hit.file for hit in alone} == {"1.txt", "3.txt", "4.txt"}


def test_places_do_not_repeat_what_they_hide(tmp_path: Path) -> None:
    """Where a folder, a file, a sheet, a key or a member bears a secret, the message shows «…» in its stead."""
    surname, given, *_ = NAMES[5].split()
    folder = tmp_path / f"{surname} {given}"
    folder.mkdir()
    for name in ("sheet.xlsx", "keys.json", "named.zip", "column.parquet"):
        (folder / f"{EMAILS[4]}-{name}").write_bytes(PLACES[name](NAMES[5]))
    wanted = [(path, SECRETS) for path in sorted(folder.iterdir())]
    hits = scan_each(wanted, root=tmp_path, verdicts=nothing_before())
    assert {hit.kind for hit in hits} == {"name", "email"}
    for secret in (surname, given, EMAILS[4], EMAILS[4].partition("@")[0]):
        assert secret.casefold() not in repr(hits).casefold()


def test_a_part_of_a_comment_is_enough() -> None:
    """Six words of a comment in a row are found; five are not, for anyone might write them."""
    words = COMMENTS[0].split()
    assert scan_content(" ".join(words[2:8]).encode(), "r", SEARCH)
    assert not scan_content(" ".join(words[2:7]).encode(), "r", SEARCH)
