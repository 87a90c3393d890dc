"""The organiser's own words within the steps: read when a release is made, and named among its inputs."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cli.arrival import workshop_needs
from needs_analysis.columns import records
from needs_analysis.language import LANGUAGES
from needs_analysis.reading.background import read_background
from needs_analysis.reading.recommendations import read_recommendations
from needs_analysis.registers.countries import country_label
from needs_analysis.workshop import Workshop
from needs_analysis.writing import file_hash


def own_words(workshop: Workshop) -> dict[str, pd.DataFrame]:
    """Read the background of the event and what is recommended, by the name of the table in a release.

    Raises:
        InputError: something in them cannot be right.
    """
    needs = workshop_needs(workshop)
    return {"background": read_background(workshop), "recommendations": read_recommendations(workshop, needs)}


def own_inputs(workshop: Workshop) -> dict[str, str]:
    """Give the SHA-256 of the files that the organiser's own words stand in, by their names in the workspace."""
    named = [*workshop.settings.background.values(), workshop.settings.recommendations.file]
    return {name: file_hash(path) for name in named if (path := workshop.path(name)).is_file()}


def recommended_countries(recommended: pd.DataFrame) -> list[dict[str, object]]:
    """Give the rows of the table of labels for the countries that recommendations concern."""
    codes = sorted({row["country"] for row in records(recommended.dropna(subset=["country"]))})
    return [
        {"kind": "country", "code": code, "parent": "", "language": language, "label": country_label(code, language)}
        for code in codes
        for language in LANGUAGES
    ]
