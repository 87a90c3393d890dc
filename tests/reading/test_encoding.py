"""A text file's encoding is told by its mark, by strict UTF-8, or by how its words look; what was assumed is said."""

from __future__ import annotations

import pytest

from needs_analysis.errors import InputError
from needs_analysis.reading.texts.encoding import decode

RUSSIAN = "Имя;Страна;Ведомство\nИванов Пётр;Казахстан;«Погранслужба»\n"
FRENCH = "Prénom;Pays\nZoé;Côte d’Ivoire – São Tomé\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_recognised_by_its_mark_or_its_form(encoding: str) -> None:
    """Nothing is assumed, so nothing is said."""
    found = decode(RUSSIAN.encode(encoding), "a.csv")
    assert (found.utf8.decode(), found.notes) == (RUSSIAN, ())


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_utf_16_are_read(mark: bytes) -> None:
    """The mark says which byte comes first."""
    text = RUSSIAN.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")
    assert decode(mark + text, "a.csv").utf8.decode() == RUSSIAN


@pytest.mark.parametrize(("text", "encoding", "word"), [(RUSSIAN, "cp1251", "Имя"), (FRENCH, "cp1252", "Prénom")])
def test_one_byte_encodings_are_told_apart_by_their_words(text: str, encoding: str, word: str) -> None:
    """The note says what was assumed and shows a word to judge it by."""
    found = decode(text.encode(encoding), "a.csv")
    assert found.utf8.decode() == text
    assert [note.what for note in found.notes] == [f"The text was read as {encoding}, for example «{word}»."]


def test_latin_1_is_read_as_the_encoding_that_contains_it() -> None:
    """Latin-1 letters stand at the same places in cp1252."""
    assert decode("Österreich;Málaga".encode("latin-1"), "a.csv").utf8.decode() == "Österreich;Málaga"


def test_an_english_file_with_typographic_signs_is_no_riddle() -> None:
    """Quotes and dashes above ASCII stand at the same places in both encodings."""
    text = "Don’t know;it’s “urgent” – now"
    assert decode(text.encode("cp1252"), "a.csv").utf8.decode() == text


def test_names_in_cyrillic_decide_an_english_file() -> None:
    """A few Cyrillic names among English words are Cyrillic."""
    text = "id,Full name,Country\n1,Иванов,Kazakhstan\n2,Смит,Tajikistan\n"
    assert decode(text.encode("cp1251"), "a.csv").utf8.decode() == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_other_cyrillic_encodings_are_refused_and_read_when_named(encoding: str) -> None:
    """Rather than nonsense, a request to name the encoding; named, it is right."""
    with pytest.raises(InputError, match="cannot be told"):
        decode(RUSSIAN.replace("«", "").replace("»", "").encode(encoding), "a.csv")
    text = RUSSIAN.replace("«", "").replace("»", "")
    assert decode(text.encode(encoding), "a.csv", encoding=encoding).utf8.decode() == text


def test_damaged_utf_8_is_not_taken_for_another_encoding() -> None:
    """One wrong byte in UTF-8 text is named with its row; the rest does not become nonsense."""
    with pytest.raises(InputError, match=r"a.csv, row 2: The text is not UTF-8"):
        decode(RUSSIAN.encode()[:-30] + b"\xff" + RUSSIAN.encode()[-30:], "a.csv")


def test_an_encoding_that_does_not_exist_or_fit_is_refused() -> None:
    """The settings' word counts, and is checked."""
    with pytest.raises(InputError, match="no encoding «cp-1251x»"):
        decode(b"a", "a.csv", encoding="cp-1251x")
    with pytest.raises(InputError, match="row 1: The text is not UTF-8"):
        decode("Имя".encode("cp1251"), "a.csv", encoding="utf-8")


def test_nul_characters_are_refused_with_their_row() -> None:
    """NUL is no letter: the file is damaged or UTF-16 without a mark."""
    with pytest.raises(InputError, match=r"a.csv, row 2: The text holds a NUL"):
        decode(b"id,name\n1,A\0\n", "a.csv")
    with pytest.raises(InputError, match="NUL"):
        decode("id;name\n1;A\n".encode("utf-16-le"), "a.csv")
