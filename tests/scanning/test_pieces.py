"""A text that is cut piece by piece, or looked at piece by piece, gives what it gives as a whole."""

import re
from base64 import b64encode
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.scanning import content, encoded, page
from needs_analysis.scanning.encoded import runs_of
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.plain import _BROKEN, _disguised, _table

BLANKS = (" ", "\n", "\t", "\r\n", "\N{NO-BREAK SPACE}", "\x1f", "\x85", "\N{IDEOGRAPHIC SPACE}", "")
WORDS = (
    "Anna",
    "А.",
    "Yo‘ldosh",
    "KAZ-01",
    "kaz_01/2",
    "+998",
    "12",
    "x12y",
    "…",
    "_",
    "é",
    "\N{ARABIC-INDIC DIGIT TWO}",
)
BYTES = (
    "QW5uYSBCZXJn",
    "QW5uYSBCZXJn==",
    "41",
    "6e",
    "6E6e",
    "61204265",
    "data:text/plain;base64,",
    "QW5u" * 18,
    "Bishkek",
)
ENDS = ("-", "\N{HYPHEN}", "\n", " \n ", "word", "7", "_", "é", ". ")


def texts(*parts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Make texts of parts, in any order."""
    return st.lists(st.sampled_from([each for some in parts for each in some]), max_size=40).map("".join)


@given(texts(WORDS, BLANKS) | st.text(max_size=80))
def test_no_token_goes_over_a_blank(text: str) -> None:
    """Tokens, runs and digits of the pieces are those of the whole, in its order."""
    cut = Page(text)
    assert cut.tokens == page._TOKEN.findall(text)
    assert cut.runs == set(page._RUN.findall(text))
    assert cut.different == set(cut.tokens)
    assert cut.digits == "".join(re.findall(r"\d", text))


@given(texts(BYTES, BLANKS))
def test_runs_are_read_as_from_the_whole(text: str) -> None:
    """Also pairs of digits, long lines and declared data, which go over blanks."""
    assert list(content._runs_read(text)) == list(filter(content._is_read, runs_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "41 6e 6e 61 20 42 65 72 67",
        "416e 6e61 2042 6572 67",
        "data:image/x;base64, //79/Pv6",
        "data:image/x;base64,\n//79/Pv6",
        "\n".join(wrap(b64encode("中文БергБергАннаАнна字АннаАнна".encode()).decode(), 64)),
    ],
)
def test_what_goes_over_blanks_is_read_as_one(text: str) -> None:
    """Of the pieces alone, another thing would be read, or nothing."""
    whole = list(content._runs_read(text))
    assert whole == list(filter(content._is_read, runs_of(text)))
    assert whole != [run for piece in text.split() for run in content._runs_read(piece)]


@given(texts(("4", "1f", "6E", "g", "é", "_", "41 6e 6e 61 20 42", "61:62:63:64:65:66:67"), (" ", ":", "", "")))
def test_digits_in_pairs_stand_by_themselves(text: str) -> None:
    """No letter or digit of Latin stands before the first pair or behind the last one."""
    pairs = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[ :]?){8,}(?![0-9A-Za-z])")
    assert [found.span() for found in encoded._HEX.finditer(text)] == [found.span() for found in pairs.finditer(text)]


@given(texts(ENDS))
def test_a_word_is_broken_between_letters(text: str) -> None:
    """A dash at the end of a line breaks a word, and one behind anything else does not."""
    assert _BROKEN.sub("", text) == re.sub(r"(?<=\w)[-\u2010\u2011]\s*\n\s*(?=\w)", "", text)


@given(st.text(max_size=40))
def test_no_disguise_is_passed_over(text: str) -> None:
    """Every letter that the table changes is found; those that are so rare that they are not listed are taken along."""
    changed = {letter for letter in text if ord(letter) in _table()}
    assert changed <= set(_disguised().findall(text)) <= changed | {letter for letter in text if ord(letter) > 0xFFFF}
