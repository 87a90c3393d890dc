"""Forked children in place of kernels: the same outputs, nothing of one in another, nothing left behind."""

from __future__ import annotations

import operator
import os
import re
import tempfile
import time
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import nbformat
import pytest
from papermill.engines import papermill_engines

from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ChapterError, ReleaseError
from needs_analysis.release import read_release, remember_release
from needs_analysis.reporting import kernels
from needs_analysis.reporting.executing import prepare_execution
from needs_analysis.reporting.notebooks import read_notebook
from needs_analysis.reporting.running import Chapter, run_chapters
from needs_analysis.reporting.warm.child import ChildError
from needs_analysis.reporting.warm.nursery import ENGINE, can_fork, nursery
from tests.reporting.chapters import code, markdown, write_chapter
from tests.small_release import make_release

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork: plain kernels execute chapters")
PLAIN = "nbclient"
CELL_FILE = re.compile(r"\S*ipykernel_\d+/\d+\.py")
SHOWING = [
    "print('a'); print('b', end='')",
    "import sys\nprint('to stderr', file=sys.stderr)",
    "1 + 1",
    "_ + 1",
    "None",
    "'quiet';",
    "from IPython.display import HTML, Image, Markdown, clear_output, display\nHTML('<p>A</p>')",
    "shown = display(Markdown('*before*'), display_id='one')",
    "display('between')\nupdate = display(Markdown('*after*'), display_id='one', update=True)",
    "print('gone')\nclear_output()\nprint('stays')",
    "print('gone, too')\nclear_output(wait=True)\nprint('comes')",
    "import base64\nImage(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))",  # noqa: E501
    "import plotly.graph_objects as go\ngo.Figure({'data': [{'type': 'bar', 'y': [1, 2]}]})",
    "go.Figure({'data': [{'type': 'bar', 'y': [3]}]}).show()",
    "import pandas as pd\npd.DataFrame({'a': [1.5, 2.5]})",
    "%%capture kept\nprint('captured')",
    "kept.stdout",
    "!echo from a shell",
    "import os\nos.write(1, b'by descriptor\\n');",
    "import asyncio\nawait asyncio.sleep(0, 'awaited')",
    "class Odd:\n    def __repr__(self):\n        raise ValueError('no words')\nOdd()  # raises-exception",
    "def deep():\n    return 1 / 0\ndeep()  # raises-exception",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error), error)",
    "import warnings\nwarnings.warn('be warned')",
    "__name__, sorted({'x', 'y', 'z'}), os.getcwd() == os.path.realpath('.'), sys.path",
    "%pwd  # a magic\nIn[3], Out[3]",
]


