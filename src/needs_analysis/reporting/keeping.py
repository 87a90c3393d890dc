"""What is kept of an earlier run: chapters and documents made from the same things, and not touched since.

A chapter is made from its notebook, its parameters, its release, and the programs; page and documents from all chapters
of their report, from what the plan says of it, and from the browser that draws their pictures. What they then were is
written down under a seal that is made of the data, so that whoever has the reports alone cannot pass off others.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from needs_analysis.errors import OutputError
from needs_analysis.programs import programs
from needs_analysis.reporting.notebooks import Notebook, cells_text, notebook_text, split_notebook
from needs_analysis.writing import file_hash, keep_file, write_text

MARK = "needs_analysis"


def made_from(notebook: Path, parameters: object, release: Path) -> str:
    """Name all that a chapter is made from: where it is the same, so is the chapter."""
    told = [file_hash(notebook), parameters, file_hash(release / "manifest.json"), programs()]
    return digest(told)


def write_marked(path: Path, executed: Notebook, key: str, seal: str) -> Path:
    """Write an executed notebook, and in it what it was made from, and under a seal what it then showed."""
    cells = cells_text(executed["cells"])
    mark = {"made_from": key, "shows": sealed(cells, seal)}
    return write_text(path, notebook_text(executed | {"metadata": executed["metadata"] | {MARK: mark}}, cells))


def kept_chapter(path: Path, key: str, seal: str) -> bool:
    """Say whether an executed notebook was made from just this, and still shows what it then did."""
    try:
        if not _is_plain(path):
            return False
        cells, rest = split_notebook(path.read_text(encoding="utf-8"))
        mark = rest["metadata"].get(MARK, {})
        return bool(mark.get("made_from") == key and mark.get("shows") == sealed(cells, seal))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def keep_files(names: Iterable[str], key: str, record: Path, *, seal: str, into: Path) -> set[str]:
    """Copy the files that an earlier run made from just this, and say which of the copies nobody has changed.

    Args:
        names: of the files wanted.
        key: what they are made from.
        record: of the earlier run, beside whose folder the files lie.
        seal: of whoever wrote the record.
        into: the folder that they go into.
    """
    try:
        told = json.loads(record.read_text(encoding="utf-8"))
        sums: dict[str, str] = dict(told["files"]) if told["made_from"] == key else {}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    folder = record.parent.parent
    return {name for name in names if name in sums and _taken_over(folder / name, into / name, sums[name], seal)}


def _taken_over(earlier: Path, path: Path, told: str, seal: str) -> bool:
    """Put a copy of a file in its place, if it is the one that was written down; one that may not be read is none."""
    if earlier == path:
        return _is_plain(path) and sealed(file_hash(path), seal) == told
    with suppress(OutputError):
        if _is_plain(earlier):
            copy = keep_file(earlier, path)
            if sealed(file_hash(copy), seal) == told:  # of the copy: the other may have changed by now
                return True
            copy.unlink()
    return False


def write_record(record: Path, key: str, files: Iterable[Path], *, seal: str) -> None:
    """Write down what files were made from, and under a seal what they then were."""
    told = {"made_from": key, "files": {path.name: sealed(file_hash(path), seal) for path in sorted(files)}}
    write_text(record, json.dumps(told, indent=1) + "\n")


def files_from(chapters: Iterable[str], plan: str, language: str, browser: Path | None) -> str:
    """Name all that the page and the documents of a report are made from."""
    return digest([*chapters, plan, language, browser and browser_state(browser), programs()])


def browser_state(browser: Path) -> list[str | int]:
    """Say which browser it is, so that another one, or another version, is told apart."""
    return [browser.resolve().as_posix(), browser.stat().st_mtime_ns, browser.stat().st_size]


def sealed(text: str, seal: str) -> str:
    """Sum a text up so that only those can do it again who have what the seal is made of.

    >>> sealed("shown", "seal") == sealed("shown", "another")
    False
    """
    return hmac.new(seal.encode(), text.encode("utf-8", "replace"), "sha256").hexdigest()


def _is_plain(path: Path) -> bool:
    """Whether a file stands where it seems to: a link may lead to what somebody changes later."""
    return path.is_file() and not path.is_symlink()


def digest(told: Any) -> str:
    """Sum up what something is made from."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
