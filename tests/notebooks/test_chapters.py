"""Chapters show only what can be shown to people: tables, charts and sentences made from a release."""

import ast
import re
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import needs_analysis
from needs_analysis.charts import Chart
from needs_analysis.disclosure.release import write_release
from needs_analysis.release import Release
from needs_analysis.tables import Glossary, KeyFigures, PresentationTable, Prose, Statement
from needs_analysis.tables.tables import Tables
from tests.house.sources import NOTEBOOKS, cells_of
from tests.small_release import importance_only, make_empty_release, make_release

SHOWN = (Chart, Glossary, KeyFigures, PresentationTable, Prose, Statement, Tables)
RELEASES = {"all": make_release(), "importance": importance_only(), "empty": make_empty_release()}
each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def cells(notebook: Path, kind: str) -> list[str]:
    """Sources of one kind of cell."""
    return [cell["source"] for cell in cells_of(notebook) if cell["cell_type"] == kind]


@pytest.fixture
def shell() -> InteractiveShell:
    """A shell as notebooks have one, without a history on disk."""
    config = Config()
    config.HistoryManager.enabled = False
    return InteractiveShell(config=config)


def run(shell: InteractiveShell, source: str) -> object:
    """Run a cell and return what a notebook would display."""
    done = shell.run_cell(source)
    done.raise_error()
    return done.result


@each_notebook
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_every_cell_shows_a_table_a_chart_or_a_sentence(
    shell: InteractiveShell, notebook: Path, release: Release, language: str, tmp_path: Path
) -> None:
    """With any release and in any language, each cell after the parameters ends in something made to be read."""
    parameters, *calls = cells(notebook, "code")
    run(shell, parameters)
    shell.push({"release": str(write_release(tmp_path / "release", release)), "language": language})
    shell.push({by: next(iter(release.groups(by, language)), "") for by in ("country", "agency_type")})
    assert calls
    assert [source for source in calls if not isinstance(run(shell, source), SHOWN)] == []


@each_notebook
def test_parameters_are_those_of_every_chapter(shell: InteractiveShell, notebook: Path) -> None:
    """By hand a chapter shows the organiser's release in English; a report gives it another."""
    before = set(shell.user_ns)
    run(shell, cells(notebook, "code")[0])
    own = {"04_country_profile": {"country": ""}, "05_agency_profile": {"agency_type": ""}}
    assert {name: shell.user_ns[name] for name in set(shell.user_ns) - before if name[0] != "_"} == {
        "release": "../reports/organiser/release",
        "language": "en",
        **own.get(notebook.stem, {}),
    }


@each_notebook
def test_only_the_words_of_the_package_are_used(notebook: Path) -> None:
    """Cells call what `import needs_analysis as na` offers, and import nothing else."""
    tree = ast.parse("\n".join(cells(notebook, "code")))
    imports = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    assert imports == ["import needs_analysis as na"]
    assert called <= set(needs_analysis.__all__)


@each_notebook
def test_prose_holds_no_numbers(notebook: Path) -> None:
    """Numbers come from the release; one written into the prose would be wrong for the next."""
    assert [source for source in cells(notebook, "markdown") if re.search(r"\d", source)] == []


@each_notebook
def test_only_one_heading_is_the_title(notebook: Path) -> None:
    """The first cell has the chapter's title, the others ask what it is made of."""
    first, *others = cells(notebook, "markdown")
    assert re.match(r"# [^#\n]+\?\n", first)
    assert [source for source in others if not re.match(r"## [^\n]+\?\n", source)] == []


@each_notebook
def test_cells_have_lasting_names(notebook: Path) -> None:
    """Ids say what a cell is, so that a difference between two versions can be read."""
    import nbformat

    ids = [cell["id"] for cell in cells_of(notebook)]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []
    nbformat.validate(nbformat.read(notebook, as_version=4))
