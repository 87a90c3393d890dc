"""The design of a sample, from the fields that `workshop.toml` names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import say
from needs_analysis.methods.designs import Design, survey_design
from needs_analysis.nearest import nearest
from needs_analysis.workshop import SETTINGS, Workshop

KEYS = ("weight", "stratum", "cluster", "population")


def design_of(workshop: Workshop, responses: pd.DataFrame) -> Design | None:
    """Set up the design of the responses; none where `workshop.toml` describes none.

    Raises:
        SettingsError: a field is named that the responses do not have.
        EstimateError: weights, strata, clusters or population sizes that cannot be.
    """
    settings = workshop.settings.assessment.design
    if settings is None:
        return None
    named = {key: str(getattr(settings, key)) for key in KEYS}
    problems = [
        Problem(
            say("[assessment.design] {key} names no field: «{name}»{hint}", key=key, name=name, hint=hint), SETTINGS
        )
        for key, name in named.items()
        if name and name not in responses and (hint := nearest(name, list(responses.columns))) is not None
    ]
    if problems:
        raise SettingsError(problems)
    numbers = {key: _numbers(responses[named[key]]) for key in ("weight", "population") if named[key]}
    texts = {key: responses[named[key]].to_numpy(dtype=object) for key in ("stratum", "cluster") if named[key]}
    return survey_design(
        numbers.get("weight", np.ones(len(responses))),
        strata=texts.get("stratum"),
        clusters=texts.get("cluster"),
        population=numbers.get("population"),
        singleton=settings.singleton,
        names=responses["row_id"].tolist(),
    )


def _numbers(texts: pd.Series) -> pd.Series:
    """Read numbers with a decimal point or comma; what is none is blank, which the design refuses."""
    return pd.to_numeric(texts.str.replace(",", "."), errors="coerce")
