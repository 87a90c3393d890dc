"""`workshop.toml`: what differs between workshops, as one validated object that also knows where files are."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say

SETTINGS = "workshop.toml"
Words = dict[str, str]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
Language = Literal["en", "ru"]
Edition = Literal["organiser", "national", "donor"]
SourceName = Literal["participants", "responses", "activities", "evaluation"]
FLOOR = 3


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Event(_Part):
    """The event itself: titles and place by language, dates, the rule of attribution."""

    id: Code
    title: Words
    place: Words = {}
    start: date
    end: date
    attribution: Literal["chatham_house", "open"]
    languages: list[Language] = Field(min_length=1)
    notice: Words = {}

    @model_validator(mode="after")
    def _ends_after_start(self) -> Event:
        if self.end < self.start:
            raise ValueError(say("end is before start"))
        if "en" not in self.title:
            raise ValueError(say("title needs an English text (en)"))
        return self


class Objective(_Part):
    """One of the event's objectives, in the event's own words."""

    id: Code
    text: Words


class Delegations(_Part):
    """Which countries count as national delegations and which as observers; blank means all countries are national."""

    national: list[Code] = []
    observer: list[Code] = []


class Source(_Part):
    """A received file: where it is, where its table starts, which of its headings holds which field."""

    file: str
    sheet: str = ""
    header_row: int = Field(default=1, ge=1)
    form: str = ""
    id: str = ""
    columns: Words = {}


class Registers(_Part):
    """Register files of the workspace that stand beside, or in place of, the package's own."""

    needs: str = ""
    agencies: str = ""


class AgencyType(_Part):
    """An agency type of this workshop: its labels by language and its spellings in the data."""

    label: Words
    spellings: list[str] = []


class Cleaning(_Part):
    """How cleaning goes: where hand-made corrections are, and whether unknown names stop the run."""

    corrections: str = "data/corrections"
    unknown_names: Literal["stop", "review"] = "stop"


class Assessment(_Part):
    """How estimates are weighted, and which plan says what to compute."""

    weighting: Literal["equal_country", "each_person"] = "equal_country"
    plan: str = ""


class Limits(_Part):
    """An edition's limits. No group smaller than `smallest_group` is shown."""

    smallest_group: int = Field(ge=FLOOR)


class Chapter(_Part):
    """A part of the final report: a notebook, the objectives it serves, the editions it may appear in."""

    chapter: Code
    objectives: list[Code]
    editions: list[Edition] = Field(min_length=1)
    parameters: dict[str, str | int | float | bool] = {}


class Settings(_Part):
    """The whole of `workshop.toml`."""

    workshop: Event
    objectives: list[Objective] = []
    delegations: Delegations = Delegations()
    sources: dict[SourceName, Source]
    registers: Registers = Registers()
    agency_types: dict[Code, AgencyType] = {}
    scales: dict[Code, dict[str, int]] = {}
    cleaning: Cleaning = Cleaning()
    assessment: Assessment = Assessment()
    editions: dict[Edition, Limits] = Field(min_length=1)
    report: list[Chapter] = Field(min_length=1)

    @model_validator(mode="after")
    def _objectives_exist(self) -> Settings:
        known = [objective.id for objective in self.objectives]
        for part in self.report:
            for wanted in part.objectives:
                if wanted not in known:
                    raise ValueError(
                        say(
                            "report part {part} serves objective {id}, which is not stated",
                            part=part.chapter,
                            id=wanted,
                        )
                        + nearest(wanted, known)
                    )
        if "responses" not in self.sources:
            raise ValueError(say("[sources.responses] is missing: without answers there is nothing to assess"))
        return self


@dataclass(frozen=True)
class Workshop:
    """A workspace: its settings and its folders.

    >>> workshop = read_workshop(".")  # doctest: +SKIP
    >>> workshop.raw  # doctest: +SKIP
    PosixPath('data/raw')
    """

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
        SettingsError: the file is missing, is not TOML, or has unknown keys, wrong types or values that are not allowed.
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
    try:
        return Workshop(root, Settings.model_validate(raw))
    except ValidationError as error:
        raise SettingsError([_settings_problem(each, raw) for each in error.errors()]) from error


def nearest(wanted: str, known: list[str]) -> str:
    """Name the nearest known word as the end of a sentence, or list them all.

    >>> nearest("langages", ["languages", "title"])
    '; did you mean «languages»?'
    """
    close = difflib.get_close_matches(wanted, known, n=1, cutoff=0.6)
    if close:
        return say("; did you mean «{word}»?", word=close[0])
    return say("; known are: {words}", words=", ".join(known)) if known else ""


def _settings_problem(error: Any, raw: dict[str, Any]) -> Problem:
    keys = [str(part) for part in error["loc"] if part != "[key]"]
    where = ".".join(keys)
    if error["type"] == "extra_forbidden":
        return Problem(
            say("Unknown key «{key}»{hint}", key=where, hint=nearest(keys[-1], _known_keys(keys[:-1]))),
            file=SETTINGS,
        )
    if error["type"] == "missing":
        return Problem(say("Key «{key}» is missing.", key=where), file=SETTINGS)
    message = error["msg"].removeprefix("Value error, ")
    return Problem(say("{key}: {message}", key=where or SETTINGS, message=message), file=SETTINGS)


def _known_keys(keys: list[str]) -> list[str]:
    model: Any = Settings
    for key in keys:
        fields = getattr(model, "model_fields", {})
        model = _model_within(fields[key].annotation) if key in fields else model
    return list(getattr(model, "model_fields", {}))


def _model_within(annotation: Any) -> Any:
    from typing import get_args

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_within(part)) is not None), None)
