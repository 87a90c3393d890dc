"""The organiser's own text is words: paragraphs, headings and lists, and nothing in it is markup that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.errors import InputError, SettingsError
from needs_analysis.reading.background import blocks_of, read_background
from needs_analysis.workshop import Workshop, read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

NAMED = '[background]\nen = "data/about.md"\nru = "data/about.ru.md"\n\n[delegations]\n\n[[report]]'


def workshop(root: Path, settings: str = SETTINGS, **texts: bytes) -> Workshop:
    """A small workspace with such texts."""
    SmallWorkspace(settings=settings).write(root)
    for name, text in texts.items():
        (root / f"data/{name.replace('_', '.')}.md").write_bytes(text)
    return read_workshop(root)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("\ufeff\r\nfirst\r\n\r\nsecond", [("paragraph", "\ufeff first"), ("paragraph", "second")]),
        (
            "Here:\n- a\n- b\n  more\n\nend",
            [("paragraph", "Here:"), ("item", "a"), ("item", "b more"), ("paragraph", "end")],
        ),
        ("1. a\n2) b\n10 March", [("item", "a"), ("item", "b 10 March")]),
        ("## Why\nBecause.", [("heading", "Why"), ("paragraph", "Because.")]),
        ("-5 degrees\n\n#1", [("paragraph", "-5 degrees"), ("paragraph", "#1")]),
        ("![x](http://x.org/y.png) [z](javascript:1)", [("paragraph", "![x](http://x.org/y.png) [z](javascript:1)")]),
        ("<script>1</script>", [("paragraph", "<script>1</script>")]),
    ],
)
def test_a_text_has_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    """Blank lines part paragraphs, marks begin entries and headings; every other sign stands as it was written."""
    assert [(kind, words.strip("\ufeff ")) for kind, words in blocks_of(text)] == [
        (kind, words.strip("\ufeff ")) for kind, words in blocks
    ]


def test_each_language_has_its_places(tmp_path: Path) -> None:
    """Counted from 1 in each text; a mark of byte order is no letter."""
    named = SETTINGS.replace("[[report]]", NAMED)
    read = read_background(workshop(tmp_path, named, about=b"\xef\xbb\xbfone\n\ntwo", about_ru="раз".encode()))
    assert read.to_numpy().tolist() == [
        ["en", 1, "paragraph", "one"],
        ["en", 2, "paragraph", "two"],
        ["ru", 1, "paragraph", "раз"],
    ]


def test_without_a_text_there_is_none(tmp_path: Path) -> None:
    """Nobody has to write one."""
    assert read_background(workshop(tmp_path)).empty


def test_every_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """One is missing, one is in another encoding."""
    named = SETTINGS.replace("[[report]]", NAMED)
    with pytest.raises(InputError) as refused:
        read_background(workshop(tmp_path, named, about_ru="раз".encode("cp1251")))
    told = [str(problem) for problem in refused.value.problems]
    assert told[0].startswith("data/about.md: The file does not exist")
    assert told[1].startswith("data/about.ru.md: This is not a text in UTF-8")


def test_a_language_that_reports_have_not_is_refused(tmp_path: Path) -> None:
    """A misspelt key is no text left out."""
    with pytest.raises(SettingsError, match="background"):
        workshop(tmp_path, SETTINGS.replace("[[report]]", '[background]\nfr = "a.md"\n\n[[report]]'))
