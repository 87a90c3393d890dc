"""Work spread over this machine's cores and over a real Dask cluster: the same results, whoever dies."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from needs_analysis.errors import WorkerError
from needs_analysis.language import interface_language
from needs_analysis.parallel import Workers
from tests.parallel.work import die, double, double_once_killed, fail, spoken, wait_and_double

ROOT = Path(__file__).parents[2]
PATHS = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}  # tests are no package that a cluster knows
KILL = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Address of two real workers."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as here:
        yield here.scheduler_address


@contextmanager
def scheduler_and_worker(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Give the address of a scheduler of its own, with a worker, and its process."""
    told = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, "env": os.environ | PATHS}
    begin = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with ExitStack() as stack:
        scheduler = subprocess.Popen([*begin, "--dashboard-address", ":0", "--scheduler-file", str(told)], **quiet)
        stack.callback(lambda: (scheduler.kill(), scheduler.wait()))
        worker = subprocess.Popen([*work, "--scheduler-file", str(told)], **quiet)
        stack.callback(lambda: (worker.kill(), worker.wait()))
        while not told.exists() or not told.read_text(encoding="utf-8"):
            time.sleep(0.1)
        yield json.loads(told.read_text(encoding="utf-8"))["address"], scheduler


@pytest.fixture(params=["cores", "cluster"])
def workers(request: pytest.FixtureRequest) -> Workers:
    """Each place where work is done."""
    return Workers(number=2) if request.param == "cores" else Workers(request.getfixturevalue("cluster"))


def test_results_come_in_order(workers: Workers) -> None:
    """Whoever is done first, the first asked comes first."""
    assert list(workers.each(double, range(20))) == [2 * number for number in range(20)]


@KILL
def test_what_a_killed_worker_was_at_is_done_by_another(workers: Workers, tmp_path: Path) -> None:
    """A real kill -9 in the middle changes no result."""
    asked = [(number, str(tmp_path / "killed")) for number in range(8)]
    assert list(workers.each(double_once_killed, asked)) == [2 * number for number in range(8)]
    assert (tmp_path / "killed").exists()


@KILL
def test_work_that_kills_twice_is_told(workers: Workers) -> None:
    """A run never ends as if all had been done."""
    with pytest.raises(WorkerError, match=r"twice: [0-3] of 6"):
        list(workers.each(die, range(6)))


def test_workers_speak_the_language_of_whoever_asks(workers: Workers) -> None:
    """Errors of the work are said where it is done."""
    with interface_language("ru"):
        assert list(workers.each(spoken, [1, 2])) == ["ru", "ru"]
    assert list(workers.each(spoken, [1, 2])) == ["en", "en"]


def test_errors_of_the_work_are_its_own(workers: Workers) -> None:
    """An error in what is done is not taken for a worker's death."""
    with pytest.raises(ZeroDivisionError):
        list(workers.each(fail, range(6)))


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is named."""
    monkeypatch.setattr("needs_analysis.parallel.PATIENCE", 1)
    with pytest.raises(WorkerError, match=re.escape("No scheduler answers at tcp://127.0.0.1:9")):
        list(Workers("tcp://127.0.0.1:9").each(double, range(3)))


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "tcp://here", "a b:1"])
def test_what_is_no_address_is_told(address: str) -> None:
    """At once: nobody is asked."""
    with pytest.raises(WorkerError, match="is no address of a scheduler"):
        list(Workers(address).each(double, range(3)))


def test_a_scheduler_that_goes_is_told(tmp_path: Path) -> None:
    """What was done before is given; then the run ends with the address, and does not wait for ever."""
    with scheduler_and_worker(tmp_path) as (address, scheduler):
        done = Workers(address).each(wait_and_double, range(50))
        assert [next(done), next(done)] == [0, 2]
        scheduler.kill()
        with pytest.raises(WorkerError, match=re.escape(address) + r" is gone: \d+ of 50 pieces of work were done"):
            list(done)


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever for work that nobody does."""
    monkeypatch.setattr("needs_analysis.parallel.PATIENCE", 1)
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty, pytest.raises(WorkerError, match="no workers"):
        list(Workers(empty.scheduler_address).each(double, range(3)))


def test_without_the_packages_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, as where a package for SPSS files is missing."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match=r"pip install 'needs-analysis\[dask\]'"):
        list(Workers("tcp://127.0.0.1:9").each(double, range(3)))


def test_workers_with_other_programs_are_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the work is: the numbers might be others."""
    monkeypatch.setattr("needs_analysis.parallel.programs", lambda: "others")
    with pytest.raises(WorkerError, match="other packages"):
        list(Workers(cluster).each(double, range(3)))


@KILL
@pytest.mark.parametrize("after", [0.15, 0.25, 0.35, 1.0])
def test_ctrl_c_is_heard_by_whoever_started_the_processes(after: float) -> None:
    """Whether they are starting or at work, none of them has a word to say, and none is left."""
    asked = "from time import sleep; from needs_analysis.parallel import Workers; "
    asked += "print('begun', flush=True); list(Workers(number=2).each(sleep, [60, 60]))"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen([sys.executable, "-c", asked], **pipes) as process:
        process.stdout.readline()
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=50)[1]  # all that hold the pipe have ended
    assert "popen_loky" not in told
    assert told.endswith("KeyboardInterrupt\n")
