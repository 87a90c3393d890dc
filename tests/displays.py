"""All tables or charts, as tests of every one of them call them: with a release and a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

from needs_analysis.release import Release


def displays(room: ModuleType, prefix: str) -> dict[str, Callable[[Release, str], Any]]:
    """Give a room's displays by name; profiles speak of the release's first country, if it has any."""
    names = [name for name in room.__all__ if name.startswith(prefix)]
    made: dict[str, Callable[[Release, str], Any]] = {name: getattr(room, name) for name in names}
    return {name: partial(_of_first, make) if name.endswith("_profile") else make for name, make in made.items()}


def _of_first(make: Callable[..., Any], release: Release, language: str) -> Any:
    return make(release, language, by="country", group=next(iter(release.groups("country", "en")), ""))
