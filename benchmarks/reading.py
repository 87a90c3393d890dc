"""How long received files take to read, and how much memory: large tables, and files made to fill the memory.

Run it from the repository's root with the project's Python:  python benchmarks/reading.py
Each file is read in a process of its own; the seconds and the memory are those of that process without its start.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
ANSWERS = ["", "", "", "0", "1", "2", "3", "yes", "no", "dont_know", "Казахстан", "some, text", "2026-05-12"]


def make_csv(path: Path) -> None:
    pick = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["_id", *(f"q{at}" for at in range(349))])
        for row in range(100_000):
            cells = pick.choices(ANSWERS, k=349)
            cells[5] = f'free text {row} in "quotes"\nover two lines' if row % 10 == 0 else cells[5]
            writer.writerow([100_000 + row, *cells])


def make_workbook(path: Path) -> None:
    import openpyxl

    pick, book = random.Random(1), openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"q{at}" for at in range(100)])
    for _ in range(20_000):
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in pick.choices(ANSWERS, k=100)])
    book.save(path)


def make_far_cell(path: Path) -> None:
    _write(path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def make_blank_rows(path: Path) -> None:
    rows = (f'<row r="{row}" spans="1:3"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(3, 1048577))
    _write(path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>' + "".join(rows))


def make_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(900):
            part.write(b" " * (1 << 20))


FILES: dict[str, Callable[[Path], None]] = {
    "100,000 rows x 350 columns.csv": make_csv,
    "20,000 rows x 100 columns.xlsx": make_workbook,
    "one cell at XFD1048576.xlsx": make_far_cell,
    "a million blank rows.xlsx": make_blank_rows,
    "900 MB of blanks, packed.xlsx": make_bomb,
}


def _write(path: Path, rows: str) -> None:
    from tests.reading.made_files import xlsx

    path.write_bytes(xlsx(f"<sheetData>{rows}</sheetData>"))


def read(path: Path) -> None:
    """Read one file, and print what came of it."""
    from needs_analysis.errors import InputError
    from needs_analysis.reading.part import read_part, refuse_ragged
    from needs_analysis.reading.place import Place
    from needs_analysis.reading.received import put_together
    from needs_analysis.reading.row_ids import ids_of

    before, start = _memory(), time.perf_counter()
    try:
        part = read_part(Place(path, path.name))
        refuse_ragged(part)
        made = put_together([part], [[""] * len(part.headings)], ids_of([part], "_id")).frame
        outcome = f"{len(made):,} rows x {len(part.headings)} columns"
    except InputError as error:
        outcome = f"refused: {error.problems[0].what}"
    seconds = time.perf_counter() - start
    print(f"{path.name:32} {seconds:5.1f} s {_memory() - before:6,.0f} MB  {outcome}")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            make(Path(folder) / name)
            subprocess.run([sys.executable, __file__, str(Path(folder) / name)], check=True)


if __name__ == "__main__":
    read(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
