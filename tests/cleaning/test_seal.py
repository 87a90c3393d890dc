"""The seal of what is kept: made of the data, and the same as long as the list of participants is."""

from __future__ import annotations

from pathlib import Path

from needs_analysis.cleaning.store import seal_of


def test_a_changed_answer_leaves_the_seal_and_a_changed_list_does_not(tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_text("row_id,name\nP1,A\n", encoding="utf-8")
    (tmp_path / "responses.csv").write_text("row_id,answer\n1,5\n", encoding="utf-8")
    first = seal_of(tmp_path)
    (tmp_path / "responses.csv").write_text("row_id,answer\n1,4\n", encoding="utf-8")
    assert seal_of(tmp_path) == first
    (tmp_path / "participants.csv").write_text("row_id,name\nP1,B\n", encoding="utf-8")
    assert seal_of(tmp_path) != first


def test_without_a_list_the_answers_make_the_seal(tmp_path: Path) -> None:
    (tmp_path / "responses.csv").write_text("row_id,answer\n1,5\n", encoding="utf-8")
    first = seal_of(tmp_path)
    (tmp_path / "responses.csv").write_text("row_id,answer\n1,4\n", encoding="utf-8")
    assert seal_of(tmp_path) != first
