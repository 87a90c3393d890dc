"""Notebooks as files: read with their cells named, written without the clock."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from needs_analysis.errors import ChapterError, Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest

Notebook = dict[str, Any]
INJECTED = "injected-parameters"
CLOCK = ("papermill", "execution")
SLOW = "rfc3987_syntax"
BEGINS, ENDS = '{"cells": [\n', "\n], "


def read_notebook(path: Path) -> Notebook:
    """Read a notebook; cells without a name are named by their place.

    Raises:
        ChapterError: the notebook is missing or is none.
    """
    if not path.is_file():
        near = nearest(path.stem, sorted(found.stem for found in path.parent.glob("*.ipynb")))
        raise ChapterError(Problem(say("There is no such notebook{hint}", hint=near or "."), file=path.name))
    try:
        notebook: Notebook = json.loads(path.read_text(encoding="utf-8-sig"))
        cells = [_plain_cell(cell) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ChapterError(
            Problem(
                say("This is not a notebook that can be read."),
                file=path.name,
                remedy=say("Open it in JupyterLab and save it again."),
            )
        ) from error
    return notebook | {"cells": _named(cells)}


def clean_notebook(notebook: Notebook) -> Notebook:
    """Give an executed notebook without anything of when and where it was executed."""
    kept = notebook | {"cells": [_without_clock(cell) for cell in notebook["cells"]]}
    return kept | {"metadata": {key: value for key, value in notebook["metadata"].items() if key not in CLOCK}}


def cells_text(cells: list[Notebook]) -> str:
    """Write cells out, one a line."""
    return ",\n".join(map(_json, cells))


def notebook_text(notebook: Notebook, cells: str = "") -> str:
    r"""Write a notebook out, the same one in the same bytes, a cell a line.

    Args:
        notebook: the notebook.
        cells: what its cells are written out as, where that is known.

    >>> notebook_text({"nbformat": 4, "cells": [{"source": "1"}, {"source": "2"}]}).splitlines()
    ['{"cells": [', '{"source": "1"},', '{"source": "2"}', '], "nbformat": 4}']
    """
    rest = _json({name: value for name, value in notebook.items() if name != "cells"})
    return BEGINS + (cells or cells_text(notebook["cells"])) + ENDS + rest.removeprefix("{") + "\n"


def split_notebook(text: str) -> tuple[str, Notebook]:
    """Give the cells of a notebook as they are written out, unread, and all else that stands in it.

    Raises:
        ValueError: it was written out in another way.
    """
    cells, ends, rest = text.removeprefix(BEGINS).rpartition(ENDS)
    if not (text.startswith(BEGINS) and ends):
        raise ValueError("not written out a cell a line")
    read: Notebook = json.loads("{" + rest)
    return cells, read


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def tags_of(cell: Notebook) -> list[str]:
    """Return a cell's tags.

    >>> tags_of({"metadata": {"tags": ["parameters"]}})
    ['parameters']
    """
    return list(cell.get("metadata", {}).get("tags", []))


def numbered(cells: list[Notebook]) -> list[tuple[int, Notebook]]:
    """Number cells as the author counts them: from 1, without the one that carries the given parameters.

    >>> [number for number, _ in numbered([{}, {"metadata": {"tags": ["injected-parameters"]}}, {}])]
    [1, 1, 2]
    """
    found, number = [], 0
    for cell in cells:
        number += INJECTED not in tags_of(cell)
        found.append((number, cell))
    return found


def notebook_format() -> ModuleType:
    """Import nbformat without the second in which `rfc3987_syntax` builds a grammar that no notebook needs.

    nbformat imports jsonschema, which imports that module only to check formats that the notebooks' schema does not
    have, and does without it where it is not installed.
    """
    with _without(SLOW):
        import nbformat
    return nbformat


@contextmanager
def _without(name: str) -> Iterator[None]:
    if name in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def _plain_cell(cell: Notebook) -> Notebook:
    outputs = {"outputs": [_plain_output(output) for output in cell["outputs"]]} if "outputs" in cell else {}
    return cell | {"source": _joined(cell["source"])} | outputs


def _plain_output(output: Notebook) -> Notebook:
    plain = {"text": _joined(output["text"])} if "text" in output else {}
    if "data" in output:
        texts = {kind: _joined(data) for kind, data in output["data"].items() if kind.startswith("text/")}
        plain["data"] = output["data"] | texts
    return output | plain


def _joined(text: str | list[str]) -> str:
    """Return a text that the notebook's format lets be one string or a list of lines."""
    return text if isinstance(text, str) else "".join(text)


def _named(cells: list[Notebook]) -> list[Notebook]:
    taken = {cell["id"] for cell in cells if "id" in cell}
    free = (name for name in (f"cell-{place}" for place in range(1, 2 * len(cells) + 2)) if name not in taken)
    return [cell if "id" in cell else cell | {"id": next(free)} for cell in cells]


def _without_clock(cell: Notebook) -> Notebook:
    metadata = {key: value for key, value in cell["metadata"].items() if key not in CLOCK and value != []}
    named = {"id": INJECTED} if INJECTED in tags_of(cell) else {}
    return cell | named | {"metadata": metadata}
