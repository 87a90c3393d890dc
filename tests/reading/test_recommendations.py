"""Recommendations are read whole or not at all: each row that cannot be right is named with its place and a way out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from needs_analysis.columns import RECOMMENDED
from needs_analysis.errors import InputError
from needs_analysis.reading.recommendations import read_recommendations
from needs_analysis.workshop import Workshop, read_workshop
from tests.small_workspace import SETTINGS, SmallWorkspace

NEEDS = pd.DataFrame({"need_id": ["RSK-1", "RSK-2", "TRN-1"]})
HEADER = "need,recommendation_en,recommendation_ru,country,editions\n"
NAMED = '[recommendations]\nfile = "data/mine.csv"\n\n[[report]]'


def workshop(root: Path, text: str | None, *, settings: str = SETTINGS, name: str = "recommendations") -> Workshop:
    """A small workspace with such a file, or without any."""
    SmallWorkspace(settings=settings).write(root)
    if text is not None:
        (root / f"data/{name}.csv").write_text(text, encoding="utf-8", newline="")
    return read_workshop(root)


def problems(root: Path, text: str) -> list[tuple[object, str, str]]:
    """Row, column and words of what is wrong."""
    with pytest.raises(InputError) as refused:
        read_recommendations(workshop(root, text), NEEDS)
    assert {problem.file for problem in refused.value.problems} <= {"data/recommendations.csv", "recommendations.csv"}
    return [(problem.row, problem.column, problem.what) for problem in refused.value.problems]


def test_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    """In the order of the file; columns that are left out are blank, rows that are blank are none."""
    text = f'{HEADER}RSK-2,"Ask, again.",Спросить снова.,KAZ,donor; organiser\n,,,,\nRSK-1,Wait.,,,\n'
    read = read_recommendations(workshop(tmp_path, text), NEEDS)
    assert list(read.columns) == RECOMMENDED.names
    kept = ["need", "recommendation_en", "country", "addressee_en", "editions"]
    assert read[kept].fillna("").to_numpy().tolist() == [
        ["RSK-2", "Ask, again.", "KAZ", "", "donor; organiser"],
        ["RSK-1", "Wait.", "", "", ""],
    ]


def test_no_file_is_no_recommendation(tmp_path: Path) -> None:
    """The usual file may be missing."""
    assert read_recommendations(workshop(tmp_path, None), NEEDS).empty


def test_a_file_of_a_header_alone_is_no_recommendation(tmp_path: Path) -> None:
    """As a new workspace has it."""
    assert read_recommendations(workshop(tmp_path, HEADER), NEEDS).empty


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """Whoever names a file means it."""
    named = SETTINGS.replace("[[report]]", NAMED)
    with pytest.raises(InputError, match=r"mine\.csv: The file does not exist"):
        read_recommendations(workshop(tmp_path / "a", None, settings=named), NEEDS)
    read = read_recommendations(
        workshop(tmp_path / "b", f"{HEADER}RSK-1,Ask.,,,\n", settings=named, name="mine"), NEEDS
    )
    assert len(read) == 1


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Unknown needs, codes and editions with the nearest right one; nothing recommended; a column nobody knows."""
    text = "need,recommendation_en,recomendation_ru,country,editions\nRSK1,Ask.,,,\n,Ask.,,,\nRSK-1,,,KAS,organizer\n"
    assert problems(tmp_path, text) == [
        (None, "recomendation_ru", "The column is not known; did you mean «recommendation_ru»?"),
        (2, "need", "«RSK1» is no need of the register; did you mean «RSK-1»?"),
        (3, "need", "The need that is meant is not named."),
        (4, "recommendation_en", "Nothing is recommended."),
        (4, "country", problems_hint("KAS")),
        (4, "editions", "«organizer» is no edition; did you mean «organiser»?"),
    ]


def problems_hint(code: str) -> str:
    """What is said of a code of no country; the nearest is one of several."""
    from needs_analysis.nearest import nearest
    from needs_analysis.registers.country_names import alpha3

    return f"«{code}» is no ISO 3166-1 alpha-3 code{nearest(code, sorted(alpha3().values()))}"


def test_the_same_twice_is_told(tmp_path: Path) -> None:
    """For one need and country, whatever the case and blanks; for another country it may stand again."""
    rows = [
        "RSK-1,Ask again.,,,",
        "RSK-1,ask  AGAIN.,,,",
        "RSK-1,Ask again.,,KAZ,",
        "TRN-1,,Ждать.,,",
        "TRN-1,Wait.,ждать.,,",
    ]
    text = HEADER + "\n".join(rows) + "\n"
    assert problems(tmp_path, text) == [
        (3, "recommendation_en", "The same is recommended in row 2."),
        (6, "recommendation_en", "The same is recommended in row 5."),
    ]


def test_a_guarded_cell_loses_its_apostrophe_and_nothing_runs(tmp_path: Path) -> None:
    """What a spreadsheet would run is a text; it is guarded again when it is written."""
    read = read_recommendations(workshop(tmp_path, f"{HEADER}RSK-1,'=1+1,@x,,\n"), NEEDS)
    assert read[["recommendation_en", "recommendation_ru"]].to_numpy().tolist() == [["=1+1", "@x"]]


@pytest.mark.parametrize("missing", ["need", "recommendation_en"])
def test_columns_that_every_row_needs_are_asked_for(tmp_path: Path, missing: str) -> None:
    """Without them no row can be right."""
    text = HEADER.replace(missing, "")
    with pytest.raises(InputError, match=rf"column {missing}: The file lacks this column"):
        read_recommendations(workshop(tmp_path, text), NEEDS)
