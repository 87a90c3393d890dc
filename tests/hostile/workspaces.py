"""Workspaces whose every text is hostile: a list of answers with a register of needs, and a form with its export."""

from __future__ import annotations

import csv
import json
import shutil
from itertools import cycle
from pathlib import Path

from openpyxl import Workbook

from needs_analysis.writing import put_text
from tests.hostile.corpus import SCRIPTS, TEXTS
from tests.house.sources import ROOT

# What a heading, a label or an answer may be: a cell that is not blank, one line, no longer than a workbook takes.
FIT = [
    text
    for text in [*TEXTS["formula"], *TEXTS["format"], *TEXTS["markdown"], *TEXTS["unicode"], *SCRIPTS[::5]]
    if text.strip() and text.isprintable() and text == text.strip() and "'" not in text[:1] and len(text) < 200
]
ROWS = 12
WHEN = ("2026-01-01", "2026-12-31", "ongoing")
INSIDE, EVERYONE = '["organiser"]', '["organiser", "donor"]'
SHARED = ("03_needs", "06_assistance", "08_questionnaire")


def toml(text: str) -> str:
    """A text as TOML quotes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Texts:
    """Hands the texts out, each once until all were handed out, and remembers to whom."""

    def __init__(self) -> None:
        self._following = cycle(FIT)
        self.given: dict[str, list[str]] = {}

    def one(self, kind: str) -> str:
        """The next text, for a kind of field."""
        return self.several(kind, 1)[0]

    def several(self, kind: str, n: int) -> list[str]:
        """The next texts."""
        found = [next(self._following) for _ in range(n)]
        self.given.setdefault(kind, []).extend(found)
        return found

    def words(self, kind: str) -> str:
        """A text in each language, as TOML."""
        return f"{{ en = {toml(self.one(kind))}, ru = {toml(self.one(kind))} }}"


def settings(texts: Texts, chapters: list[str], *, spelling: str = "own") -> str:
    """The settings of both workspaces: two editions, and words of the event that are hostile."""
    parts = "".join(map(_part, chapters))
    return f"""
[workshop]
id = "hostile"
title = {texts.words("title")}
place = {texts.words("place")}
notice = {texts.words("notice")}
start = 2026-05-12
end = 2026-05-13
attribution = "open"
languages = ["en"]

[[objectives]]
id = "needs"
text = {texts.words("objective")}

[agency_types.own]
label = {texts.words("agency type")}
spellings = [{toml(spelling)}]

[cleaning]
unknown_names = "review"

