"""`[evaluation]` of `workshop.toml`: what does not fit is said with the nearest right word, all of it at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import needs_analysis
from needs_analysis.errors import SettingsError
from needs_analysis.workshop import Evaluation, read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

SOURCE = """
[sources.evaluation]
file = "data/raw/evaluation.csv"
[sources.evaluation.columns]
code = "Code"
when = "When"
knows = "I know"
knew = "I knew"
served = "Served"
"""
ASKED = """
[evaluation]
design = "paired"
lowest = 1
highest = 5

[[evaluation.items]]
field = "knows"
asks = "knowledge"
objective = "needs"
text.en = "I know"

[[evaluation.items]]
field = "served"
asks = "satisfaction"
text.en = "It served"
"""


def read(folder: Path, asked: str, *, source: str = SOURCE) -> Evaluation:
    """Read the settings of a small workspace with an evaluation."""
    SmallWorkspace(settings=SETTINGS + source + asked).write(folder)
    found = read_workshop(folder).settings.evaluation
    assert found is not None
    return found


def test_what_is_asked_is_known(tmp_path: Path) -> None:
    """Two statements, of which one is compared; the spellings of before and after are there without being named."""
    found = read(tmp_path, ASKED)
    assert [(item.field, item.compared) for item in found.items] == [("knows", True), ("served", False)]
    assert (found.before[0], found.after[0]) == ("before", "after")


def test_the_example_of_the_starter_is_right(tmp_path: Path) -> None:
    """What a new workspace shows behind # holds once the # is taken away."""
    starter = (Path(needs_analysis.__file__).parent / "starter" / "workshop.toml").read_text(encoding="utf-8")
    shown = starter[starter.index("# [sources.evaluation]") : starter.index("# Your own register")]
    lines = [line.removeprefix("# ") for line in shown.splitlines() if re.match(r"# (\[|\w[\w.]* = )", line)]
    found = read(tmp_path, "\n".join(lines).replace('"practice"', '"needs"'), source="")
    assert [(item.field, item.asks) for item in found.items] == [
        ("knows_risk", "knowledge"),
        ("served_practice", "satisfaction"),
    ]


def test_an_event_without_evaluation_is_none(tmp_path: Path) -> None:
    """Nothing has to be asked."""
    assert read_workshop(SmallWorkspace().write(tmp_path)).settings.evaluation is None


WRONG = [
    ('field = "knows"', 'field = "nows"', ["no field «nows»", "did you mean «knows»"]),
    ('objective = "needs"', 'objective = "need"', ["objective need", "did you mean «needs»"]),
    (
        'asks = "knowledge"',
        'asks = "skill"',
        ["evaluation.items.0.asks", "«skill» is not allowed; known are: knowledge, confidence, satisfaction"],
    ),
    ('text.en = "It served"', 'text.ru = "Помог"', ["text needs an English text"]),
    ("highest = 5", "highest = 1", ["lowest must be less than highest"]),
    ("highest = 5", "hihgest = 5", ["did you mean «highest»"]),
    (
        'design = "paired"',
        'design = "looking_back"',
        ["«looking_back» is not allowed; known are: paired, retrospective"],
    ),
    ('field = "served"', 'field = "knows"', ["«knows» stands in two items"]),
    ('asks = "knowledge"', 'asks = "knowledge"\nfield_before = "knew"', ["«knows»: field_before"]),
    ('design = "paired"', 'design = "retrospective"', ["«knows»", "need field_before"]),
    ("lowest = 1", "lowest = 1\nbefore = []", ["evaluation.before", "at least one entry"]),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new for _, new, _ in WRONG])
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    """The message says which key or word is wrong, and the nearest right one."""
    assert old in ASKED
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, ASKED.replace(old, new, 1))
    assert [words for words in said if words not in str(raised.value)] == []


def test_an_evaluation_needs_its_file(tmp_path: Path) -> None:
    """Settings without a source would say nothing of why nothing was found."""
    with pytest.raises(SettingsError, match=r"needs \[sources.evaluation\]"):
        read(tmp_path, ASKED, source="")


def test_a_paired_design_needs_code_and_time(tmp_path: Path) -> None:
    """Both missing columns are named at once."""
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, ASKED, source=SOURCE.replace('code = "Code"\nwhen = "When"\n', ""))
    assert "«code»" in str(raised.value)
    assert "«when»" in str(raised.value)


def test_a_field_is_not_called_like_an_objective(tmp_path: Path) -> None:
    """Both would be items of the same estimates."""
    settings = {"source": SOURCE.replace("served =", "needs ="), "asked": ASKED.replace('"served"', '"needs"')}
    with pytest.raises(SettingsError, match="«needs» is a field of the evaluation and an objective"):
        read(tmp_path, settings["asked"], source=settings["source"])
