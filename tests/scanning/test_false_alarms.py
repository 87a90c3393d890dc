"""A text without secrets has no hit; one with a secret anywhere in it has."""

from __future__ import annotations

import base64
import gzip
import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.registers.files import read_register
from needs_analysis.scanning.files import scan_content
from tests.scanning.planted import DISGUISES, NOT_FOR, PLANTED, SEARCH

LABELS = [
    label
    for register in ("needs", "themes", "countries", "agencies", "rules", "statuses")
    for column in ("label_en", "label_ru")
    for label in read_register(register).get(column, ())
]
WORDS = sorted({word for label in LABELS for word in re.findall(r"\w+", label)})
MARKS = [". ", ", ", " – ", "\n", " (", ") ", "; ", "<br>", "</td><td>", " & ", '", "', " "]
NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.floats(-5, 5, allow_nan=False).map(repr),
    st.dates().map(str),
    st.integers(2, 99).map(lambda n: f"INT-{n}"),
    st.uuids().map(str),
)
PROSE = st.lists(st.tuples(st.one_of(st.sampled_from(WORDS), NUMBERS), st.sampled_from(MARKS)), max_size=60).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@settings(max_examples=60, deadline=None)
@given(PROSE)
def test_ordinary_texts_have_no_hit(text: str) -> None:
    """Words of the registers, numbers, dates and ids of needs in any order, plain or packed, give nobody away."""
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    for content in (text, f"<p>{text}</p><script>{packed}</script>", json.dumps({"x": text.split()})):
        assert scan_content(content.encode(), "r", SEARCH) == []


@settings(max_examples=60, deadline=None)
@given(PROSE, PROSE, st.sampled_from(sorted(PLANTED)), st.integers(0, 1000), st.sampled_from(sorted(DISGUISES)))
def test_one_secret_among_ordinary_texts_is_found(before: str, after: str, kind: str, n: int, disguise: str) -> None:
    """Wherever a secret stands in a text, it is found."""
    if disguise in NOT_FOR.get(kind, ()):
        return
    text = PLANTED[kind][n % len(PLANTED[kind])]
    content = f"{before}\n{DISGUISES[disguise](text)}\n{after}"
    assert kind in {hit.kind for hit in scan_content(content.encode(), "r", SEARCH)}
