"""What the examples in docstrings start from; what tests share is in tests/conftest.py."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _words_of_examples(request: pytest.FixtureRequest) -> None:
    """Give every example a small `release`, whose numbers are picked by hand."""
    if isinstance(request.node, pytest.DoctestItem):
        words: dict[str, Any] = request.getfixturevalue("doctest_namespace")
        if "release" not in words:
            from tests.small_release import make_release

            words["release"] = make_release()
