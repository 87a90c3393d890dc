"""A small workspace whose form asks a question in words, and whose evaluation has a column of remarks."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from needs_analysis.cleaning.review.comment_wording import COLUMNS
from needs_analysis.cleaning.review.comments import HEADINGS
from needs_analysis.cli.assessing import assess
from needs_analysis.cli.editions import make_editions
from needs_analysis.cli.running import clean_data
from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.release import write_release
from needs_analysis.release import Release
from needs_analysis.workshop import read_workshop
from tests.reading.made_forms import write_form

SETTINGS = """
[workshop]
id = "posts"
title = { en = "Survey of posts" }
start = 2026-05-12
end = 2026-05-14
attribution = "open"
languages = ["en", "ru"]

[sources.responses]
file = "answers.csv"
form = "form.xlsx"
id = "key"

[sources.evaluation]
file = "evaluation.csv"
[sources.evaluation.columns]
code = "Code"
when = "When"
q1 = "I know more"
remarks = "What else would you say?"

[evaluation]
design = "paired"
lowest = 1
highest = 5
[[evaluation.items]]
field = "q1"
asks = "satisfaction"
text = { en = "I know more" }

[editions.organiser]
smallest_group = 3
[editions.donor]
smallest_group = 5

[[report]]
id = "final_report"
editions = ["organiser", "donor"]
[[report.part]]
[[report.part.chapter]]
notebook = "08_questionnaire"
objectives = []
editions = ["organiser", "donor"]
"""
SURVEY = [
    ["type", "name", "label::English (en)", "label::Русский (ru)"],
    ["text", "full_name", "Your name", "Ваше имя"],
    ["select_one yn", "dogs", "Does your post have dogs?", "Есть ли на посту собаки?"],
    ["text", "remarks", "Anything else?", "Что ещё?"],
]
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]
RADIOS = "Рации у озера не работают."
LONG = "Мы просим больше времени на практические занятия 👮‍♀️. " * 6
COMMENTS = [
    RADIOS,
    "More time, please.",
    "More time, please.",
    "=HYPERLINK(1)",
    "Ask Vega Lyra about it.",
    "Write to chief@example.org",
    LONG,
    "نحتاج إلى وقت أطول\nللتدريب <b>العملي</b>",
]
NAMES = [
    "Vega Lyra",
    "Rigel Orion",
    "Mira Ceti",
    "Spica Virgo",
    "Deneb Cygni",
    "Atria Austra",
    "Alya Serpens",
    "Nunki A",
]
EVALUATED = [["Code", "When", "I know more", "What else would you say?"]] + [
    [f"AB{n}", "after", "4", text] for n, text in enumerate(["Tea was very good.", "", "More such days, please."])
]
Answers = Mapping[str, Mapping[str, str]]


def write_workspace(root: Path, comments: list[str] | None = None) -> Path:
    """Write the workspace; other comments may stand in the forms."""
    said = COMMENTS if comments is None else comments
    rows = [[str(n), name, "yes", text] for n, (name, text) in enumerate(zip(NAMES, said, strict=True), start=1)]
    (root / "workshop.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "data" / "corrections").mkdir(parents=True, exist_ok=True)
    write_form(root / "form.xlsx", SURVEY, CHOICES)
    for name, table in (("answers", [["key", "full_name", "dogs", "remarks"], *rows]), ("evaluation", EVALUATED)):
        with (root / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(table)
    return root


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    """Open the workbook at its sheet of comments."""
    workbook = openpyxl.load_workbook(path)
    return workbook, workbook["Comments"]


def lines(sheet: Worksheet) -> dict[str, dict[str, str]]:
    """The lines of the sheet, by row of the table and field: what each cell holds, and where the line stands."""
    found = {}
    for number, row in enumerate(sheet.iter_rows(min_row=HEADINGS + 1, values_only=True), start=HEADINGS + 1):
        cells = {name: str(cell or "") for name, cell in zip(COLUMNS, row, strict=False)}
        found[f"{cells['table']} {cells['row_id']}"] = cells | {"line": str(number)}
    return found


def decide(root: Path, answers: Answers) -> None:
    """Fill white cells of some lines, as a person does."""
    path = root / "data" / "review.xlsx"
    workbook, sheet = sheet_of(path)
    known = lines(sheet)
    for line, cells in answers.items():
        for name, text in cells.items():
            sheet.cell(int(known[line]["line"]), COLUMNS.index(name) + 1).value = text or None
    workbook.save(path)


def releases(root: Path) -> dict[str, Release]:
    """Clean, assess and release; edition → release."""
    workshop = read_workshop(root)
    data = clean_data(workshop, Teller(), force=True)
    editions = make_editions(workshop, data, assess(workshop, data))
    for made in editions:
        write_release(workshop.reports / made.name / "release", made.release)
    return {made.name: made.release for made in editions}
