"""The thresholds of the checks: `[checks.NAME]` in `workshop.toml`; `on = false` switches a check off."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(gt=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Fields = list[str]


class Check(BaseModel):
    """What every check has: whether it is made, and whether what it finds stops a run or is only to know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    on: bool = True
    severity: Literal["stop", "review", "note"] = "review"


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


class OtherAnswers(Check):
    """Answers in words to «other, please specify»: fields with these endings, or asked where such a choice is made."""

    endings: Fields = ["_other", "_autre", "_specify", "_drugoe"]
    choices: Fields = ["other", "autre", "drugoe", "inoe", "другое", "другой", "другая", "другие", "иное", "иной"]


class Sentinels(Check):
    """Numbers that stand for no answer."""

    values: list[int] = [99, 999, 9999, 98, 998, 9998, 88, 888, 8888, -1, -9, -99, -999]


class Missing(Check):
    """Forms with too large a share of the questions unanswered that they were asked."""

    most: Share = 0.5


class Trials(Check):
    """Forms filled in to try the form: by their words, or sent before the collection began."""

    collected_from: date | None = None
    sent: Fields = ["_submission_time", "end", "start"]


class Duration(Check):
    """Minutes between start and end of a form, or on its screens where audit files are given, named by `uuid`."""

    shortest: Positive = 5.0
    longest: Positive = 180.0
    start: str = "start"
    end: str = "end"
    audit: str = ""
    uuid: str = "_uuid"


class PersonalData(Check):
    """Fields and values that name a person or tell how to reach one; `allowed` may hold them."""

    allowed: Fields = ["participants.name", "participants.email", "participants.phone", "participants.participant_code"]


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
    """Percentages below 0 or above 100, parts that do not add up, and percentages `of` people: {share = "n"}."""

    fields: Fields = []
    adding_up: list[Fields] = []
    tolerance: Annotated[float, Field(ge=0)] = 1.0
    of: dict[str, str] | None = None


class RepeatedPeople(Check):
    """Rows that may be one person, and forms that may be a participant's, from this chance on."""

    chance: Share = 0.1


class SampleFrame(Check):
    """A table of how many were planned in each group; `file` blank means there is none."""

    file: str = ""
    by: Fields = []
    planned: str = "planned"


class Rule(Check):
    """A rule of the workshop's own: an XLSForm expression that finds rows, and the fields it is about."""

    when: str
    table: str = "responses"
    fields: Fields = []
    label: dict[str, str] = {}


class Checks(BaseModel):
    """All checks with their thresholds."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    repeated_ids: Check = Check(severity="stop")
    repeated_people: RepeatedPeople = RepeatedPeople()
    repeated_combinations: RepeatedCombinations = RepeatedCombinations()
    similar_forms: SimilarForms = SimilarForms()
    test_forms: Trials = Trials()
    totals_rows: Check = Check(severity="stop")
    skip_logic: Check = Check()
    constraints: Check = Check()
    outside_choices: Check = Check(severity="stop")
    select_multiple: Check = Check()
    not_in_form: Check = Check(severity="note")
    missing: Missing = Missing()
    other_answers: OtherAnswers = OtherAnswers()
    numbers_as_text: Check = Check()
    outliers: Outliers = Outliers()
    sentinels: Sentinels = Sentinels()
    percentages: Percentages = Percentages()
    duration: Duration = Duration()
    same_answers: SameAnswers = SameAnswers()
    same_delegation: SameDelegation = SameDelegation()
    reversed_scale: ReversedScale = ReversedScale()
    personal_data: PersonalData = PersonalData()
    sample_frame: SampleFrame = SampleFrame()
    rules: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], Rule] = {}
