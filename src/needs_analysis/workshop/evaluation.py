"""`[evaluation]` in `workshop.toml`: what the people were asked about the event itself, before and after it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from needs_analysis.language import say
from needs_analysis.nearest import nearest

Name = Annotated[str, Field(min_length=1)]
Spellings = Annotated[list[str], Field(min_length=1)]
Point = Annotated[int, Field(ge=-1000, le=1000)]
COMPARED = ("knowledge", "confidence")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EvaluationItem(_Part):
    """One statement: the field of its answers, what it asks about, the objective it belongs to, its words.

    In a retrospective design `field_before` holds what people say afterwards about the time before.
    """

    field: Name
    asks: Literal["knowledge", "confidence", "satisfaction"]
    objective: str = ""
    field_before: str = ""
    text: dict[str, str]

    @property
    def compared(self) -> bool:
        """Whether it is asked of the time before and of the time after; satisfaction is asked afterwards alone."""
        return self.asks in COMPARED

    @model_validator(mode="after")
    def _has_words(self) -> EvaluationItem:
        if "en" not in self.text:
            raise ValueError(say("text needs an English text (en)"))
        return self


class Evaluation(_Part):
    """How the event was evaluated.

    `paired`: the same form before and after, under a code that each person made up; `retrospective`: both asked
    afterwards, in one form. The scale goes from `lowest` to `highest`.
    """

    design: Literal["paired", "retrospective"]
    lowest: Point
    highest: Point
    before: Spellings = ["before", "pre", "до"]
    after: Spellings = ["after", "post", "после"]
    items: list[EvaluationItem] = Field(min_length=1)

    @property
    def fields(self) -> list[str]:
        """The fields that hold answers on the scale."""
        return [name for item in self.items for name in (item.field, item.field_before) if name]

    @model_validator(mode="after")
    def _holds_together(self) -> Evaluation:
        wrong = [*self._wrong_scale(), *self._repeated(), *self._wrong_design()]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def problems(self, objectives: list[str], fields: list[str] | None) -> list[str]:
        """Say what does not fit the rest of the settings.

        Args:
            objectives: ids of the workshop's objectives.
            fields: fields of the source «evaluation»; None where there is no such source.
        """
        if fields is None:
            return [say("[evaluation] needs [sources.evaluation], the file with the answers")]
        paired = ["code", "when"] if self.design == "paired" else []
        return [
            *_unknown_fields([*paired, *self.fields], fields),
            *_unknown_objectives([item.objective for item in self.items if item.objective], objectives),
            *_ambiguous([item.field for item in self.items], objectives),
        ]

    def _wrong_scale(self) -> list[str]:
        return [] if self.lowest < self.highest else [say("lowest must be less than highest")]

    def _repeated(self) -> list[str]:
        twice = sorted({name for name in self.fields if self.fields.count(name) > 1})
        return [say("field «{field}» stands in two items", field=name) for name in twice]

    def _wrong_design(self) -> list[str]:
        if self.design == "paired":
            named = [item.field for item in self.items if item.field_before]
            return [say("item «{field}»: field_before is for a retrospective design", field=name) for name in named]
        lacking = [item.field for item in self.items if item.compared != bool(item.field_before)]
        return [
            say(
                "item «{field}»: in a retrospective design knowledge and confidence need field_before, "
                "and satisfaction has none",
                field=name,
            )
            for name in lacking
        ]


def _unknown_fields(named: list[str], fields: list[str]) -> list[str]:
    return [
        say("[sources.evaluation.columns] has no field «{field}»{hint}", field=name, hint=nearest(name, fields))
        for name in dict.fromkeys(named)
        if name not in fields
    ]


def _unknown_objectives(named: list[str], objectives: list[str]) -> list[str]:
    return [
        say("evaluation names objective {id}, which is not stated", id=wanted) + nearest(wanted, objectives)
        for wanted in dict.fromkeys(named)
        if wanted not in objectives
    ]


def _ambiguous(fields: list[str], objectives: list[str]) -> list[str]:
    both = [name for name in fields if name in objectives]
    return [say("«{name}» is a field of the evaluation and an objective: rename one", name=name) for name in both]
