"""A workspace: its settings, read and checked, and where its files are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.workshop.editions import Edition
from needs_analysis.workshop.problems import settings_problems
from needs_analysis.workshop.settings import Settings

SETTINGS = "workshop.toml"


@dataclass(frozen=True)
class Workshop:
    """A workspace: its settings and its folders."""

    root: Path
    settings: Settings

    def path(self, *parts: str) -> Path:
        """Return a path within the workspace."""
        return self.root.joinpath(*parts)

    def relative(self, path: Path) -> str:
        """Return a path as seen from the workspace, so that no message or report names a folder of this machine."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    @property
    def clean(self) -> Path:
        """Folder of the clean tables and the cleaning log."""
        return self.path("data", "clean")

    @property
    def estimates(self) -> Path:
        """Folder of the estimates before any suppression."""
        return self.path("data", "estimates")

    @property
    def releases(self) -> Path:
        """Folder of what was released so far, and of the ledger that says so."""
        return self.path("data", "releases")

    @property
    def kept(self) -> Path:
        """Folder of what a run leaves so that the next one need not work it out again; personal data."""
        return self.path("data", "kept")

    @property
    def unfinished(self) -> Path:
        """Where a run that was stopped leaves what it had made: not among the reports, as nobody has searched it."""
        return self.path("data", ".unfinished.reports")

    @property
    def notebooks(self) -> Path:
        """Folder of the notebooks."""
        return self.path("notebooks")

    @property
    def reports(self) -> Path:
        """Folder of the reports."""
        return self.path("reports")

    @property
    def editions(self) -> list[Edition]:
        """Editions to build, in the order of `workshop.toml`."""
        return list(self.settings.editions)


def read_workshop(root: str | Path) -> Workshop:
    """Read and check `workshop.toml` in the folder `root`.

    Raises:
        SettingsError: the file is missing, is no TOML, or has unknown keys, wrong types or values not allowed.

    >>> read_workshop(".").settings.workshop.attribution
    'chatham_house'
    """
    root = Path(root)
    path = root / SETTINGS
    if not path.is_file():
        raise SettingsError(
            Problem(
                say("There is no {file} in {folder}.", file=SETTINGS, folder=root.as_posix()),
                remedy=say("Name a workspace, or make one with: needs-analysis init DIR"),
            )
        )
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(Problem(say("This is not valid TOML: {error}", error=error), file=SETTINGS)) from error
    if any("\0" in text for text in texts_of(raw)):
        what = say("A text in it holds the sign U+0000, which no file's name can.")
        raise SettingsError(Problem(what, file=SETTINGS, remedy=say("Take it out.")))
    try:
        return Workshop(root, Settings.model_validate(raw))
    except ValidationError as error:
        raise SettingsError(settings_problems(error, Settings, file=SETTINGS)) from error


def texts_of(settings: object) -> Iterator[str]:
    """Yield every text in settings, however deep it stands, and every name in them."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, dict):
        for name, value in settings.items():
            yield from (*texts_of(name), *texts_of(value))
    elif isinstance(settings, list):
        for value in settings:
            yield from texts_of(value)
