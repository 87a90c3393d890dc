"""How long it takes to import the package, and to show the command's help, beside Python's own start.

.venv/bin/python benchmarks/start_up.py
"""

from __future__ import annotations

import subprocess
import sys

from measuring import Row, in_turn

SHOWN = {
    "python": "pass",
    "import": "import needs_analysis",
    "help": "import sys; sys.argv[1:] = ['--help']; from needs_analysis.cli import main; main()",
}
HOW = "benchmarks/start_up.py"


def rows(rounds: int = 7) -> list[Row]:
    """Median seconds of a fresh process that does it."""
    found = in_turn({name: lambda code=code: _start(code) for name, code in SHOWN.items()}, rounds)
    beside = f"python alone: {found['python']:.2f} s"
    return [
        Row("import needs_analysis", f"{found['import']:.2f} s", "0.35 s", found["import"] <= 0.35, beside, HOW, found),
        Row("needs-analysis --help", f"{found['help']:.2f} s", "0.4 s", found["help"] <= 0.4, beside, HOW),
    ]


def _start(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


if __name__ == "__main__":
    for row in rows():
        print(f"{row.what}: {row.found} ({row.beside}; asked: {row.asked})")
