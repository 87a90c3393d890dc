"""Chapters that travel to a cluster with all they are made from, and come back as the bytes they would be here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from needs_analysis.parallel import Workers
from needs_analysis.passing import passing_folder
from needs_analysis.reporting.chapter import Chapter, make_chapter
from needs_analysis.reporting.executing import StoppedError, prepare_execution
from needs_analysis.reporting.kernels import kernel_variables
from needs_analysis.reporting.warm.nursery import stay_warm
from needs_analysis.writing import write_bytes


@dataclass(frozen=True)
class Travelling:
    """A chapter by its content: its notebook's name and bytes, its parameters, its release's files, the seal."""

    name: str
    notebook: bytes
    parameters: Mapping[str, object]
    release: Mapping[str, bytes]
    seal: str


def make_far(chapters: list[Chapter], workers: Workers) -> Iterator[str | StoppedError]:
    """Give the text of each executed chapter, in order, or where it stopped.

    Raises:
        WorkerError: the cluster's workers died or have other programs, so that bytes might be others.
    """
    return workers.each(make_here, list(_packed(chapters)))


def _packed(chapters: Iterable[Chapter]) -> Iterator[Travelling]:
    files_of = cache(_files)  # many chapters have one release, which is read and held once
    for each in chapters:
        notebook, files = each.notebook.read_bytes(), files_of(each.release) if each.release else {}
        yield Travelling(each.notebook.name, notebook, dict(each.parameters), files, each.seal)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def make_here(asked: Travelling) -> str | StoppedError:
    """Execute a chapter that has come from elsewhere; a worker of a cluster does this."""
    prepare_execution()
    stay_warm(kernel_variables())
    with passing_folder() as folder:
        chapter = _unpacked(asked, folder)
        try:
            make_chapter(chapter)
        except StoppedError as stopped:
            return stopped
        return chapter.output.read_text(encoding="utf-8")


def _unpacked(asked: Travelling, folder: Path) -> Chapter:
    notebook, release = folder / asked.name, folder / "release"
    notebook.write_bytes(asked.notebook)
    for name, content in asked.release.items():
        write_bytes(release / name, content)
    seen = release if asked.release else None
    return Chapter(notebook, asked.parameters, folder / "executed.ipynb", seen, seal=asked.seal)
