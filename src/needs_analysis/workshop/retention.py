"""`[retention]` in `workshop.toml`: how long personal data may be kept."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Retention(BaseModel):
    """Until which day personal data are kept; from that day on they may be purged. Blank: no day is set."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    personal_data_until: date | None = None
