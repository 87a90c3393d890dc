"""A workspace made from files names what is sure, puts what is not behind a #, and keeps the files as they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from needs_analysis.cli.proposing import make_proposed_workspace
from needs_analysis.errors import InputError, OutputError
from needs_analysis.workshop import read_workshop
from tests.reading.exports import write_book, write_csv

ROOT = Path(__file__).parents[2]


def test_the_example_leads_to_its_own_settings(tmp_path: Path) -> None:
    """The proposal for the example's files reads, and names the same sources, headings and form."""
    files = [path for path in sorted((ROOT / "data" / "raw").iterdir()) if path.suffix in (".csv", ".xlsx")]
    made, _ = make_proposed_workspace(tmp_path / "new", files)
    proposed, own = read_workshop(tmp_path / "new").settings.sources, read_workshop(ROOT).settings.sources
    assert proposed.keys() == own.keys()
    for name, source in own.items():
        assert (proposed[name].file, proposed[name].form) == (source.file, source.form)
        assert (proposed[name].header_row, proposed[name].id) == (source.header_row, source.id)
    assert proposed["participants"].columns == own["participants"].columns
    for file in files:
        assert (tmp_path / "new" / "data" / "raw" / file.name).read_bytes() == file.read_bytes()
    assert len(set(made)) == len(made)


def test_every_proposal_has_its_reason_beside_it(tmp_path: Path) -> None:
    """A line that the settings use ends in a comment that says how sure it is and why."""
    rows: list[list[object]] = [["ФИО", "Страна", "Ведомство"], ["Иванов Пётр", "Казахстан", "Погран «служба»"]]
    rows += [["Каримова Нигора", "Узбекистан", "x"]]
    make_proposed_workspace(tmp_path / "new", [write_csv(tmp_path / "a.csv", rows)])
    lines = (tmp_path / "new" / "workshop.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("[sources.participants.columns]")
    assert lines[start + 2] == (
        'country = "Страна"  # 0.98: «Страна» is a usual heading for it; 2 of 2 cells look like it'
    )
    assert any(line.startswith("# responses: none of the files") for line in lines)
    assert "responses" not in tomllib.loads("\n".join(lines))["sources"]
    assert "# [sources.responses]" in lines
    assert any("header_rows = 2" in line for line in lines)


def test_what_is_not_sure_stands_behind_a_mark(tmp_path: Path) -> None:
    """An uncertain column is shown with its reason, and not used."""
    rows: list[list[object]] = [
        ["Full name", "E-mail", "Country"],
        ["Ann Lee", "a@b.org", "Ош"],
        ["Bo Li", "c@d.org", "Бишкек"],
    ]
    make_proposed_workspace(tmp_path / "new", [write_csv(tmp_path / "a.csv", rows)])
    text = (tmp_path / "new" / "workshop.toml").read_text(encoding="utf-8")
    assert '\n# country = "Country"  # 0.4' in text
    assert "country" not in tomllib.loads(text)["sources"]["participants"]["columns"]


def test_headings_with_quotes_and_control_letters_make_valid_settings(tmp_path: Path) -> None:
    """Whatever a heading holds, the settings can be read and name it exactly."""
    odd = 'Full "name" \\ of\x7fall'
    rows: list[list[object]] = [[odd, "Name", "E-mail", "Country"], ["x", "Ann Lee", "a@b.org", "KAZ"]]
    make_proposed_workspace(tmp_path / "new", [write_book(tmp_path / "a.xlsx", {"x": rows})])
    settings = tomllib.loads((tmp_path / "new" / "workshop.toml").read_text(encoding="utf-8"))
    assert settings["sources"]["participants"]["columns"]["name"] == "Name"


def test_nothing_is_made_where_the_files_are_not_clear(tmp_path: Path) -> None:
    """Two files of one name, a missing file, a folder that is full."""
    (tmp_path / "a").mkdir()
    files = [write_csv(tmp_path / "x.csv", [["a"]]), write_csv(tmp_path / "a" / "x.csv", [["a"]])]
    with pytest.raises(OutputError, match=r"x\.csv: Two of the files have this name"):
        make_proposed_workspace(tmp_path / "new", files)
    with pytest.raises(InputError, match="does not exist"):
        make_proposed_workspace(tmp_path / "new", [tmp_path / "y.csv"])
    with pytest.raises(OutputError, match="not empty"):
        make_proposed_workspace(tmp_path, files[:1])
    assert not (tmp_path / "new").exists()


def test_a_questionnaire_without_its_answers_is_not_passed_over(tmp_path: Path) -> None:
    """Where no file looks like its export, the form is named among what has no place."""
    make_proposed_workspace(tmp_path / "new", [ROOT / "data" / "raw" / "needs_form.xlsx"])
    settings = (tmp_path / "new" / "workshop.toml").read_text(encoding="utf-8")
    assert "# needs_form.xlsx; it has the sheets survey and choices of an XLSForm" in settings
