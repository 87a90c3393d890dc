"""What the documentation says is there, and what is there is in the documentation."""

import doctest
import importlib.util
import json
import re
from pathlib import Path

import pytest
import typer

import needs_analysis
from needs_analysis.cli.app import make_app
from tests.house.sources import ROOT, name_of
from tests.house.test_rooms import ARROWS
from tests.house.write_codebook import CODEBOOK, codebook

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WORDS = {page: page.read_text(encoding="utf-8") for page in PAGES}
COMMANDS = set(typer.main.get_command(make_app()).commands)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


def named(word: str, pages: list[Path] = PAGES) -> set[str]:
    """Return what follows a command's name in code, on a line of its own or within a sentence."""
    return {
        found for page in pages for found in re.findall(rf"(?:`|^\s*|[\\/]){word} ([a-z]+)", WORDS[page], re.MULTILINE)
    }


def test_every_command_is_described() -> None:
    """The README or a page of docs/ names each command, and no other."""
    assert named("needs-analysis") == COMMANDS


def test_every_target_is_described() -> None:
    """The README or CONTRIBUTING names each target of the Makefile, and no other."""
    assert named("make") == TARGETS


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository finds it."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", WORDS[page])
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_has_examples() -> None:
    """The README holds examples for the test run to repeat."""
    assert doctest.DocTestParser().get_examples(WORDS[ROOT / "README.md"])


def test_the_readme_shows_a_real_correction() -> None:
    """The row of the log that the README explains stands in the example."""
    shown = re.findall(r"^participants,.*$", WORDS[ROOT / "README.md"], re.MULTILINE)
    assert shown
    assert set(shown) <= set((ROOT / "data/corrections/corrections.csv").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", needs_analysis.__all__)
def test_every_public_function_shows_its_use(name: str) -> None:
    """Whatever the package offers has an example that is run."""
    function = getattr(needs_analysis, name)
    examples = doctest.DocTestParser().get_examples(function.__doc__ or "")
    assert [each for each in examples if not each.options.get(doctest.SKIP)]


def test_the_codebook_is_up_to_date() -> None:
    """docs/codebook.md is what `make docs` would write."""
    assert CODEBOOK.read_text(encoding="utf-8") == codebook()


def test_the_design_shows_every_arrow() -> None:
    """docs/design.md has a line for each room, with the arrows that the house rules hold."""
    rows = re.findall(r"^\| `(\w*[a-z])/?` \|.*\| ([^|]*) \|$", WORDS[ROOT / "docs" / "design.md"], re.MULTILINE)
    assert {room: set(re.findall(r"\w+", arrows)) for room, arrows in rows} == ARROWS


def test_the_glossary_is_in_order() -> None:
    """The glossary is sorted, so that a word is found where it is looked for."""
    words = re.findall(r"^\*\*(.+?)\*\*", WORDS[ROOT / "docs" / "glossary.md"], re.MULTILINE)
    assert words
    assert words == sorted(words, key=str.lower)


def test_the_table_of_figures_is_the_one_that_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The README shows what the last measurement wrote, and no figure of anybody's hand."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    spec = importlib.util.spec_from_file_location("figures", ROOT / "benchmarks" / "__main__.py")
    assert spec
    assert spec.loader
    figures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(figures)
    told = json.loads((ROOT / "benchmarks" / "table.json").read_text(encoding="utf-8"))
    assert f"{figures.BEGIN}\n{figures.as_table(told)}{figures.END}" in WORDS[ROOT / "README.md"]
