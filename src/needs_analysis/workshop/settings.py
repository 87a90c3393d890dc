"""The keys of `workshop.toml`, with their types and what they mean."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.workshop.assessment import Assessment
from needs_analysis.workshop.codes import Code, Language
from needs_analysis.workshop.editions import Edition, Limits
from needs_analysis.workshop.evaluation import Evaluation
from needs_analysis.workshop.event_documents import EventDocument, wrong_editions, wrong_languages
from needs_analysis.workshop.recommendations import Recommendations
from needs_analysis.workshop.report_plan import Report
from needs_analysis.workshop.retention import Retention
from needs_analysis.workshop.thresholds import Checks

Words = dict[str, str]
SourceName = Literal["participants", "responses", "activities", "evaluation"]


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


class RepeatGroup(_Part):
    """Where a repeat group of the form lies, if the export's own sheets and keys do not say it."""

    sheet: str = ""
    file: str = ""
    key: str = ""
    parent: str = ""


class Source(_Part):
    """A source: its files, where the table starts in them, which heading holds which field, and the form it answers.

    Several files follow one another; several forms are versions, the oldest first; `renamed` leads from the name that a
    question had in an older form to the one it has now.
    """

    file: str = ""
    files: list[str] = []
    sheet: str = ""
    header_row: int = Field(default=1, ge=1)
    header_rows: int = Field(default=1, ge=1)
    encoding: str = ""
    form: str = ""
    forms: list[str] = []
    id: str = ""
    columns: Words = {}
    renamed: Words = {}
    repeats: dict[str, RepeatGroup] = {}

    @model_validator(mode="after")
    def _names_a_file(self) -> Source:
        if not self.all_files:
            raise ValueError(say("a source needs a file"))
        return self

    @property
    def all_files(self) -> list[str]:
        """Its files, in the order they follow one another."""
        return list(dict.fromkeys(name for name in (self.file, *self.files) if name))

    @property
    def all_forms(self) -> list[str]:
        """The versions of its form, the oldest first; none where it has no form.

        >>> Source(file="answers.csv", form="v1.xlsx", forms=["v1.xlsx", "v2.xlsx"]).all_forms
        ['v1.xlsx', 'v2.xlsx']
        """
        return list(dict.fromkeys(name for name in (self.form, *self.forms) if name))


class Registers(_Part):
    """Register files of the workspace that stand in place of the package's own."""

    needs: str = ""
    agencies: str = ""
    agency_names_by_date: str = ""

    @model_validator(mode="after")
    def _dates_belong_to_agencies(self) -> Registers:
        if self.agency_names_by_date and not self.agencies:
            raise ValueError(say("agency_names_by_date needs a register of agencies of your own: set «agencies»"))
        return self


class AgencyType(_Part):
    """An agency type of this workshop: its labels by language, its spellings in the data, and what it merges into.

    Outside the organisers' edition a type of too few people counts with the type that `merges_into` names; with none if
    that is blank, and as the register says of a type of its own if it is left out.
    """

    label: Words
    spellings: list[str] = []
    merges_into: str | None = None


class Cleaning(_Part):
    """How cleaning goes: where hand-made corrections are, and whether unknown names stop the run."""

    corrections: str = "data/corrections"
    unknown_names: Literal["stop", "review"] = "stop"


class Partitions(_Part):
    """Responses in CSV files of so many megabytes or more are read, checked and estimated in parts of so many forms."""

    from_megabytes: float = Field(default=100.0, ge=0)
    forms: int = Field(default=25_000, ge=1)


class Assistance(_Part):
    """The day on which the list of activities is said to stand; blank: the workshop's last day."""

    as_of: date | None = None


class Settings(_Part):
    """The whole of `workshop.toml`."""

    workshop: Event
    objectives: list[Objective] = []
    background: dict[Language, str] = {}
    delegations: Delegations = Delegations()
    sources: dict[SourceName, Source]
    registers: Registers = Registers()
    agency_types: dict[Code, AgencyType] = {}
    scales: dict[Code, dict[str, Annotated[int, Field(ge=-1000, le=1000)]]] = {}
    cleaning: Cleaning = Cleaning()
    partitions: Partitions = Partitions()
    checks: Checks = Checks()
    assessment: Assessment = Assessment()
    evaluation: Evaluation | None = None
    assistance: Assistance = Assistance()
    recommendations: Recommendations = Recommendations()
    retention: Retention = Retention()
    documents: list[EventDocument] = []
    editions: dict[Edition, Limits] = Field(min_length=1)
    report: list[Report] = Field(min_length=1)

    @model_validator(mode="after")
    def _objectives_exist(self) -> Settings:
        known = [objective.id for objective in self.objectives]
        chapters = [chapter for report in self.report for chapter in report.all_chapters]
        for chapter, wanted in ((each, wanted) for each in chapters for wanted in each.objectives):
            if wanted not in known:
                what = say(
                    "chapter {name} serves objective {id}, which is not stated", name=chapter.notebook, id=wanted
                )
                raise ValueError(what + nearest(wanted, known))
        if "responses" not in self.sources:
            raise ValueError(say("[sources.responses] is missing: without answers there is nothing to assess"))
        return self

    @model_validator(mode="after")
    def _keeps_data_until_the_end(self) -> Settings:
        until = self.retention.personal_data_until
        if until and until < self.workshop.end:
            raise ValueError(say("[retention] personal_data_until is before the workshop's end"))
        return self

    @model_validator(mode="after")
    def _evaluation_fits(self) -> Settings:
        source = self.sources.get("evaluation")
        fields = None if source is None else list(source.columns)
        if self.evaluation and (wrong := self.evaluation.problems([each.id for each in self.objectives], fields)):
            raise ValueError("; ".join(wrong))
        return self

    @model_validator(mode="after")
    def _attributes_nothing_to_an_agency(self) -> Settings:
        """The Chatham House rule: a profile of an agency type does not leave the organisers."""
        chapters = [(report, chapter) for report in self.report for chapter in report.all_chapters]
        for report, chapter in chapters if self.workshop.attribution == "chatham_house" else ():
            open_editions = [edition for edition in report.editions_of(chapter) if edition != "organiser"]
            if chapter.for_each == "agency_type" and open_editions:
                raise ValueError(
                    say(
                        "chapter {name} speaks of one type of agency at a time and may not be in the edition "
                        "{names}: under the Chatham House rule nothing is attributed to an agency outside the "
                        "organisers' edition",
                        name=chapter.notebook,
                        names=", ".join(open_editions),
                    )
                )
        return self

    @model_validator(mode="after")
    def _names_participants_to_nobody(self) -> Settings:
        if wrong := wrong_editions(self.documents, self.workshop.attribution):
            raise ValueError(wrong)
        if wrong := wrong_languages(self.documents, self.workshop.languages):
            raise ValueError(wrong)
        return self

    @model_validator(mode="after")
    def _names_each_report_once(self) -> Settings:
        names = [report.id.casefold() for report in self.report]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(say("reports have the same id: {names}", names=", ".join(twice)))
        return self
