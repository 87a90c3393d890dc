"""Notes about a whole table name the file and sheet, and no row."""

from __future__ import annotations

from needs_analysis.checks.table_notes import note, note_unchecked
from tests.checks.asked_forms import asked


def test_a_note_stands_at_the_table() -> None:
    """Its place is the sheet; it asks for no answer unless it is told to."""
    issue = note(asked({"a": ["1"]}, {}), check="not_in_form", field="a").issues.iloc[0]
    assert issue[["table", "field", "file", "sheet", "severity"]].tolist() == ["responses", "a", "f.csv", "S", "note"]
    assert issue[["row_id", "row"]].isna().all()
    assert note(asked({"a": []}, {}), check="not_in_form", severity="stop").issues["severity"].tolist() == ["stop"]


def test_fields_with_one_reason_share_a_note() -> None:
    """In the order in which the reasons appear; blank reasons are none."""
    reasons = {"a": "x=1", "b": "", "c": "y=2", "d": "x=1"}
    found = note_unchecked(asked({"a": ["1"]}, {}), reasons, check="skip_logic_unchecked").issues["evidence"].tolist()
    assert found == ["x=1; n=2; fields=a+d", "y=2; n=1; fields=c"]
