"""Purpose codes of the OECD's Development Assistance Committee that a theme suggests; eligibility is not assessed."""

from __future__ import annotations

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.registers.files import label_rows, read_register, spellings


def suggested_codes(needs: pd.DataFrame) -> dict[str, list[str]]:
    """Give the purpose codes of each theme, the nearest first; a workshop's own themes have none.

    Args:
        needs: the register of needs.

    >>> suggested_codes(pd.DataFrame({"theme_id": ["HRC", "XYZ"]}))
    {'HRC': ['15160', '15113', '15190']}
    """
    own = "theme_en" in needs
    themes = {row["theme_id"]: spellings(row["dac_codes"]) for row in records(read_register("themes"))}
    return {theme: themes[theme] for theme in dict.fromkeys(needs["theme_id"]) if theme in themes and not own}


def purpose_code_labels(needs: pd.DataFrame) -> list[dict[str, object]]:
    """Give the rows of the table of labels for purpose codes, below each theme that suggests them."""
    known = read_register("dac_codes").set_index("dac_code", drop=False)
    return [
        row
        for theme, codes in suggested_codes(needs).items()
        for row in label_rows("dac", known.loc[codes].assign(theme=theme), "dac_code", parent="theme")
    ]
