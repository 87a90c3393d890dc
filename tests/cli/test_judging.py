"""What an edition may show is worked out once for the same numbers, limits and programs, and anew for any others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from needs_analysis.cli import judging
from needs_analysis.cli.judging import begin_judging
from needs_analysis.columns import ESTIMATES
from needs_analysis.disclosure.release import Judged, judge_estimates
from needs_analysis.disclosure.suppression import Limits
from needs_analysis.errors import ReleaseError
from tests.disclosure.test_audit import counted

NUMBERS = counted([2, 10, 20])
ABOUT = {"nesting": {}, "scales": {}, "weighting": ""}
Judge = Callable[..., Judged]


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Judge, list[str]]:
    """Judge with what a donor may see, but for what is given; and a list that tells of each time it was worked out."""
    worked: list[str] = []

    def noted(estimates: pd.DataFrame, about: dict[str, object], **how: object) -> Judged:
        worked.append("worked out")
        return judge_estimates(estimates, about, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "judge_estimates", noted)

    def judge(estimates: pd.DataFrame = NUMBERS, **given: object) -> Judged:
        about = {name: given.pop(name, value) for name, value in ABOUT.items()}
        usual = {"edition": "donor", "limits": Limits(3), "themes": {}, "force": False, "kept": tmp_path / "donor"}
        return begin_judging(estimates, about, **{**usual, **given})()  # type: ignore[arg-type]

    judge()
    return judge, worked


def test_the_same_is_kept_to_the_last_digit(judged: tuple[Judge, list[str]]) -> None:
    """The second answer is read back, and is what is worked out, type by type; by force it is worked out."""
    judge, worked = judged
    kept = judge()
    assert worked == ["worked out"]
    anew = judge(force=True)
    assert worked == ["worked out"] * 2
    pd.testing.assert_frame_equal(kept.shown, anew.shown)
    pd.testing.assert_frame_equal(kept.audit, anew.audit)


@pytest.mark.parametrize(
    "changed",
    [
        {"estimates": counted([2, 10, 21])},
        {"limits": Limits(4)},
        {"limits": Limits(3, alone=2)},
        {"limits": Limits(3, narrowest=0.2)},
        {"edition": "national"},
        {"themes": {"RSK-1": "RSK"}},
        {"scales": {"importance": [1, 5]}},
        {"weighting": "equal_country"},
        {"nesting": {"delegation": {"national": ["KAZ"]}}},
        {"before": ESTIMATES.frame(NUMBERS.assign(note="too_few"))},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_it_follows_from_is_heeded(
    judged: tuple[Judge, list[str]], changed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One number, limit, group or scale that is another, and it is worked out anew."""
    judge, worked = judged
    answer = judge()
    monkeypatch.setattr(judging, "judge_estimates", lambda *_, **__: worked.append("anew") or answer)
    judge(**changed)
    assert worked == ["worked out", "anew"]


def test_other_programs_are_heeded(judged: tuple[Judge, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A package or a file of this one that is another, and it is worked out anew."""
    judge, worked = judged
    monkeypatch.setattr(judging, "programs", lambda: "others")
    judge()
    assert worked == ["worked out"] * 2


@pytest.mark.parametrize("name", ["shown.parquet", "audit.parquet", "seal.txt"])
@pytest.mark.parametrize("change", [lambda content: content[:-1] + b"~", lambda _: b"", lambda _: None])
def test_what_is_damaged_is_worked_out_anew(
    judged: tuple[Judge, list[str]], tmp_path: Path, name: str, change: Callable[[bytes], bytes | None]
) -> None:
    """A file that is altered, empty or gone is no answer."""
    judge, worked = judged
    path = tmp_path / "donor" / name
    content = change(path.read_bytes())
    path.unlink() if content is None else path.write_bytes(content)
    judge()
    assert worked == ["worked out"] * 2


def test_what_is_refused_is_not_kept(judged: tuple[Judge, list[str]]) -> None:
    """A release that the audit fails is refused each time it is asked for."""
    judge, worked = judged
    for _ in range(2):
        with pytest.raises(ReleaseError):
            judge(limits=Limits(2))
    assert len(worked) == 3


def test_another_process_judges_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is begun beside other work comes out the same, is kept, and is refused in the same words."""
    monkeypatch.setattr(judging, "MUCH", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    elsewhere, asked = judging._elsewhere, list[Any]()
    monkeypatch.setattr(judging, "_elsewhere", lambda work: asked.append(work) or elsewhere(work))
    usual = {"edition": "donor", "themes": {}, "kept": tmp_path / "donor"}
    answer = begin_judging(NUMBERS, ABOUT, limits=Limits(3), beside=True, **usual)  # type: ignore[arg-type]
    alone = judge_estimates(NUMBERS, ABOUT, edition="donor", limits=Limits(3), themes={})
    pd.testing.assert_frame_equal(answer().shown, alone.shown)
    pd.testing.assert_frame_equal(answer().audit, alone.audit)
    assert (tmp_path / "donor" / judging.SEAL).is_file()
    refused = begin_judging(NUMBERS, ABOUT, limits=Limits(2), beside=True, **usual)  # type: ignore[arg-type]
    with pytest.raises(ReleaseError, match="below the floor"):
        refused()
    assert len(asked) == 2


def test_what_cannot_be_kept_is_judged_all_the_same(judged: tuple[Judge, list[str]], tmp_path: Path) -> None:
    """A file lies where the folder should be: the answer is given, and worked out each time."""
    judge, worked = judged
    (blocked := tmp_path / "blocked").touch()
    for _ in range(2):
        assert len(judge(kept=blocked / "donor").shown) == len(judge().shown)
    assert len(worked) == 3
