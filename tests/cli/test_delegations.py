"""Which delegations have an edition of their own, and what is told of those that have none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from needs_analysis.cli.delegations import tell_missing
from needs_analysis.cli.editions import Made, part_by_state
from needs_analysis.cli.telling import Teller
from needs_analysis.columns import AUDIT
from needs_analysis.release import Release
from needs_analysis.workshop import read_workshop
from tests.cli.conftest import Run
from tests.cli.test_editions import OPEN
from tests.small_release import make_release
from tests.small_workspace import SmallWorkspace

COUNTS = ("participants", "responses", "response_rate")


def parted(release: Release) -> list[str]:
    return [each.name for each in part_by_state(Made("national", release, release, AUDIT.frame([])))]


def test_how_many_came_is_no_edition() -> None:
    """Of Tajikistan only counts are shown: no edition; of Kyrgyzstan one theme alone is enough."""
    release = make_release(edition="national")
    assert parted(release) == ["national/KAZ", "national/KGZ"]
    estimates = release.estimates
    own = estimates["by"].eq("country") & estimates["group"].eq("KGZ") & ~estimates["measure"].isin(COUNTS)
    themes = own & estimates["item"].isin(release.codes("theme")) & estimates["value"].notna()
    assert themes.any()
    assert parted(replace(release, estimates=estimates[~own | themes])) == ["national/KAZ", "national/KGZ"]
    assert parted(replace(release, estimates=estimates[~own])) == ["national/KAZ"]


def test_who_has_none_is_told_and_whose_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tajikistan had an edition in an earlier run, Turkmenistan never; Germany observes and is not spoken of."""
    workshop = read_workshop(SmallWorkspace(OPEN).write(tmp_path))
    (workshop.reports / "national" / "TJK" / "release").mkdir(parents=True)
    nesting = {"country": {"KAZ": ["national"], "TJK": ["national"], "TKM": ["national"], "DEU": ["observer"]}}
    tell_missing(workshop, nesting, ["donor", "national/KAZ"], Teller())
    told = " ".join(capsys.readouterr().out.split())
    assert "No national edition for Tajikistan (TJK), Turkmenistan (TKM): too few answered, or" in told
    assert "Removed, as this run makes it no more: the national edition of Tajikistan (TJK)." in told
    assert "DEU" not in told


def test_share_says_why_a_delegation_has_none(tmp_path: Path, run: Run) -> None:
    from needs_analysis.disclosure.release import write_release

    root = SmallWorkspace(OPEN).write(tmp_path)
    write_release(root / "reports" / "national" / "KAZ" / "release", make_release(edition="national"))
    code, told = run("share", root, "--edition", "national", "--to", "MFA", "--country", "TJK")
    assert code == 1
    assert "There is no national edition for Tajikistan (TJK): too few answered, or every number" in told
