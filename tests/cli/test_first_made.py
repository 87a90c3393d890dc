"""A release that says what an earlier one said stays that one: what bears its id is not made or dated anew."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.cli.editions import Made
from needs_analysis.cli.first_made import as_first_made, write_down_origins
from needs_analysis.columns import AUDIT
from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ReleaseError
from needs_analysis.release import FRAMES, Release, read_release, release_id
from needs_analysis.workshop import Workshop, read_workshop
from needs_analysis.writing import file_hash
from tests.cli.conftest import Run
from tests.cli.test_editions import files, released
from tests.small_release import make_release
from tests.small_workspace import SmallWorkspace

__all__ = ["released"]
MONDAY, TUESDAY = ({"made": f"2026-06-0{n}", "inputs": {"a.csv": f"{n}" * 64}} for n in (1, 2))


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return read_workshop(SmallWorkspace().write(tmp_path / "small"))


def made_from(origin: dict[str, object], **said: object) -> Made:
    """Make a release from some files on some day, as its id then is."""
    release = make_release()
    manifest = {**release.manifest, **origin, **said}
    named = {**manifest, "id": release_id(manifest, {name: getattr(release, name) for name in ("labels", "estimates")})}
    dated: Release = replace(release, manifest=named)
    return Made("organiser", dated, dated, AUDIT.frame([]))


def test_what_says_the_same_bears_the_day_and_the_files_of_the_first(workshop: Workshop) -> None:
    """Tuesday's release is Monday's, whatever was saved in between."""
    first = made_from(MONDAY)
    assert as_first_made(workshop, [first]) == [first]
    write_down_origins(workshop, [first])
    [later] = as_first_made(workshop, [made_from(TUESDAY)])
    assert later.release.manifest == first.release.manifest
    assert later.common is later.release


def test_what_says_something_else_is_another_one(workshop: Workshop) -> None:
    write_down_origins(workshop, [made_from(MONDAY)])
    other = made_from(TUESDAY, floor=4)
    assert as_first_made(workshop, [other])[0].release.manifest == other.release.manifest


def test_the_common_release_of_all_states_stays_as_it_is(workshop: Workshop) -> None:
    """It is kept beside the ledger from the first time on, and not written again."""
    write_down_origins(workshop, [made_from(MONDAY)])
    common = made_from(TUESDAY, floor=4).release
    [later] = as_first_made(workshop, [replace(made_from(TUESDAY), common=common)])
    assert later.release.manifest["made"] == "2026-06-01"
    assert later.common is common


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "1",
        "{",
        "null",
        "[" * 200_000,
        *({"made": day, "inputs": {}} for day in (1, "today", "20260601", "9999-12-31")),
        {"made": "2026-06-01"},
    ]
    + [
        {"made": "2026-06-01", "inputs": inputs}
        for inputs in ([], {"a.csv": 1}, {"a.csv": "soon"}, {"\ud800": "1" * 64}, None)
    ]
    + [{"made": "2026-06-01", "inputs": {}, "id": "another"}],
)
def test_a_record_of_another_shape_tells_of_nothing(workshop: Workshop, told: object) -> None:
    """It is only kept to save time, so it is never a reason to stop, nor to say what nobody made."""
    release = made_from(TUESDAY)
    record = workshop.kept / "origins.json"
    record.parent.mkdir(parents=True)
    text = told if isinstance(told, str) else json.dumps({str(release.release.manifest["id"]): told})
    record.write_text(text, encoding="utf-8")
    assert as_first_made(workshop, [release]) == [release]


def test_what_an_earlier_version_released_is_read(tmp_path: Path) -> None:
    """Its id was made of the files as well; neither was changed by hand, and one that was is refused."""
    release = make_release()
    frames = {name: getattr(release, name) for name in FRAMES}
    former = release_id(release.manifest, frames, apart=("made",))
    assert former != release.manifest["id"]
    folder = write_release(tmp_path / "release", replace(release, manifest=release.manifest | {"id": former}))
    assert read_release(folder).manifest["id"] == former
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("abab", "cdcd", 1), encoding="utf-8")
    with pytest.raises(ReleaseError, match="was changed after it was made"):
        read_release(folder)


def test_a_record_that_cannot_be_written_stops_nothing(workshop: Workshop) -> None:
    workshop.kept.parent.mkdir(parents=True, exist_ok=True)
    workshop.kept.write_text("a file in the folder's place", encoding="utf-8")
    write_down_origins(workshop, [made_from(MONDAY)])
    assert len(as_first_made(workshop, [made_from(TUESDAY)])) == 1


def test_files_saved_again_leave_reports_as_they_are(released: Path, tmp_path: Path, run: Run) -> None:
    """Other ends of lines in a file of answers: other bytes, and nothing follows from them; by force, they are told."""
    root = tmp_path / "copy"
    shutil.copytree(released, root, symlinks=True)
    before, answers = files(root / "reports"), root / "data" / "raw" / "answers.csv"
    answers.write_bytes(answers.read_bytes().replace(b"\n", b"\r\n"))
    assert run("run", str(root))[0] == 0
    assert files(root / "reports") == before
    assert run("run", str(root), "--force")[0] == 0
    manifest = json.loads((root / "reports" / "donor" / "release" / "manifest.json").read_text("utf-8"))
    assert manifest["inputs"]["data/raw/answers.csv"] == file_hash(answers)
    assert manifest["id"] == json.loads(before["donor/release/manifest.json"])["id"]
