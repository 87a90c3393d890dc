"""The thresholds of the checks: `[checks.NAME]` in `workshop.toml`; `on = false` switches a check off."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(gt=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Fields = list[str]


class Check(BaseModel):
    """What every check has: whether it is made, and whether what it finds stops a run."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    on: bool = True
    severity: Literal["stop", "review"] = "review"


class RepeatedCombinations(Check):
    """Fields that together name one row: [["name", "agency"]]."""

    fields: list[Fields] = []


class SimilarForms(Check):
    """Forms that differ from another in at most so many of the answers compared."""

    differing: int = Field(default=5, ge=0)
    compared_at_least: int = Field(default=10, ge=2)


class Outliers(Check):
    """Numbers far from the others of their group, by each of the methods named."""

    methods: list[Literal["sd", "log", "iqr", "mad"]] = ["log", "mad"]
    sd: Positive = 3.0
    iqr: Positive = 3.0
    mad: Positive = 3.5
    by: str = ""
    at_least: int = Field(default=10, ge=3)


class Sentinels(Check):
    """Numbers that stand for no answer."""

    values: list[int] = [99, 999, 9999, 98, 998, 9998, 88, 888, 8888, -1, -9, -99, -999]


class Duration(Check):
    """Minutes between start and end of a form, or on its screens where audit files are given, named by `uuid`."""

    shortest: Positive = 5.0
    longest: Positive = 180.0
    start: str = "start"
    end: str = "end"
    audit: str = ""
    uuid: str = "_uuid"


class SameAnswers(Check):
    """Forms that give one answer to (nearly) every question on a scale."""

    questions: int = Field(default=6, ge=2)
    share: Share = 1.0


class SameDelegation(Check):
    """Forms of one delegation with identical answers."""

    by: Fields = ["country", "agency_type"]
    questions: int = Field(default=6, ge=2)


class ReversedScale(Check):
    """Versions, languages or other groups of forms that seem to have answered a scale upside down."""

    by: str = "__version__"
    forms: int = Field(default=5, ge=3)


class Percentages(Check):
    """Percentages below 0 or above 100, and parts that do not add up: [["men", "women"]]."""

    fields: Fields = []
    adding_up: list[Fields] = []
    tolerance: Annotated[float, Field(ge=0)] = 1.0


class RepeatedPeople(Check):
    """Rows that may be one person, and forms that may be a participant's, from this chance on."""

    chance: Share = 0.1


class SampleFrame(Check):
    """A table of how many were planned in each group; `file` blank means there is none."""

    file: str = ""
    by: Fields = []
    planned: str = "planned"


class Checks(BaseModel):
    """All checks with their thresholds."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    repeated_combinations: RepeatedCombinations = RepeatedCombinations()
    similar_forms: SimilarForms = SimilarForms()
    numbers_as_text: Check = Check()
    outliers: Outliers = Outliers()
    sentinels: Sentinels = Sentinels()
    percentages: Percentages = Percentages()
    duration: Duration = Duration()
    same_answers: SameAnswers = SameAnswers()
    same_delegation: SameDelegation = SameDelegation()
    reversed_scale: ReversedScale = ReversedScale()
    repeated_people: RepeatedPeople = RepeatedPeople()
    sample_frame: SampleFrame = SampleFrame()
