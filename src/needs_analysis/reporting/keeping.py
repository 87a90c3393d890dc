"""What is kept of an earlier run: chapters and documents made from the same things, and not touched since.

A chapter is made from its notebook, its parameters, its release, and the programs; page and documents from all chapters
of their report, from what the plan says of it, and from the browser that draws their pictures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from needs_analysis.programs import programs
from needs_analysis.reporting.notebooks import Notebook, cells_text, notebook_text, split_notebook
from needs_analysis.writing import file_hash, keep_file, write_text

MARK = "needs_analysis"


def made_from(notebook: Path, parameters: object, release: Path) -> str:
    """Name all that a chapter is made from: where it is the same, so is the chapter."""
    told = [file_hash(notebook), parameters, file_hash(release / "manifest.json"), programs()]
    return _digest(told)


def write_marked(path: Path, executed: Notebook, key: str) -> Path:
    """Write an executed notebook, and in it what it was made from, and what it then showed."""
    cells = cells_text(executed["cells"])
    mark = {"made_from": key, "shows": _sum(cells)}
    return write_text(path, notebook_text(executed | {"metadata": executed["metadata"] | {MARK: mark}}, cells))


def kept_chapter(path: Path, key: str) -> bool:
    """Say whether an executed notebook was made from just this, and still shows what it then did."""
    try:
        cells, rest = split_notebook(path.read_text(encoding="utf-8"))
        mark = rest["metadata"].get(MARK, {})
        return bool(mark.get("made_from") == key and mark.get("shows") == _sum(cells))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def keep_files(names: Iterable[str], key: str, record: Path, into: Path) -> set[str]:
    """Copy the files that an earlier run made from just this, and that nobody has changed; say which these are.

    Args:
        names: of the files wanted.
        key: what they are made from.
        record: of the earlier run, beside whose folder the files lie.
        into: the folder that they go into.
    """
    try:
        told = json.loads(record.read_text(encoding="utf-8"))
        sums: dict[str, str] = told["files"] if told["made_from"] == key else {}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    folder, kept = record.parent.parent, set()
    for name in names:
        if name in sums and (folder / name).is_file() and file_hash(folder / name) == sums[name]:
            if folder != into:
                keep_file(folder / name, into / name)
            kept.add(name)
    return kept


def write_record(record: Path, key: str, files: Iterable[Path]) -> None:
    """Write down what files were made from, and what they then were."""
    told = {"made_from": key, "files": {path.name: file_hash(path) for path in sorted(files)}}
    write_text(record, json.dumps(told, indent=1) + "\n")


def files_from(chapters: Iterable[str], plan: str, language: str, browser: Path | None) -> str:
    """Name all that the page and the documents of a report are made from."""
    drawn_by = browser and [browser.resolve().as_posix(), browser.stat().st_mtime_ns, browser.stat().st_size]
    return _digest([*chapters, plan, language, drawn_by, programs()])


def _digest(told: Any) -> str:
    return _sum(json.dumps(told, sort_keys=True, ensure_ascii=False))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
