"""What was searched and held nothing is not searched again for the same; anything else is."""

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.scanning import files, verdicts
from needs_analysis.scanning.files import scan_each
from needs_analysis.scanning.hits import Hit
from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.scanning.verdicts import Verdicts, named

SOUGHT = Secrets(names=("Anna Berg", "Bobur Qodirov"), ids=("KAZ-01",))
FOUND = Hit("name", "leak.html", "line 1")


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened to be searched."""
    told: list[str] = []
    whole = files._scan_file

    def noted(wanted: tuple[Path, Secrets], *, root: Path) -> files.Searched:
        told.append(wanted[0].name)
        return whole(wanted, root=root)

    monkeypatch.setattr(files, "_scan_file", noted)
    return told


def scan(folder: Path, secrets: Secrets = SOUGHT, *, programs: str = "1", anew: bool = False) -> list[Hit]:
    """Search all pages of a folder, as a run does."""
    kept = Verdicts(folder / "kept" / "searched.txt", programs, anew=anew)
    hits = scan_each([(path, secrets) for path in sorted(folder.glob("*.html"))], root=folder, verdicts=kept)
    kept.keep()
    return hits


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages, one of which names somebody; they were searched once."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "calm.html").write_text("<p>Nobody is here.</p>", encoding="utf-8")
    (tmp_path / "leak.html").write_text("<p>By Anna Berg.</p>", encoding="utf-8")
    assert scan(tmp_path) == [FOUND]
    return tmp_path


def test_only_what_held_nothing_is_not_searched_again(pages: Path, searched: list[str]) -> None:
    """A page that holds a name is searched, and refused, each time."""
    for _ in range(2):
        assert scan(pages) == [FOUND]
    assert searched == ["leak.html"] * 2


@pytest.mark.parametrize(
    "secrets",
    [
        replace(SOUGHT, names=(*SOUGHT.names, "Nobody Here")),
        replace(SOUGHT, ids=()),
        replace(SOUGHT, emails=("anna@example.org",)),
        replace(SOUGHT, phones=("+998 90 123 45 67",)),
        replace(SOUGHT, codes=("EM76",)),
        replace(SOUGHT, comments=("The radios have been broken since May.",)),
        replace(SOUGHT, quoted=("Ask Qodirov",)),
        SOUGHT.excusing(["KAZ-01"]),
        SOUGHT.excusing(["Bobur Qodirov"]),
        SOUGHT.excusing(["a berg is made of ice"]),
    ],
)
def test_other_secrets_are_searched_for(pages: Path, searched: list[str], secrets: Secrets) -> None:
    """One name more, one id less or a public text that excuses one, and everything is searched."""
    scan(pages, secrets)
    assert sorted(searched) == ["calm.html", "leak.html"]


def test_what_excuses_nothing_makes_no_search(pages: Path, searched: list[str]) -> None:
    """A released text that says nothing of what is looked for; nor does the next one, or its end."""
    for released in (("The radios are new.",), ("The radios are old.",), ()):
        assert scan(pages, replace(SOUGHT, released=released)) == [FOUND]
    assert searched == ["leak.html"] * 3


@pytest.mark.parametrize("changed", [{"programs": "2"}, {"anew": True}])
def test_other_programs_search_anew(pages: Path, searched: list[str], changed: dict[str, object]) -> None:
    """Another program, or the wish to search everything, and everything is searched."""
    scan(pages, **changed)  # type: ignore[arg-type]
    assert sorted(searched) == ["calm.html", "leak.html"]


def test_nothing_is_made_ready_where_all_was_searched(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked for in effect takes half a second to work out for a workshop, so it is not asked in vain."""
    (pages / "leak.html").unlink()
    scan(pages)

    def refuse(_: Secrets) -> None:
        raise AssertionError("made ready")

    for module in (files, verdicts):
        monkeypatch.setattr(module, "search_for", refuse)
    verdicts._key_in_effect.cache_clear()
    assert scan(pages) == []


