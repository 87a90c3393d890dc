"""The register of needs: what is rated, under which theme, and (without an XLSForm) which heading asks for it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.registers.files import label_rows, read_register, read_register_file

REQUIRED = ("need_id", "theme_id", "label_en")


def read_needs(path: Path | None = None) -> pd.DataFrame:
    """Read the package's needs, or a workspace's own; one need a row, all text.

    A workspace's register may name themes in `theme_en`, `theme_ru`, and headings in columns called after a
    measure (`importance`, `capacity`).

    Raises:
        InputError: a column is missing, or an id stands twice.

    >>> read_needs()["need_id"].is_unique
    True
    """
    needs = read_register("needs") if path is None else read_register_file(path, REQUIRED)
    file = "needs.csv" if path is None else path.name
    problems = [
        Problem(say("Need {id} stands twice.", id=needs["need_id"][row]), file=file, row=row + 2, column="need_id")
        for row in needs.index[needs["need_id"].duplicated()]
    ]
    problems += [
        Problem(say("A need has no id, theme or label."), file=file, row=row + 2)
        for row in needs.index[(needs[list(REQUIRED)] == "").any(axis=1)]
    ]
    if problems:
        raise InputError(problems)
    return needs


def need_labels(needs: pd.DataFrame) -> list[dict[str, object]]:
    """Give the rows of the table of labels for needs and their themes."""
    return label_rows("need", needs, "need_id", parent="theme_id") + label_rows("theme", _themes(needs), "theme_id")


def _themes(needs: pd.DataFrame) -> pd.DataFrame:
    if "theme_en" not in needs:
        themes = read_register("themes")
        return themes[themes["theme_id"].isin(needs["theme_id"])]
    named = needs.rename(columns={"theme_en": "label_en", "theme_ru": "label_ru", "label_en": "", "label_ru": ""})
    return named.drop(columns="", errors="ignore").drop_duplicates("theme_id")
