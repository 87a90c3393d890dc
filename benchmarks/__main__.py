"""The table of all figures: each beside its rival in the same run, printed, and written as JSON.

    .venv/bin/python benchmarks [--only chapters,second,example,large,dask,start,r] [--json FILE] [--into README.md]

Run it after `make report`. It takes long; --only takes some of it. Rivals that are not part of the
project are installed by the row that needs them, or skipped with a word.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from measuring import Row

BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
SAID = {True: "reached", False: "missed", None: "–"}


def _rows_of(script: str, name: str = "rows", **given: Any) -> Callable[[], list[Row]]:
    return lambda: list(getattr(import_module(script), name)(**given))


ROWS: dict[str, Callable[[], list[Row]]] = {
    "start": _rows_of("start_up"),
    "second": _rows_of("second_run"),
    "chapters": _rows_of("chapters_speed"),
    "example": _rows_of("example_run"),
    "large": _rows_of("summed_up", "large"),
    "dask": _rows_of("summed_up", "dask"),
    "r": _rows_of("summed_up", "r"),
}


def machine() -> str:
    """What it was measured on."""
    cpu = next(iter(re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({cpu.strip()}), {memory:.0f} GB, {platform.system()}, {python}"


def as_table(told: dict[str, Any]) -> str:
    """The table as Markdown."""
    head = f"Measured on {told['machine']}; each row at the commit that it names.\n\n"
    lines = ["| what | found | beside | asked | | at |", "| --- | --- | --- | --- | --- | --- |"]
    for row in told["rows"]:
        cells = [row["what"], row["found"], row["beside"], row["asked"], SAID[row["reached"]], row["at"]]
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return head + "\n".join(lines) + "\n"


def put_into(page: Path, table: str) -> None:
    """Put the table between its two marks in a page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")


def measure(names: Iterable[str], earlier: dict[str, Any]) -> dict[str, Any]:
    """Measure these rows; of the others, what an earlier table has."""
    kept: dict[str, list[dict[str, Any]]] = earlier.get("parts", {})
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout
    at = f"{date.today().isoformat()}, {commit.strip()}"
    for name in names:
        print(f"{name} …", flush=True)
        kept[name] = [row.told() | {"at": at} for row in ROWS[name]()]
        for row in kept[name]:
            print(f"  {row['what']}: {row['found']} (asked: {row['asked']}; {SAID[row['reached']]})", flush=True)
    told = {"machine": machine(), "parts": kept}
    return told | {"rows": [row for name in ROWS for row in kept.get(name, [])]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default=",".join(ROWS))
    parser.add_argument("--json", type=Path, metavar="FILE", default=Path("benchmarks/table.json"))
    parser.add_argument("--into", type=Path, metavar="PAGE")
    chosen = parser.parse_args()
    earlier = json.loads(chosen.json.read_text(encoding="utf-8")) if chosen.json.is_file() else {}
    told = measure(chosen.only.split(","), earlier)
    chosen.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(as_table(told))
    if chosen.into:
        put_into(chosen.into, as_table(told))


if __name__ == "__main__":
    main()
