"""The editions and their limits: `[editions.NAME]` in `workshop.toml`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Edition = Literal["organiser", "national", "donor"]
Limit = Literal["smallest_group", "narrowest", "alone"]
FLOOR = 3


class Limits(BaseModel):
    """An edition's limits; a limit that is not given is the edition's usual one, and any other needs its reason.

    No group smaller than `smallest_group` is shown. Nobody may place a number that is withheld within less than the
    part `narrowest` of its scale, not even `alone` people of one group who put their heads together.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    smallest_group: int | None = Field(default=None, ge=FLOOR)
    narrowest: float | None = Field(default=None, ge=0, lt=1)
    alone: int | None = Field(default=None, ge=0)
    reason: dict[Limit, dict[str, str]] = {}
