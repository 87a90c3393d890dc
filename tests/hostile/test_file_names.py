"""What becomes a file's name stays within its folder, on every system."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from needs_analysis.reporting.composing import part_name
from needs_analysis.workshop.codes import Code
from needs_analysis.workshop.settings import Edition
from needs_analysis.writing import plain_name
from tests.hostile.corpus import EVERY

# Microsoft, «Naming Files, Paths, and Namespaces»: reserved letters and names.
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
TEXT = st.sampled_from(EVERY) | st.text(max_size=300)


def is_safe(name: str) -> bool:
    """Whether a file of this name lies in its folder and can be made everywhere."""
    inside = PurePosixPath(name).name == PureWindowsPath(name).name == name
    return inside and not RESERVED.fullmatch(name) and not FORBIDDEN.search(name) and len(name.encode()) < 250


@given(TEXT)
def test_a_text_becomes_a_safe_name(text: str) -> None:
    """With any ending, and the same one each time."""
    assert is_safe(f"{plain_name(text)}.csv")
    assert not plain_name(text).endswith((" ", "."))
    assert plain_name(text) == plain_name(text)


@given(TEXT, TEXT)
def test_two_texts_never_share_a_name(one: str, other: str) -> None:
    """Not even where their letters are the same."""
    assert (plain_name(one) == plain_name(other)) == (one == other)


@given(TEXT)
def test_a_part_of_a_report_has_a_safe_name(group: str) -> None:
    """Whatever the code of the country or agency type that it is about."""
    assert is_safe(f"{part_name('04_country_profile', group)}.ipynb")


@pytest.mark.parametrize("code", ["KAZ", "border_service", "04_country_profile", "small-2026"])
def test_usual_codes_stay_as_they_are(code: str) -> None:
    """A name that is fit for a file is the file's name."""
    assert plain_name(code) == code


@pytest.mark.parametrize(
    "code", ["../x", "a/b", "a\\b", "", ".", "..", "a b", "a\n", "C:", "con", "NUL", "com1", "шаг"]
)
def test_a_code_of_the_settings_is_a_name_or_refused(code: str) -> None:
    """The workshop's id, chapters, countries, agency types and objectives."""
    with pytest.raises(ValidationError):
        TypeAdapter(Code).validate_python(code)


def test_editions_are_words_of_ours() -> None:
    """No other word becomes a folder of the reports."""
    editions: Any = TypeAdapter(Edition)
    with pytest.raises(ValidationError):
        editions.validate_python("../donor")


def test_the_pattern_knows_unsafe_names() -> None:
    """The judge of the tests above can say no."""
    for name in ("../x", "a\\b", "nul", "CON.csv", "a:b", "x" * 300, "a\0"):
        assert not is_safe(name)
    assert Path("x").name == "x"
