"""How many names of agencies, written in every way that hurts, are resolved rightly, wrongly or not at all.

The list and its answers stand in `tests/registers/agencies_adversarial.csv`: python -m benchmarks.agency_names
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from needs_analysis.checks.agencies import propose_agencies
from needs_analysis.checks.findings import Field
from needs_analysis.registers.agencies import agency_register, look_up_agency
from needs_analysis.registers.agency_keys import is_national

NAMES = Path(__file__).resolve().parents[1] / "tests" / "registers" / "agencies_adversarial.csv"
LOAD = """
import time
start = time.perf_counter()
from needs_analysis.registers.agencies import look_up_agency
look_up_agency("Border Service", "KAZ")
print(time.perf_counter() - start)
"""
ROWS, DISTINCT = 100_000, 500


def read_rows(path: Path = NAMES) -> list[dict[str, str]]:
    """Read the list: text, country, the id that a person who knows the agencies would write, and what hurts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdict(row: dict[str, str], found: str | None) -> str:
    """Say whether an answer is right, none, another agency's, or that of an agency of another country than the row's.

    >>> row = {"country": "KAZ", "expected": "KAZ-BS"}
    >>> verdict(row, "KAZ-BS"), verdict(row, None), verdict(row, "KAZ-KNB"), verdict(row, "KGZ-SBS")
    ('right', 'none', 'wrong agency', 'wrong country')
    """
    if (found or "") == row["expected"]:
        return "right"
    if found is None:
        return "none"
    country = str(agency_register().at[found, "country"])
    return "wrong country" if is_national(country) and country != row["country"] else "wrong agency"


def count(rows: list[dict[str, str]]) -> Counter[str]:
    """Count the verdicts of all rows."""
    return Counter(verdict(row, look_up_agency(row["text"], row["country"] or None).code) for row in rows)


def seconds_for_a_table(rows: list[dict[str, str]]) -> float:
    """Time the check on a table of 100,000 rows that repeats the first 500 names."""
    some = rows[:DISTINCT]
    texts = [some[number % DISTINCT] for number in range(ROWS)]
    columns = {name: pd.Series([row[name] or None for row in texts], dtype="str") for name in ("text", "country")}
    frame = pd.DataFrame({"row_id": range(ROWS), "agency": columns["text"], "country": columns["country"]})
    frame = frame.assign(row_id=frame["row_id"].astype("str"), file="list.csv", sheet="", row=range(ROWS))
    start = time.perf_counter()
    propose_agencies(Field("responses", "agency", frame))
    return time.perf_counter() - start


def main() -> None:
    """Print the figures by what hurts, the microseconds a name, the seconds of a table and the seconds to load."""
    loads = [float(subprocess.check_output([sys.executable, "-c", LOAD], text=True)) for _ in range(3)]
    rows = read_rows()
    look_up_agency("Border Service", "KAZ")
    start = time.perf_counter()
    counts = count(rows)
    seconds = time.perf_counter() - start
    for kind in dict.fromkeys(row["kind"] for row in rows):
        print(f"{kind:20} {dict(count([row for row in rows if row['kind'] == kind]))}")
    print(f"{len(rows)} names: {dict(counts)}, {counts['right'] / len(rows):.1%} right")
    print(f"{seconds / len(rows) * 1e6:.0f} µs a name; {sorted(loads)[1]:.2f} s to load (median of 3)")
    print(f"{seconds_for_a_table(rows):.1f} s for {ROWS} rows of {DISTINCT} names")


if __name__ == "__main__":
    main()
