"""Needs assessments from messy workshop and survey data, in five steps.

What arrives is read as text and kept as it is; a cleaning log says what changes, and one function applies it.
Clean answers become estimates, each with its n and its interval, weighted so that each country counts once.
A release holds what one edition may say; groups too small to report are suppressed for all tables together.
Tables, charts and sentences read a release, in English or Russian; notebooks ask the questions in order.
The command `needs-analysis run` goes the whole way and leaves one HTML file per edition and language.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_STORY = {
    "read_workshop": "workshop",
    "apply_log": "cleaning.log",
    "undo_log": "cleaning.log",
    "resolve_country": "registers.countries",
    "resolve_agency": "registers.agencies",
    "read_plan": "assessment.plan",
    "estimate_means": "assessment.means",
    "suppress_small": "disclosure.suppression",
    "read_release": "release",
}
__all__ = list(_STORY)


def __getattr__(name: str) -> Any:
    """Import a room when one of its words is first used, so that importing the package costs nothing."""
    if name not in _STORY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_STORY[name]}"), name)


def __dir__() -> list[str]:
    return __all__
