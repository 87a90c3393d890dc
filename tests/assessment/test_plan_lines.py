"""A line of the plan is carried out as it says, or refused; none is dropped or changed without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.assessment.plan import read_plan
from needs_analysis.errors import InputError

HEAD = "statistic,measure,item,over,by,weighting\n"


def read(folder: Path, *lines: str) -> list[list[str]]:
    path = folder / "plan.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_plan(path).fillna("").values.tolist()


@pytest.mark.parametrize(
    "line",
    [
        "rank,gap,need,,country,",
        "krippendorff,importance,,,country,",
        "tier,gap,need,,,each_person",
        "top_share,gap,need,,,each_person",
        "rank,borich,need,,,each_person",
        "shrunken_mean,gap,need,,,",
        "shrunken_mean,gap,need,,country,equal_country",
        "meen,gap,need,,,",
        "ratio,question,children,,region,",
    ],
)
def test_what_cannot_be_as_it_says_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match="cannot be computed"):
        read(tmp_path, "mean,gap,need,,,", line)


def test_all_wrong_lines_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "meen,gap,need,,,", "mean,gap,need,,,", "rank,gap,need,,country,")
    assert [problem.row for problem in caught.value.problems] == [2, 4]


def test_blanks_capitals_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    """As a spreadsheet leaves them."""
    assert read(tmp_path, " Mean ,gap,need,,country,", ",,,,,", "rank,gap,need,,,Each_Person") == [
        ["mean", "gap", "need", "", "country", ""],
        ["rank", "gap", "need", "", "", "each_person"],
    ]


def test_a_plan_without_a_line_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no line"):
        read(tmp_path)
