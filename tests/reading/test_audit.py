"""The audit files of an archive become one table of events, and damaged ones are named."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from needs_analysis.checks.duration import durations
from needs_analysis.errors import InputError
from needs_analysis.reading import audit
from needs_analysis.reading.audit import read_audit

HEADER = "event,node,start,end,old-value,new-value\n"


def _zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_all_durations_are_those_of_the_other_program(conformance: Path) -> None:
    """92 audit files, summed over all screens in milliseconds by an R program: every one is the same."""
    folder = conformance / "cleaning_log"
    events = read_audit(folder / "audit_for_tests_92.zip")
    with (folder / "audit_durations_expected.csv").open(encoding="utf-8") as lines:
        expected = {row["X_uuid"]: float(row["duration_audit_sum_all_ms"]) for row in csv.DictReader(lines)}
    assert len(expected) == 92
    assert durations(events).to_dict() == expected
    assert events["problem"].isna().all()


def test_answers_stay_in_the_archive(tmp_path: Path) -> None:
    """Old and new values are personal, and no column holds them; a byte-order mark does not matter."""
    line = "question,/form/q1,10,20,Anna,Boris\n"
    path = _zip(tmp_path / "a.zip", {"user/form/u1/audit.csv": "\ufeff" + HEADER + "form start,,5,,,\n" + line})
    events = read_audit(path)
    assert list(events) == ["uuid", "event", "node", "start", "end", "problem"]
    assert events[["uuid", "start"]].values.tolist() == [["u1", 5], ["u1", 10]]
    assert durations(events).to_dict() == {"u1": 10}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "header"),
        (b"event,node\nform start,\n", "header"),
        (HEADER.encode() + b"question,/q,1\n", "csv"),
        (HEADER.encode() + b"question,/q,1,2,a,b,c\n", "csv"),
        (HEADER.encode() + b'question,"/q,1,2,a,b\n', "csv"),
        (HEADER.encode() + b"question,/q,soon,2,,\n", "times"),
        (HEADER.encode() + b"question,/q,1,1e999,,\n", "times"),
        (HEADER.encode() + b"question,/q,1,-5,,\n", "times"),
        (HEADER.encode() + "question,/q,1,٢,,\n".encode(), "times"),
        (HEADER.encode() + b"question,/q,1," + b"9" * 400 + b",,\n", "times"),
        (HEADER.encode() + b"question,/q,1,2,\xff\xfe,\n", "encoding"),
    ],
)
def test_a_damaged_file_is_named_and_spoils_no_other(tmp_path: Path, content: bytes, problem: str) -> None:
    """It becomes one row that says what is wrong."""
    good = HEADER + "question,/q,1,2,,\n"
    events = read_audit(_zip(tmp_path / "a.zip", {"f/bad/audit.csv": content, "f/good/audit.csv": good}))
    assert events[["uuid", "problem"]].fillna("").values.tolist() == [["bad", problem], ["good", ""]]
    assert durations(events).to_dict() == {"good": 1}


def test_a_file_that_is_damaged_inside_the_archive_is_named(tmp_path: Path) -> None:
    """Flipped bytes fail the checksum of that file alone."""
    path = _zip(tmp_path / "a.zip", {"f/u1/audit.csv": HEADER + "question,/q,1,2,,\n" * 50})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    assert read_audit(path)["problem"].tolist() == ["csv"]


def test_two_files_of_one_form_are_not_added_up(tmp_path: Path) -> None:
    """Nobody knows which is right."""
    good = HEADER + "question,/q,1,2,,\n"
    events = read_audit(_zip(tmp_path / "a.zip", {"x/u1/audit.csv": good, "y/u1/audit.csv": good}))
    assert events["problem"].tolist() == ["repeated", "repeated"]


def test_photos_beside_them_are_never_unpacked(tmp_path: Path) -> None:
    """Only files called audit.csv are read."""
    files = {"f/u1/photo.jpg": b"\x00" * 1000, "f/u1/audit.csv": HEADER + "question,/q,1,2,,\n"}
    assert len(read_audit(_zip(tmp_path / "a.zip", files))) == 1


def test_a_file_that_grows_too_large_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are more files than fit."""
    path = _zip(tmp_path / "a.zip", {"f/u1/audit.csv": HEADER + "question,/q,1,2,,\n" * 1000})
    monkeypatch.setattr(audit, "MOST_BYTES", 100)
    assert read_audit(path)["problem"].tolist() == ["large"]
    monkeypatch.setattr(audit, "MOST_TOGETHER", 100)
    with pytest.raises(InputError, match="more than is read"):
        read_audit(path)


def test_what_is_no_archive_of_audits_is_refused(tmp_path: Path) -> None:
    """A missing file, a text, a cut archive, and an archive without any audit."""
    text = tmp_path / "text.zip"
    text.write_text("no archive")
    whole = _zip(tmp_path / "whole.zip", {"f/u1/audit.csv": HEADER})
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-30])
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    bare = tmp_path / "bare.zip"
    bare.write_bytes(empty.getvalue())
    for path, words in ((text, "no ZIP"), (cut, "no ZIP"), (bare, "no audit"), (tmp_path / "whol.zip", "whole.zip")):
        with pytest.raises(InputError, match=words):
            read_audit(path, shown=path.name)
