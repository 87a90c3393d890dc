"""How long a second run of two hundred reports takes when nothing has changed, beside the first.

Each report has a chapter of charts and tables of its own. Run it after `make report`, from the repository's root:

    .venv/bin/python benchmarks/second_run.py [REPORTS [ROUNDS]]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from measuring import Row, in_turn

from needs_analysis.release import read_release
from needs_analysis.reporting.reports import build_reports
from needs_analysis.workshop import Report, Workshop, read_workshop

NOTEBOOK, RELEASE = Path("notebooks/03_needs.ipynb"), Path("reports/organiser/release")
ASKED = 2.0


def many_reports(root: Path, reports: int) -> Workshop:
    """A workshop with so many reports of one chapter each, in English, each chapter a notebook of its own."""
    workshop, plans = read_workshop(Path()), []
    for name in (f"chapter_{n}" for n in range(reports)):
        target = root / "notebooks" / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(NOTEBOOK, target)
        part = [{"chapter": [{"notebook": name}]}]
        plans.append(Report.model_validate({"id": name, "editions": ["organiser"], "part": part}))
    shutil.copytree(RELEASE, root / "reports" / "organiser" / "release")
    spoken = workshop.settings.workshop.model_copy(update={"languages": ["en"]})
    told = {"report": plans, "workshop": spoken, "documents": []}
    return replace(workshop, root=root, settings=workshop.settings.model_copy(update=told))


def rows(reports: int = 200, rounds: int = 5) -> list[Row]:
    """The second run and the first; the first once, as it is long."""
    with tempfile.TemporaryDirectory() as name:
        workshop = many_reports(Path(name), reports)
        source = workshop.reports / "organiser" / "release"
        releases = {"organiser": (read_release(source), source)}

        def run() -> None:
            with tempfile.TemporaryDirectory(dir=name) as new:
                build_reports(workshop, releases, into=Path(new), keep=[workshop.reports])

        first = in_turn({"first": lambda: build_reports(workshop, releases) and None}, 1)["first"]
        second = in_turn({"second": run}, rounds)["second"]
    return [
        Row(
            f"a second run of {reports} reports, nothing changed",
            f"{second:.2f} s",
            f"{ASKED:g} s",
            second <= ASKED,
            f"the first run: {first:.1f} s",
            "benchmarks/second_run.py",
            {"first": first, "second": second},
        )
    ]


if __name__ == "__main__":
    for row in rows(*(int(each) for each in sys.argv[1:])):
        print(f"{row.what}: {row.found} ({row.beside}; asked: {row.asked})")
