"""`[assessment]` in `workshop.toml`: how numbers are made."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from needs_analysis.language import say


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SampleDesign(_Part):
    """How the respondents were sampled: fields that hold each one's weight, stratum, cluster, and its population."""

    weight: str = ""
    stratum: str = ""
    cluster: str = ""
    population: str = ""
    singleton: Literal["refuse", "certainty", "adjust", "average"] = "refuse"


class Ratios(_Part):
    """What ratios of two questions do with a blank upper answer beside a lower one, and with a lower one of zero."""

    numerator_blank: Literal["left_out", "zero"] = "left_out"
    denominator_zero: Literal["kept", "left_out"] = "kept"


class Assessment(_Part):
    """How estimates are weighted, what countries stand for, which plan is used, and which questions split the others.

    A need whose mean importance is below `importance_floor` takes no place in the order of gaps; by default that is the
    middle of the scale. `seed` is that of all resampling.
    """

    weighting: Literal["equal_country", "each_person", "equal_country_type", "design"] = "equal_country"
    countries: Literal["fixed", "sample"] = "fixed"
    importance_floor: float | None = Field(default=None, allow_inf_nan=False)
    seed: int = Field(default=1, ge=0)
    plan: str = ""
    by: list[str] = []
    design: SampleDesign | None = None
    ratios: Ratios = Ratios()

    @model_validator(mode="after")
    def _has_its_design(self) -> Assessment:
        if self.weighting == "design" and self.design is None:
            raise ValueError(say('weighting = "design" needs [assessment.design]: the fields that hold the weights'))
        if self.countries == "sample" and self.weighting != "equal_country":
            raise ValueError(say('countries = "sample" needs weighting = "equal_country": each country once'))
        return self
