"""The table of recommendations: `[recommendations]` in `workshop.toml`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Recommendations(BaseModel):
    """The file that the organiser fills in: what is recommended for which need, to whom, by when.

    The usual file may be missing; one that is named may not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    file: str = "data/recommendations.csv"
