"""A new workspace: the settings with their explanations, the folders, the notebooks and an empty questionnaire."""

from __future__ import annotations

import tomllib
from pathlib import Path

from needs_analysis.columns import LOG, RECOMMENDED
from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say
from needs_analysis.registers.needs import read_needs
from needs_analysis.starter.form import write_form
from needs_analysis.writing import output_errors, write_bytes, write_csv

HERE = Path(__file__).parent
SETTINGS = "workshop.toml"
FOLDERS = ("data/raw", "data/corrections", "notebooks", "reports")


def make_workspace(folder: str | Path) -> list[Path]:
    """Make a workspace in a folder that is new or empty, and return the files that were written.

    Raises:
        OutputError: the folder holds something already, or cannot be written to.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in make_workspace(folder)][:4]
    ['workshop.toml', '.gitignore', 'corrections.csv', 'recommendations.csv']
    """
    folder = Path(folder)
    _refuse_full(folder)
    with output_errors(folder):
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    made = [
        write_bytes(folder / SETTINGS, (HERE / SETTINGS).read_bytes()),
        write_bytes(folder / ".gitignore", (HERE / "gitignore").read_bytes()),
        write_csv(folder / "data/corrections/corrections.csv", LOG.frame([])),
        write_csv(folder / "data/recommendations.csv", RECOMMENDED.frame([])),
        _write_form(folder / "data/raw/needs_form.xlsx"),
    ]
    return made + [
        write_bytes(folder / "notebooks" / notebook.name, notebook.read_bytes()) for notebook in _notebooks()
    ]


def _refuse_full(folder: Path) -> None:
    remedy = say("Name a new or empty folder.")
    if (folder / SETTINGS).exists():
        raise OutputError(Problem(say("There is a workspace already."), file=folder.as_posix(), remedy=remedy))
    if folder.exists() and not folder.is_dir():
        raise OutputError(Problem(say("This is a file, not a folder."), file=folder.as_posix(), remedy=remedy))
    with output_errors(folder):
        full = folder.exists() and any(folder.iterdir())
    if full:
        raise OutputError(Problem(say("The folder is not empty."), file=folder.as_posix(), remedy=remedy))


def _write_form(path: Path) -> Path:
    settings = tomllib.loads((HERE / SETTINGS).read_text(encoding="utf-8"))
    objectives = {objective["id"]: objective["text"] for objective in settings["objectives"]}
    title = settings["workshop"]["title"]["en"]
    return write_form(path, needs=read_needs(), title=title, objectives=objectives)


def _notebooks() -> list[Path]:
    """Give the notebooks that come with the package, or those of the repository it is installed from."""
    packaged, repository = HERE / "notebooks", HERE.parents[2] / "notebooks"
    return sorted((packaged if packaged.is_dir() else repository).glob("*.ipynb"))
