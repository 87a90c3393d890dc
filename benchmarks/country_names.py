"""How many names of countries are resolved rightly, wrongly or not at all, and how long it takes: a row a set.

Run it where the conformance data lie beside the project: python benchmarks/country_names.py
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from needs_analysis.registers.countries import resolve_country
from needs_analysis.registers.country_names import alpha3

NAMES = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "country_names" / "labelled_names.csv"
LOAD = """
import time
from needs_analysis.registers.countries import resolve_country
start = time.perf_counter()
resolve_country('Kingdom, nowhere')
print(time.perf_counter() - start)
"""


def count(path: Path = NAMES) -> dict[str, Counter[str]]:
    """Count right, wrong and unresolved names of each set; a name that must stay unresolved is right without a code."""
    two = {three: code for code, three in alpha3().items()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = resolve_country(row["string"])
            found = two.get(code, code) if code else ""
            verdict = "right" if found == row["iso2"] else "wrong" if found else "unresolved"
            counts[row["set"]][verdict] += 1
    return counts


def main() -> None:
    """Print the table, the microseconds a name and the seconds to load."""
    loads = [float(subprocess.check_output([sys.executable, "-c", LOAD], text=True)) for _ in range(5)]
    resolve_country("Kingdom, nowhere")
    start = time.perf_counter()
    counts = count()
    seconds = time.perf_counter() - start
    for name, verdicts in counts.items():
        n = sum(verdicts.values())
        shown = "  ".join(f"{verdict} {verdicts[verdict]:4}" for verdict in ("right", "wrong", "unresolved"))
        print(f"{name:22} {n:4}  {shown}  {verdicts['right'] / n:6.1%}")
    print(f"{seconds / sum(map(Counter.total, counts.values())) * 1e6:.1f} µs a name")
    print(f"{sorted(loads)[2]:.2f} s to load (median of 5)")


if __name__ == "__main__":
    main()
