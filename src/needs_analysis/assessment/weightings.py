"""Weightings by name: how much each person's answer counts in a mean, and what the countries are taken for.

equal_country: each country counts once; each_person: each person once; equal_country_type: each agency type of each
country once; design: by the weights, strata and clusters that the data bring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from needs_analysis.methods.designs import Design

Name = Literal["equal_country", "each_person", "equal_country_type", "design"]
NAMES: tuple[Name, ...] = ("equal_country", "each_person", "equal_country_type", "design")
EQUAL: tuple[Name, ...] = ("equal_country", "equal_country_type")
STRATA = {"equal_country": ["country"], "equal_country_type": ["country", "agency_type"], "each_person": []}


@dataclass(frozen=True)
class Approach:
    """How a workshop's numbers are made; each choice is written beside every estimate that it touches.

    Attributes:
        weighting: the workshop's own; other weightings are computed where the plan names them.
        countries: fixed: these countries and no others; sample: they stand for more countries like them.
        floor: mean importance below which a need takes no place in the order; None is the middle of the scale.
        seed: of resampling and of the simulated critical values.
        draws: how many resamples.
        design: weights, strata and clusters of the forms, in the order of `forms`.
        forms: response_id of each row of the design.
    """

    weighting: Name = "equal_country"
    countries: Literal["fixed", "sample"] = "fixed"
    floor: float | None = None
    seed: int = 1
    draws: int = 10_000
    design: Design | None = None
    forms: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[Name, ...]:
        """The weightings that the data can give.

        >>> Approach().known
        ('equal_country', 'each_person', 'equal_country_type')
        """
        return tuple(name for name in NAMES if name != "design" or self.design is not None)

    def rows_of(self, forms: pd.Series) -> NDArray[np.int64]:
        """Say which row of the design each form is.

        >>> Approach(forms=("f1", "f2")).rows_of(pd.Series(["f2"])).tolist()
        [1]
        """
        return np.asarray(pd.Index(self.forms).get_indexer(pd.Index(forms)), dtype=np.int64)


def named(weighting: str) -> Name | None:
    """Give the weighting of a name, or nothing for a blank one.

    >>> named("each_person"), named("")
    ('each_person', None)
    """
    return next((name for name in NAMES if name == weighting), None)


def strata_of(people: pd.DataFrame, weighting: str) -> NDArray[np.int64]:
    """Number the strata that count equally under a weighting: countries, agency types of countries, or everybody.

    A blank country or agency type is a stratum of its own.

    >>> people = pd.DataFrame({"country": ["KAZ", "KAZ", "UZB"], "agency_type": ["customs", "police", "customs"]})
    >>> [strata_of(people, name).tolist() for name in ("equal_country", "equal_country_type", "each_person")]
    [[0, 0, 1], [0, 1, 2], [0, 0, 0]]
    """
    at = np.zeros(len(people), dtype=np.int64)
    for column in STRATA[weighting]:
        codes, names = pd.factorize(people[column].fillna(""), sort=True)
        at = at * max(len(names), 1) + codes
    return np.unique(at, return_inverse=True)[1].astype(np.int64)
