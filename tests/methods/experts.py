"""The synthetic ratings of 65 experts from 8 countries on 30 needs, as arrays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd


def experts65(conformance: Path) -> tuple[list[str], Any, Any, Any]:
    """Give the needs, importance and capacity as people × needs with NaN for blanks, and each person's country."""
    frame = pd.read_csv(conformance / "methods" / "experts65.csv")
    needs = [name.removesuffix("_imp") for name in frame.columns if name.endswith("_imp")]
    rated, able = (frame[[f"{need}_{end}" for need in needs]].to_numpy(float) for end in ("imp", "cap"))
    return needs, rated, able, np.unique(frame["country"], return_inverse=True)[1]
