"""A parent that is started before there is anything to execute, and releases that are read before anybody asks."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from pathlib import Path

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.reporting import kernels
from needs_analysis.reporting.running import make_ready
from needs_analysis.reporting.warm import child as child_of_parent
from needs_analysis.reporting.warm import parent as warm_parent
from needs_analysis.reporting.warm.child import Child
from needs_analysis.reporting.warm.nursery import can_fork, nursery, warm_if
from tests.small_release import make_release

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork: plain kernels execute chapters")


LOOK = "import os, needs_analysis as na\nprint(os.environ.get('SECRET'), na.read_release({folder!r}).manifest['limit'])"


def seen(child: Child, release: Path) -> str:
    """Give what a child prints of its environment and of a release."""
    shown = child.run(1, LOOK.format(folder=str(release)), 20)
    return "".join(output["text"] for outputs in shown["outputs"].values() for output in outputs)


def test_a_parent_that_nobody_asked_for_anything_ends_at_once() -> None:
    """A run that an issue stops does not wait for what it would have executed."""
    with warm_if(True):
        make_ready()
        with nursery() as parent:
            process = parent._process
    assert process is not None
    assert process.returncode == -signal.SIGKILL


def test_a_child_that_is_not_there_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parent that is busy forks nobody: no cell took too long."""
    monkeypatch.setattr(child_of_parent, "PATIENCE", 0.01)
    mine, theirs = socket.socketpair()
    with mine, theirs, pytest.raises(RuntimeError, match=r"Kernel was not there after 0\.01 seconds"):
        Child(mine, tmp_path)


def test_only_a_parent_that_is_kept_is_made_ready() -> None:
    """Where a cluster executes the chapters there is none."""
    make_ready()
    with nursery() as parent:
        assert not parent.is_warm


def test_a_parent_made_ready_early_gives_its_children_what_kernels_get(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the environment of the command is no business of a notebook's."""
    monkeypatch.setenv("SECRET", "of whoever started the run")
    release = write_release(tmp_path / "release", make_release())
    with warm_if(True):
        make_ready()
        with nursery() as parent, parent.child(tmp_path, release) as child:
            assert seen(child, release) == "None 3\n"
    assert os.environ["SECRET"]


def test_a_parent_that_dies_before_it_is_ready_is_started_again(tmp_path: Path) -> None:
    release = write_release(tmp_path / "release", make_release())
    with kernels.kernel_environment(), nursery() as parent:
        parent.start()
        assert parent._process is not None
        parent._process.kill()
        with parent.child(tmp_path, release) as child:
            assert seen(child, release) == "None 3\n"


def test_releases_are_read_before_anybody_asks(tmp_path: Path) -> None:
    """Each by a reader of its own, which is there when the first child wants to see its release."""
    releases = [write_release(tmp_path / str(limit), make_release(limit=limit)) for limit in (3, 5)]
    with kernels.kernel_environment(), nursery() as parent:
        parent.read_ahead(releases)
        for limit, release in zip((3, 5), releases, strict=True):
            with parent.child(tmp_path, release) as child:
                assert seen(child, release) == f"None {limit}\n"
        assert parent._process is not None
        assert len(forked_by(parent._process.pid)) == 2


def test_a_release_that_cannot_be_read_ahead_stops_nobody_else(tmp_path: Path) -> None:
    gone = write_release(tmp_path / "gone", make_release())
    shutil.rmtree(gone)
    release = write_release(tmp_path / "release", make_release())
    with kernels.kernel_environment(), nursery() as parent:
        parent.read_ahead([gone, release])
        with parent.child(tmp_path, release) as child:
            assert seen(child, release) == "None 3\n"


def forked_by(process: int) -> list[str]:
    """Name the processes that one has forked and that still run."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


@pytest.mark.parametrize(("asked", "done"), [(b"", ["for pages"]), (b"child", [])])
def test_a_parent_makes_pages_ready_when_nobody_asks(asked: bytes, done: list[str]) -> None:
    """Whoever waits for the first chapter does not wait for what pages need."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    told: list[str] = []
    with ours, theirs:
        if asked:
            ours.send(asked)
        warm_parent._Parent(theirs, None, later=[lambda: told.append("for pages")])._use_the_time()
    assert told == done


def test_a_parent_leaves_to_its_readers_what_they_have_to_do_themselves() -> None:
    """They were forked before it was done: what the parent did now would be of no use to them."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    told: list[str] = []
    with ours, theirs:
        parent = warm_parent._Parent(theirs, None, later=[lambda: told.append("for pages")])
        parent._readers[b"release"] = (0, theirs)
        parent._use_the_time()
    assert told == []