def test_a_page_that_changed_is_searched(pages: Path) -> None:
    """The name that was put into a page after it was searched is found; so is one in the name of the same page."""
    (pages / "calm.html").write_text("<p>Bobur Qodirov is here.</p>", encoding="utf-8")
    (pages / "leak.html").rename(pages / "anna-berg.html")
    assert {(hit.kind, hit.file) for hit in scan(pages)} == {("name", "calm.html"), ("name", "….html")}


@pytest.mark.parametrize("at_first", ["<p>Nobody is here.</p>", "<p>Bobur Qodirov is here.</p>"])
def test_a_page_that_changes_behind_the_search_is_searched(
    pages: Path, monkeypatch: pytest.MonkeyPatch, at_first: str
) -> None:
    """What is written down are the bytes that were searched, not those that stood there before or after that."""
    page, calm = pages / "calm.html", (pages / "calm.html").read_bytes()
    (pages / "leak.html").unlink()
    page.write_text("<p>Bobur Qodirov is here.</p>", encoding="utf-8")
    stands, read = [at_first.encode(), calm], Path.read_bytes
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda path: stands.pop(0) if path == page else read(path))
        assert scan(pages, anew=True) == []
    assert not stands
    assert [hit.kind for hit in scan(pages)] == ["name"]


CACHES = {
    "names": {"known", "harmless"},
    "codes": {"kept", "harmless"},
    "ids": {"kept", "harmless"},
    "comments": {"kept", "harmless", "anchors"},
    "naming": {"kept", "harmless", "anchors"},
    "emails": set[str](),
    "phones": set[str](),
}


@pytest.mark.parametrize("finder", CACHES)
def test_all_that_finding_depends_on_is_told(finder: str) -> None:
    """Everything that one who finds has, but for what it remembers of texts and what is an index of what it tells."""
    search = Search(replace(SOUGHT, codes=("EM76",), emails=("anna@example.org",), quoted=("Ask Qodirov",)))
    assert {*vars(search)} == {*CACHES}
    one = getattr(search, finder)
    told = one.sought if isinstance(one.sought, tuple) else (one.sought,)
    assert {name for name, value in vars(one).items() if not any(value is each for each in told)} == CACHES[finder]


def test_a_name_of_the_file_is_searched_with_the_same_bytes(pages: Path) -> None:
    """The same bytes under a name that tells somebody's are another file."""
    (pages / "calm.html").rename(pages / "bobur-qodirov.html")
    assert ("name", "….html") in {(hit.kind, hit.file) for hit in scan(pages)}


@pytest.mark.parametrize("record", [b"\xff\xfe\x00", b"0" * 64, b"0 " * 64, b"0 0", b"{}", b""])
def test_a_damaged_record_tells_of_nothing(pages: Path, searched: list[str], record: bytes) -> None:
    """Whatever stands in the record, but the lines themselves, everything is searched."""
    (pages / "kept" / "searched.txt").write_bytes(record)
    assert scan(pages) == [FOUND]
    assert sorted(searched) == ["calm.html", "leak.html"]


def test_the_record_holds_no_hit_and_no_word(pages: Path) -> None:
    """Of two pages only the one that held nothing stands there, as two sums of hexadecimal digits."""
    (line,) = (pages / "kept" / "searched.txt").read_text(encoding="ascii").splitlines()
    assert [len(bytes.fromhex(each)) for each in line.split()] == [32, 32]


def test_a_line_is_no_use_for_guessing_one_secret(pages: Path) -> None:
    """Whoever has the page and guesses a name cannot see whether it is among those looked for: all are in one key."""
    file, kept = named((pages / "calm.html").read_bytes(), "calm.html"), Verdicts(pages / "kept" / "searched.txt", "1")
    guessed = [Secrets(names=(name,)) for name in SOUGHT.names] + [Secrets(names=SOUGHT.names)]
    assert not any(kept.take_over(file, each) for each in guessed)
    assert kept.take_over(file, SOUGHT)


def test_a_record_that_cannot_be_written_costs_another_search(tmp_path: Path) -> None:
    """A file lies where its folder should be."""
    (blocked := tmp_path / "kept").touch()
    kept = Verdicts(blocked / "searched.txt", "programs")
    kept.held_nothing(named(b"", "calm.html"), SOUGHT)
    kept.keep()
    assert not Verdicts(blocked / "searched.txt", "programs").before
