"""One small workspace whose reports are built once, for all tests that look at built reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from needs_analysis.disclosure.release import write_release
from needs_analysis.release import Release
from needs_analysis.reporting.reports import build_reports
from needs_analysis.workshop import Workshop, read_workshop
from needs_analysis.writing import write_text
from tests.reporting.chapters import (
    CONTENT,
    CONTENTS,
    HTML,
    code,
    code_that_shows,
    draws,
    markdown,
    shows,
    write_chapter,
)
from tests.reporting.chapters import TABLE as PLAIN_TABLE
from tests.small_release import make_release

HOSTILE = "</script></style><script>document.title = 'hacked'</script><img src=x onerror=alert(1)> {n} & <b>"
SETTINGS = """
[workshop]
id = "small"
title = { en = "Small workshop", ru = "Малый семинар" }
start = 2026-05-12
end = 2026-05-14
attribution = "open"
languages = ["ru", "en"]

[[objectives]]
id = "needs"
text = { en = "Identify needs" }
[[objectives]]
id = "friends"
text = { en = "Make friends" }

[sources.responses]
file = "data/raw/responses.csv"

[[documents]]
file = "data/documents/Agenda of <b>Anna.txt"
title = { en = "Agenda & more", ru = "Повестка дня" }
kind = "agenda"
editions = ["organiser", "donor"]
[[documents]]
file = "data/documents/people.MD"
title = { ru = "Список участников" }
kind = "participants_list"
language = "ru"
editions = ["organiser"]

[editions.organiser]
smallest_group = 3
[editions.donor]
smallest_group = 5

[[report]]
id = "final_report"
editions = ["organiser", "donor"]
[[report.part]]
[[report.part.chapter]]
notebook = "03_needs"
objectives = ["needs"]
editions = ["organiser", "donor"]
parameters = { measure = "gap" }
[[report.part.chapter]]
notebook = "04_inside"
objectives = ["needs"]
editions = ["organiser"]
"""
NOTICE = {"en": "Synthetic example: no real person, no real answer.", "ru": "Синтетический пример."}
READS = "import json\njson.loads(open(f'{release}/manifest.json', encoding='utf-8').read())['edition'] + ', ' + measure"


@dataclass(frozen=True)
class Site:
    """A workspace whose reports are built."""

    workshop: Workshop
    releases: dict[str, tuple[Release, Path]]
    built: list[Path]
    steps: list[str]
    first: dict[str, bytes]

    def report(self, edition: str, language: str) -> Path:
        return self.workshop.reports / edition / language / "final_report.html"

    def build(self) -> list[Path]:
        """Build everything again."""
        return build_reports(self.workshop, self.releases)

    def contents(self) -> dict[str, bytes]:
        """Every file of the reports as it is now; `first` is how they were after the first build."""
        return contents_of(self.workshop.reports)


def contents_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write_chapters(folder: Path) -> None:
    """Write the two chapters: charts, a table, words from the release; and everything hostile in every place."""
    figure = {
        "data": [{"type": "bar", "x": [HOSTILE, "b"], "y": [1, 2], "name": HOSTILE}],
        "layout": {"title": {"text": HOSTILE}},
    }
    write_chapter(
        folder / "03_needs.ipynb",
        markdown("# Which needs come first?\n\nRespondents rated *importance*."),
        code(READS),
        markdown("## The widest gaps\n\n- one\n- two"),
        code(code_that_shows(draws())),
        code(code_that_shows(shows(**{HTML: PLAIN_TABLE, CONTENT: CONTENTS}))),
        markdown("### Below\n\n## Once more"),
        code(code_that_shows(draws())),
        parameters='release = "../release"\nlanguage = "en"\nmeasure = "importance"',
    )
    write_chapter(
        folder / "04_inside.ipynb",
        markdown(f"# What is inside? {HOSTILE}\n\n{HOSTILE} [link](javascript:alert(2))"),
        code(code_that_shows(draws(figure, title=HOSTILE, alt=HOSTILE, note=HOSTILE))),
        code(repr(HOSTILE)),
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two editions in two languages of a workshop with a hostile title."""
    root = tmp_path_factory.mktemp("site")
    (root / "workshop.toml").write_text(SETTINGS, encoding="utf-8")
    workshop = read_workshop(root)
    write_chapters(workshop.notebooks)
    for document in workshop.settings.documents:
        write_text(workshop.path(document.file), f"{document.kind}, synthetic")
    event = make_release().manifest["workshop"] | {"title": {"en": f"Small workshop {HOSTILE}"}, "notice": NOTICE}
    releases = {}
    for edition, parts in (("organiser", ["03_needs", "04_inside"]), ("donor", ["03_needs"])):
        about = {
            "edition": edition,
            "id": f"small-{edition}",
            "workshop": event,
            "objectives": [objective.model_dump() for objective in workshop.settings.objectives],
            "parts": [{"chapter": chapter, "objectives": ["needs"]} for chapter in parts],
        }
        release = make_release(**about)
        releases[edition] = (release, write_release(workshop.reports / edition / "release", release))
    steps: list[str] = []
    built = build_reports(workshop, releases, on_step=steps.append)
    return Site(workshop, releases, built, steps, contents_of(workshop.reports))