[editions.organiser]
smallest_group = 3
[editions.donor]
smallest_group = 5
[[report]]
id = "final_report"
editions = {EVERYONE}
[[report.part]]
{parts}"""


def _part(chapter: str) -> str:
    """The settings of a part of the report."""
    each = 'for_each = "country"\n' if chapter == "04_country_profile" else ""
    seen_by = EVERYONE if chapter in SHARED else INSIDE
    return f'\n[[report.part.chapter]]\nnotebook = "{chapter}"\nobjectives = ["needs"]\neditions = {seen_by}\n{each}'


def write_rows(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV file as somebody else would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def write_listed(root: Path) -> Texts:
    """Write a workspace of a CSV file of answers, needs, activities and an evaluation."""
    texts = Texts()
    head = {name: f"{texts.one('heading')} {name}" for name in ("country", "agency", "type", "remarks")}
    asked = [[f"{texts.one('heading')} {need} {what}" for what in ("matters", "works")] for need in range(4)]
    needs = [["need_id", "theme_id", "theme_en", "theme_ru", "label_en", "label_ru", "importance", "capacity"]]
    needs += [
        [f"N{number}", f"T{number % 2}", *texts.several("theme", 2), *texts.several("need", 2), *asked[number]]
        for number in range(4)
    ]
    write_rows(root / "needs.csv", needs)
    own = texts.one("spelling")
    rows = [["id", *head.values(), *(name for pair in asked for name in pair)]]
    for row in range(ROWS):
        country = texts.one("unresolved country") if row % 6 == 5 else ["Kazakhstan", "Uzbekistan"][row % 2]
        words = [country, texts.one("unresolved agency"), [own, "customs"][row % 2], texts.one("remark")]
        rows.append([str(row), *words, *(["Low", "Middle", "High"][(row + place) % 3] for place in range(8))])
    write_rows(root / "data" / "raw" / "answers.csv", rows)
    columns = {"country": head["country"], "agency": head["agency"], "agency_type": head["type"]}
    lines = "".join(f"{field} = {toml(heading)}\n" for field, heading in columns.items())
    sources = f'[sources.responses]\nfile = "data/raw/answers.csv"\nid = "id"\n[sources.responses.columns]\n{lines}'
    chapters = ["01_participants", "02_data_quality", "03_needs", "04_country_profile", "06_assistance"]
    scales = "".join(f"[scales.{name}]\nLow = 1\nMiddle = 2\nHigh = 3\n" for name in ("importance", "capacity"))
    said = settings(texts, [*chapters, "07_workshop_evaluation"], spelling=own)
    more = _activities(root, texts) + _evaluation(root, texts)
    return _written(root, f'{said}\n{sources}\n[registers]\nneeds = "needs.csv"\n{scales}{more}', texts)


def _activities(root: Path, texts: Texts) -> str:
    """Write a list of activities; give its settings."""
    fields = ["organisation", "funder", "activity", "need", "country", "for_whom", "start", "end", "status"]
    head = [f"{texts.one('heading')} {field}" for field in fields]
    rows = [
        [f"A{row}", *texts.several("activity", 3), f"N{row % 4}", "Kazakhstan", texts.one("activity"), *WHEN]
        for row in range(8)
    ]
    write_rows(root / "data" / "raw" / "activities.csv", [["id", *head], *rows])
    lines = "".join(f"{field} = {toml(heading)}\n" for field, heading in zip(fields, head, strict=True))
    return f'[sources.activities]\nfile = "data/raw/activities.csv"\nid = "id"\n[sources.activities.columns]\n{lines}'


def _evaluation(root: Path, texts: Texts) -> str:
    """Write an evaluation; give its settings."""
    items = (
        f'[[evaluation.items]]\nfield = "know"\nasks = "knowledge"\ntext = {texts.words("statement")}\n'
        '[[evaluation.items]]\nfield = "served"\nasks = "satisfaction"\nobjective = "needs"\n'
        f"text = {texts.words('statement on the objective')}\n"
    )
    head = {"code": "Code", "when": "When", "know": f"{texts.one('heading')} know", "served": "Served"}
    rows = [[f"C{person}", time, str(1 + (person + later) % 5), str(3 + person % 3) if later else ""]
            for person in range(9) for later, time in enumerate(("before", "after"))]  # fmt: skip
    write_rows(root / "data" / "raw" / "evaluation.csv", [list(head.values()), *rows])
    lines = "".join(f"{field} = {toml(heading)}\n" for field, heading in head.items())
    source = f'[sources.evaluation]\nfile = "data/raw/evaluation.csv"\n[sources.evaluation.columns]\n{lines}'
    return f'{source}[evaluation]\ndesign = "paired"\nlowest = 1\nhighest = 5\n{items}'


def write_form_and_export(root: Path) -> Texts:
    """Write a workspace of a questionnaire and its export, with questions of every kind."""
    texts = Texts()
    survey = [["type", "name", "label::English (en)", "label::Русский (ru)"]]
    survey += [["select_one one", f"one{n}", *_labels(texts, "question")] for n in range(8)]
    survey += [["select_multiple some", f"some{n}", *_labels(texts, "question")] for n in range(2)]
    survey += [["integer", "number", *_labels(texts, "question")], ["text", "free", *_labels(texts, "question")]]
    choices = [["list_name", "name", "label::English (en)", "label::Русский (ru)"]]
    choices += [[name, f"{name}_{n}", *_labels(texts, "choice")] for name in ("one", "some") for n in range(4)]
    (root / "data" / "raw").mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices)):
        sheet = book.create_sheet(name)
        for line, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                put_text(sheet, (line, column), text)
    book.save(root / "form.xlsx")
    answers = [["key", *(row[1] for row in survey[1:])]]
    for row in range(ROWS):
        picked = [f"one_{(row + n) % 4}" for n in range(8)] + [f"some_{row % 4} some_{(row + 1) % 4}"] * 2
        answers.append([str(row), *picked, str(row), texts.one("remark")])
    write_rows(root / "data" / "raw" / "answers.csv", answers)
    source = '[sources.responses]\nfile = "data/raw/answers.csv"\nform = "form.xlsx"\nid = "key"\n'
    said = settings(texts, ["02_data_quality", "08_questionnaire"])
    return _written(root, f"{said}\n{source}", texts)


def _labels(texts: Texts, kind: str) -> list[str]:
    """A label in each language; a form reads ${…} as a question of its own, and does not take one that is none."""
    return [text.replace("${", "$ {") for text in texts.several(kind, 2)]


def _written(root: Path, said: str, texts: Texts) -> Texts:
    (root / "workshop.toml").write_text(said, encoding="utf-8")
    (root / "data" / "corrections").mkdir(parents=True)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return texts
