"""Rows of the common table from the scripts that have tables of their own: large surveys, and R."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from measuring import Row, skipped

LARGE = "benchmarks/large_survey.py"
SIZE = "1,000,000 forms × 120 columns: read, checked, log applied, 33 needs × 20 countries × 5 agency types estimated"


def large() -> list[Row]:
    """Seconds, memory and growth of surveys in parts."""
    import large_survey as script

    found = script.rows()
    last, exponent = found[-1], script.growth(found)
    seconds, memory = float(last["seconds"]), float(last["gigabytes"])
    beside = f"{last['processor']:.0f} s of processors; " + ", ".join(f"{k} {v}" for k, v in last["steps"].items())
    few, many = found[0]["forms"], last["forms"]
    return [
        Row(SIZE, f"{seconds:.0f} s", "120 s", seconds <= script.MOST_SECONDS, beside, LARGE, {"rows": found}),
        Row(
            "the same, memory of all processes", f"{memory:.1f} GB", "6 GB", memory <= script.MOST_GIGABYTES, "", LARGE
        ),
        Row(
            f"the same, growth of processor time from {few:,} forms",
            f"exponent {exponent:.2f}",
            "at most 1.05",
            exponent <= script.MOST_EXPONENT,
            f"to {many:,}",
            LARGE,
        ),
    ]


def dask(forms: int = 5_000_000) -> list[Row]:
    """The same on a local Dask cluster of two workers with 2 GB each."""
    import large_survey as script

    there, here = script.compared(script.workspace(Path(tempfile.gettempdir()), forms), forms, script.LIMIT)
    apart, same = float(there["apart"]), bool(there["same"])
    what = f"{forms:,} forms on a Dask cluster of two workers with 2 GB each"
    found = f"{there['seconds']:.0f} s; furthest apart from here {apart:.1e}"
    told = {"there": there, "here": here}
    return [
        Row(what, found, "completes, equal to 1e-9", same and apart <= 1e-9, f"{here['seconds']:.0f} s", LARGE, told)
    ]


def r() -> list[Row]:
    """Estimators, log and checks beside R."""
    import against_r as script

    return [_beside_r(row) for row in script.rows()]


def _beside_r(row: dict[str, Any]) -> Row:
    if "skipped" in row:
        return skipped(str(row["what"]), "", str(row["skipped"]))
    ours, theirs = float(row["ours"]), float(row["rival_seconds"])
    found = f"{ours:.4f} s: {row['ratio']:.1f} times faster"
    beside = f"{row['rival']}: {theirs:.4f} s"
    return Row(str(row["what"]), found, str(row["asked"]), bool(row["reached"]), beside, str(row["how"]), row)
