"""What an export is matched with: a form's questions, their labels and their choices."""

from __future__ import annotations

from typing import Protocol

import pandas as pd


class Asked(Protocol):
    """A questionnaire, as far as reading an export needs it: declared tables, and headings that stand for fields."""

    @property
    def questions(self) -> pd.DataFrame:
        """The declared table of questions."""

    @property
    def labels(self) -> pd.DataFrame:
        """The declared table of question labels."""

    @property
    def choices(self) -> pd.DataFrame:
        """The declared table of choices."""

    @property
    def asked(self) -> dict[str, str]:
        """Heading → field where a register, and no form, says what is asked."""
