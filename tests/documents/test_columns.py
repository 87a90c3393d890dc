"""What the width of a column of a PDF hangs on."""

from typing import Any

from needs_analysis.documents.pdf.columns import columns_of


def cell(text: str, *pieces: str) -> dict[str, Any]:
    """Make a cell; one with pieces is a number."""
    return {"text": text, "kind": "num" if pieces else "text", "pieces": pieces}


def test_the_longest_texts_are_measured_once_each() -> None:
    """Four of six texts, counted in letters with their marks, and none of a row that is a heading of others."""
    texts = ["a", "bb", "e\N{COMBINING ACUTE ACCENT}" * 3, "dddd", "dddd", "eeeee", "ffff"]
    (first, _) = columns_of(["A", "B"], [[cell("a heading of others")], *([cell(each), cell("")] for each in texts)])
    assert first["texts"] == ["eeeee", "dddd", "ffff", "e\N{COMBINING ACUTE ACCENT}" * 3]


def test_numbers_are_measured_whole_and_in_pieces() -> None:
    """A column of numbers is as wide as its widest number with its interval, or as the wider of the two."""
    (_, second) = columns_of(["A", "B"], [[cell("a"), cell("12 (9 to 15)", "12", "(9 to 15)")]])
    assert (second["numbers"], second["pieces"]) == (["12 (9 to 15)"], ["(9 to 15)", "12"])


def test_a_word_that_may_be_parted_is_measured_by_its_piece() -> None:
    """A fingerprint of 64 letters makes no column wider than its first ten."""
    (first, _) = columns_of(["A", "B"], [[cell("f" * 64), cell("")]])
    assert (first["pieces"], first["texts"]) == (["f" * 10], ["f" * 64])