def outputs_of(cells: list[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The number and outputs of each cell; what is printed at once may come in pieces."""
    told = []
    for cell in cells:
        joined: list[dict[str, Any]] = []
        for output in cell.get("outputs", []):
            if joined and output.get("name") and output.get("name") == joined[-1].get("name"):
                joined[-1]["text"] += output["text"]
            else:
                joined.append(dict(output))
        for output in joined:
            if "text" in output:
                output["text"] = CELL_FILE.sub("cell.py", output["text"])
        told.append((cell.get("execution_count"), joined))
    return told


def run_with(engine: str, sources: list[str], folder: Path) -> Any:
    """What papermill makes of these cells with an engine, before it raises what it finds in them."""
    cells = [nbformat.v4.new_code_cell(each, metadata={"papermill": {}}) for each in sources]
    for cell in cells:
        cell.metadata["tags"] = ["raises-exception"] * ("raises-exception" in cell.source)
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"papermill": {}})
    prepare_execution()
    with kernels.kernel_environment(), kernels.own_event_loop(), kernels.kernel_options(folder) as options:
        run = papermill_engines.execute_notebook_with_engine
        return run(engine, notebook, "python3", progress_bar=False, **options)


def executed(folder: Path, sources: list[str], name: str, *, engine: str = ENGINE, **options: Any) -> Path:
    """Run a chapter of these cells."""
    cells = [code(each, tag="raises-exception" if "raises-exception" in each else "") for each in sources]
    notebook = write_chapter(folder / f"{name}.ipynb", markdown("# Title"), *cells)
    return run_chapters([Chapter(notebook, {"language": "ru"}, folder / engine / f"{name}.ipynb")], engine=engine)[0]


def test_every_cell_shows_what_a_kernel_shows(tmp_path: Path) -> None:
    """Cell for cell, number for number, tracebacks included."""
    ours, plain = (run_with(engine, SHOWING, tmp_path) for engine in (ENGINE, PLAIN))
    shown = zip(SHOWING, outputs_of(ours.cells), outputs_of(plain.cells), strict=True)
    assert {source: (mine, theirs) for source, mine, theirs in shown if mine != theirs} == {}
    assert ours.metadata["language_info"] == plain.metadata["language_info"]


FAILING = {
    "an error": "1 / 0",
    "several at once": "raise ExceptionGroup('both', [ValueError(1), ValueError(2)])",
    "a magic that is none": "%nosuchmagic",
    "no Python": "a b",
    "one that a handler hides": "get_ipython().set_custom_exc((ValueError,), lambda *_, **__: None)\nraise ValueError",
    "one that is shown and dealt with": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()",
}


@pytest.mark.parametrize("source", FAILING.values(), ids=FAILING)
def test_a_cell_fails_where_it_fails_in_a_kernel(tmp_path: Path, source: str) -> None:
    """Whether it shows an error or not; the cells behind it are left as they are, or executed."""
    ours, plain = (run_with(engine, ["1", source, "2"], tmp_path) for engine in (ENGINE, PLAIN))
    mine, theirs = ([cell.metadata["papermill"].get("exception") for cell in each.cells] for each in (ours, plain))
    assert mine == theirs
    assert outputs_of(ours.cells) == outputs_of(plain.cells)


def test_a_task_that_fails_beside_others_fails_its_cell(tmp_path: Path) -> None:
    """A kernel waits without end."""
    source = "import asyncio\nasync with asyncio.TaskGroup() as tasks:\n    tasks.create_task(asyncio.sleep('soon'))"
    failing = run_with(ENGINE, [source, "2"], tmp_path).cells
    assert [cell.get("execution_count") for cell in failing] == [1, None]
    with pytest.raises(ChapterError, match="failed without showing an error"):
        executed(tmp_path, [source], "tasks")


def test_papermill_finds_the_engine() -> None:
    """By its name, as an engine of papermill's own."""
    (found,) = (each for each in entry_points(group="papermill.engine") if each.name == ENGINE)
    from needs_analysis.reporting.warm.engine import WarmEngine

    assert found.load() is WarmEngine


def test_a_chapter_sees_nothing_of_another(tmp_path: Path) -> None:
    """Neither names, nor what it did to modules, the environment or the folder."""
    spoil = [
        "import builtins, os, pandas",
        "mine = pandas.mine = builtins.mine = 1",
        "os.environ['MINE'] = '3'",
        "os.chdir('/')",
    ]
    look = "import os, pandas\nprint(hasattr(pandas, 'mine'), 'MINE' in os.environ, os.getcwd() == '/')"
    with kernels.kernel_environment(), nursery():
        executed(tmp_path, spoil, "spoils")
        found = executed(tmp_path, [look], "looks")
        with pytest.raises(ChapterError, match="NameError"):
            executed(tmp_path, ["mine"], "asks")
    assert read_notebook(found)["cells"][-1]["outputs"][0]["text"] == "False False False\n"


def test_a_chapter_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cell is named, and no process of it is left; the chapters beside it are done."""
    monkeypatch.setattr(kernels, "LONGEST_CELL", 3)
    hangs = f"import subprocess, time\nprocess = subprocess.Popen(['sleep', '600'])\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(process.pid))\ntime.sleep(600)"  # noqa: E501
    with kernels.kernel_environment(), nursery():
        with pytest.raises(ChapterError, match=r"hangs\.ipynb: Cell 3 failed: A cell timed out"):
            executed(tmp_path, [hangs], "hangs")
        executed(tmp_path, ["1"], "good")
    started = int((tmp_path / "pid").read_text(encoding="utf-8"))
    for _ in range(100):
        if not Path(f"/proc/{started}").exists() or "zombie" in Path(f"/proc/{started}/status").read_text():
            break
        time.sleep(0.05)
    else:
        pytest.fail("a program that the chapter started still runs")


def test_five_hundred_runs_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No process, no open file or socket, no temporary file; with one parent for all, or one for each."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    executed(tmp_path, ["1"], "first")
    files, children = len(list(Path("/proc/self/fd").iterdir())), children_of(os.getpid())
    notebook = write_chapter(
        tmp_path / "again.ipynb", markdown("# Title"), code("import tempfile\ntempfile.gettempdir()")
    )
    run_chapters(Chapter(notebook, {"language": "ru"}, tmp_path / f"{number}.ipynb") for number in range(498))
    for _ in range(2):
        executed(tmp_path, ["1"], "again")
    assert len(list(tmp_path.glob("[0-9]*.ipynb"))) == 498
    assert list(place.iterdir()) == []
    assert len(list(Path("/proc/self/fd").iterdir())) == files
    assert children_of(os.getpid()) == children


def test_a_parent_that_dies_is_started_again(tmp_path: Path) -> None:
    """Its children go on, and so do those that come later."""
    kill = "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(0.3)"
    with kernels.kernel_environment(), nursery():
        assert executed(tmp_path, [kill], "kills").is_file()
        assert executed(tmp_path, ["1"], "good").is_file()


@pytest.mark.parametrize("who", ["os.getppid()", "int(open(f'/proc/{os.getppid()}/stat').read().split()[3])"])
def test_a_reader_that_dies_is_replaced(tmp_path: Path, who: str) -> None:
    """And the children of one go on whose own parent has died."""
    release = write_release(tmp_path / "release", make_release())
    given = {"release": "../reports/x/release", "language": "en"}
    kill = f"import os, signal, time\nos.kill({who}, signal.SIGKILL)\ntime.sleep(0.3)"
    look = "import needs_analysis as na\nprint(na.read_release(release).manifest['limit'])"
    with kernels.kernel_environment(), nursery():
        for name, source in (("looks", look), ("kills", kill), ("looks again", look)):
            notebook = write_chapter(tmp_path / f"{name}.ipynb", markdown("# Title"), code(source), code(look))
            [path] = run_chapters([Chapter(notebook, given, tmp_path / f"{name}.out.ipynb", release)])
            assert read_notebook(path)["cells"][-1]["outputs"][0]["text"] == "3\n"


def children_of(process: int) -> set[str]:
    """The processes that this one has started and that still run."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"PPid:\t{process}\n" in text:
            found.add(status.parent.name)
    return found


def test_a_chapter_shows_what_a_kernel_shows(tmp_path: Path) -> None:
    """The whole file: papermill in the child makes of a chapter what it makes with a kernel."""
    shown = [each for each in SHOWING if not re.search("raises-exception|sys.path|In\\[3\\]", each)]
    ours, plain = (executed(tmp_path, shown, "shows", engine=engine) for engine in (ENGINE, PLAIN))
    told = [outputs_of(read_notebook(path)["cells"]) for path in (ours, plain)]
    assert [each for each in zip(*told, strict=True) if each[0] != each[1]] == []
    assert {**read_notebook(ours), "cells": []} == {**read_notebook(plain), "cells": []}


def test_a_child_finds_its_own_release_ahead_and_no_other(tmp_path: Path) -> None:
    """What the parent has read for chapters of other editions is not there."""
    folders = [tmp_path / name for name in ("organiser", "donor")]
    for folder, limit in zip(folders, (3, 5), strict=True):
        write_release(folder, make_release(limit=limit))
    look = [
        "import needs_analysis as na, needs_analysis.release.reading as reading",
        "print(len(reading._remembered), na.read_release(release).manifest['limit'])",
    ]
    with kernels.kernel_environment(), nursery():
        for folder, limit in zip(folders, (3, 5), strict=True):
            notebook = write_chapter(tmp_path / f"{limit}.ipynb", markdown("# Title"), *map(code, look))
            given = {"release": "../reports/x/release", "language": "en"}
            [path] = run_chapters([Chapter(notebook, given, tmp_path / f"{limit}.out.ipynb", folder)])
            assert read_notebook(path)["cells"][-1]["outputs"][0]["text"] == f"1 {limit}\n"


def test_a_child_finds_what_is_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It works in another folder than whoever names notebook, release and output."""
    monkeypatch.chdir(tmp_path)
    notebook = write_chapter(Path("a.ipynb"), markdown("# Title"), code("len(release)"))
    release = write_release(Path("release"), make_release())
    given = {"release": "../reports/x/release", "language": "en"}
    assert run_chapters([Chapter(notebook, given, Path("out") / "a.ipynb", release)])[0].is_file()
    assert (tmp_path / "out" / "a.ipynb").is_file()


def test_a_mistake_in_a_child_is_told_whole(tmp_path: Path) -> None:
    """With its traceback, and not as a kernel that has died."""
    with (
        kernels.kernel_environment(),
        nursery() as parent,
        parent.child(tmp_path) as child,
        pytest.raises(ChildError, match="TypeError: unsupported operand"),
    ):
        child.call(operator.truediv, 1, seconds=10)


def test_a_release_read_ahead_is_a_copy(tmp_path: Path) -> None:
    """What is done to one that was read is not seen by the next, and a file changed since is read anew."""
    folder = write_release(tmp_path / "release", make_release())
    remember_release(folder)
    first = read_release(folder)
    first.estimates["value"] = 0.0
    first.manifest["limit"] = 99
    assert read_release(folder).estimates.equals(make_release().estimates)
    assert read_release(folder).manifest["limit"] != 99
    (folder / "labels.csv").write_text("damaged", encoding="utf-8")
    with pytest.raises(ReleaseError):
        read_release(folder)
