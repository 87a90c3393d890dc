"""The settings of a new workspace explain every key that says how numbers are made and how long data are kept."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel

from needs_analysis.registers.files import read_register
from needs_analysis.workshop.assessment import Assessment, Ratios, SampleDesign
from needs_analysis.workshop.retention import Retention
from needs_analysis.workshop.settings import Registers
from tests.house.sources import PACKAGE

TEXT = (PACKAGE / "starter" / "workshop.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", [Assessment, Ratios, Registers, Retention])
def test_every_key_is_there(part: type[BaseModel]) -> None:
    """As a line of its own, set or commented out, or as a table."""
    lines = {key: rf"^(?:# )?(?:{key} =|\[assessment\.{key}\])" for key in part.model_fields}
    assert [key for key, line in lines.items() if not re.search(line, TEXT, re.MULTILINE)] == []


def test_every_agency_type_is_named() -> None:
    """Whoever writes a register of agencies finds the codes that may stand there."""
    assert {code for code in read_register("agency_types")["code"] if f"{code}," not in TEXT} == set()


def test_the_fields_of_a_design_are_named() -> None:
    assert {"weight", "stratum", "cluster", "singleton"} <= {key for key in SampleDesign.model_fields if key in TEXT}
