"""Chapters run: what finishes is kept, what fails is named, and the terminal stays quiet."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from needs_analysis.errors import ChapterError
from needs_analysis.parallel import Workers
from needs_analysis.reporting.running import Chapter, run_chapters
from tests.reporting.chapters import code, markdown, write_chapter

CHAPTERS = {
    "good": ["import os\nprint(language, os.path.exists('good.ipynb'))"],
    "failing": ["a = 1", "b = a\nb / 0\nb + 1"],
    "leaving": ["import sys\nsys.exit(0)", "1 + 1"],
    "dying": ["import os\nos._exit(3)"],
    "allowed": ["1 / 0  # raises-exception"],
}


@dataclass(frozen=True)
class Run:
    """What a run of good and bad chapters left."""

    folder: Path
    problems: dict[str, str]
    terminal: str
    done: list[str]


@contextmanager
def terminal_kept(path: Path) -> Iterator[None]:
    """Keep what this process and its children write to the terminal."""
    before = [os.dup(1), os.dup(2)]
    with path.open("wb") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        try:
            yield
        finally:
            sys.stderr.flush()
            for stream, own in zip((1, 2), before, strict=True):
                os.dup2(own, stream)
                os.close(own)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One good chapter and four bad ones, run together."""
    folder = tmp_path_factory.mktemp("run")
    done: list[str] = []
    chapters = []
    for name, cells in CHAPTERS.items():
        written = [code(source, tag="raises-exception" if "raises" in source else "") for source in cells]
        path = write_chapter(folder / "notebooks" / f"{name}.ipynb", markdown(f"# {name}"), *written)
        chapters.append(Chapter(path, {"language": "ru"}, folder / "out" / f"{name}.ipynb"))
    with terminal_kept(folder / "terminal.txt"), pytest.raises(ChapterError) as failed:
        run_chapters(chapters, workers=Workers(number=3), on_done=lambda chapter: done.append(chapter.output.stem))
    problems = {problem.file: str(problem) for problem in failed.value.problems}
    return Run(folder, problems, (folder / "terminal.txt").read_text(encoding="utf-8"), done)


def test_chapters_that_finish_are_kept(run: Run) -> None:
    """The good chapter is written, the bad ones are not, and each is reported as done."""
    assert [path.name for path in (run.folder / "out").iterdir()] == ["good.ipynb"]
    assert sorted(run.done) == sorted(CHAPTERS)


def test_a_failed_cell_is_named_with_its_source_and_message(run: Run) -> None:
    """Notebook, cell as the author counts it, source, first line of the error, parameters; no traceback."""
    assert run.problems["failing.ipynb"].splitlines() == [
        "failing.ipynb: Cell 4 failed: ZeroDivisionError: division by zero",
        "    | b = a",
        "    | b / 0",
        "    | b + 1",
        "Given: language = 'ru'",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leaving", "Cell 3 failed: SystemExit: 0"),
        ("dying", "Cell 3 failed: Kernel died"),
        ("allowed", "Cell 3 failed: ZeroDivisionError"),
    ],
)
def test_a_half_run_chapter_never_looks_whole(run: Run, name: str, said: str) -> None:
    """A chapter that leaves early, kills its kernel or is allowed to fail has failed."""
    assert said in run.problems[f"{name}.ipynb"]


def test_all_failures_are_reported_together(run: Run) -> None:
    """One error names every chapter that failed, in the order asked for."""
    assert list(run.problems) == [f"{name}.ipynb" for name in CHAPTERS if name != "good"]


def test_nothing_leaks_to_the_terminal(run: Run) -> None:
    """Kernels and libraries say nothing of their own."""
    assert run.terminal == ""


def test_a_chapter_works_in_its_own_folder_with_what_it_was_given(run: Run) -> None:
    """Parameters arrive, and paths are relative to the notebook."""
    cells = json.loads((run.folder / "out" / "good.ipynb").read_text(encoding="utf-8"))["cells"]
    assert cells[-1]["outputs"][0]["text"] == "ru True\n"


def test_an_executed_chapter_says_nothing_of_when_and_where(run: Run) -> None:
    """No timing, no path of this machine, no random name."""
    text = (run.folder / "out" / "good.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert str(run.folder) not in text
    assert "papermill" not in text
    assert "iopub" not in text
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-1", "cell-2", "injected-parameters", "cell-3"]


def test_wrong_parameters_are_refused_before_anything_runs(tmp_path: Path) -> None:
    """Two chapters that do not fit are both named, and no kernel is started."""
    path = write_chapter(tmp_path / "one.ipynb", markdown("# One"))
    wrong = [Chapter(path, {name: "x"}, tmp_path / "out" / f"{name}.ipynb") for name in ("a", "b")]
    with pytest.raises(ChapterError) as refused:
        run_chapters([*wrong, Chapter(path, {"language": "ru"}, tmp_path / "out" / "good.ipynb")])
    assert len(refused.value.problems) == 2
    assert not (tmp_path / "out").exists()
