"""The plan of reports: which there are, which parts they have, which chapters stand in a part, for whom each is."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from needs_analysis.language import say
from needs_analysis.workshop.codes import Code, Language
from needs_analysis.workshop.editions import Edition

DocumentKind = Literal["pdf", "word", "workbook", "slides"]


class _Planned(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Chapter(_Planned):
    """A chapter: a notebook, the objectives it serves, and the editions it may appear in, if not in all of its report.

    With `for_each` it is built once for each group, whose code the notebook is given under that name. With `where` it
    is left out of a report that has none of what it is about.
    """

    notebook: Code
    objectives: list[Code] = []
    editions: list[Edition] = []
    for_each: Literal["", "country", "agency_type"] = ""
    where: Literal["", "background", "activities", "recommendations"] = ""
    parameters: dict[str, str | int | float | bool] = {}

    @model_validator(mode="after")
    def _leaves_what_the_run_gives_alone(self) -> Chapter:
        if taken := sorted({"release", "language", self.for_each} & self.parameters.keys()):
            raise ValueError(say("the run itself says which {names} a chapter reads", names=", ".join(taken)))
        return self


class Part(_Planned):
    """A part of a report: chapters under one title, by language; without a title they follow the chapters before."""

    title: dict[Language, str] = {}
    chapter: list[Chapter] = []


class Report(_Planned):
    """A report: its file's name, its title by language, the editions it is made for, the documents beside its page."""

    id: Code
    title: dict[Language, str] = {}
    editions: list[Edition] = Field(min_length=1)
    documents: list[DocumentKind] = []
    part: list[Part]

    @model_validator(mode="after")
    def _has_a_chapter(self) -> Report:
        if not self.all_chapters:
            raise ValueError(say("the report {report} has no chapter", report=self.id))
        return self

    @model_validator(mode="after")
    def _shows_nothing_in_an_edition_it_is_not_made_for(self) -> Report:
        for chapter in self.all_chapters:
            if beyond := [edition for edition in chapter.editions if edition not in self.editions]:
                raise ValueError(
                    say(
                        "chapter {chapter} may appear in {names}, for which the report {report} is not made",
                        chapter=chapter.notebook,
                        names=", ".join(beyond),
                        report=self.id,
                    )
                )
        return self

    @property
    def all_chapters(self) -> list[Chapter]:
        """The chapters of all parts, in order."""
        return [chapter for part in self.part for chapter in part.chapter]

    def editions_of(self, chapter: Chapter) -> list[Edition]:
        """The editions in which a chapter of this report appears."""
        return chapter.editions or self.editions

    def parts_in(self, edition: Edition) -> list[tuple[Part, Chapter]]:
        """The chapters of an edition, each with the part it stands in.

        >>> plan = Report(id="r", editions=["donor"], part=[Part(chapter=[Chapter(notebook="03_needs")])])
        >>> [chapter.notebook for _, chapter in plan.parts_in("donor")], plan.parts_in("organiser")
        (['03_needs'], [])
        """
        return [
            (part, chapter)
            for part in self.part
            for chapter in part.chapter
            if edition in self.editions and edition in self.editions_of(chapter)
        ]
