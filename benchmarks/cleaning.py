"""A large survey read, checked and cleaned: seconds of each step, and the most memory it took.

    python benchmarks/cleaning.py [FORMS] [QUESTIONS]

Makes a questionnaire and an export of it (100,000 forms × 350 columns unless told otherwise): ratings, numbers, texts,
questions with several answers, skip logic and constraints, with some of everything that the checks look for.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

from needs_analysis.cli.arrival import receive
from needs_analysis.cli.checking import check
from needs_analysis.cli.cleaning import clean
from needs_analysis.workshop import read_workshop

SETTINGS = """
[workshop]
id = "large"
title.en = "A large survey"
start = 2026-05-12
end = 2026-05-13
attribution = "open"
languages = ["en"]

[sources.responses]
file = "answers.csv"
form = "form.xlsx"
id = "_id"

[checks.outside_choices]
severity = "review"

[editions.organiser]
smallest_group = 3

[[report]]
id = "final_report"
editions = ["organiser"]
[[report.part]]
[[report.part.chapter]]
notebook = "03_needs"
objectives = []
editions = ["organiser"]
"""
CHOICES = [("scale", str(n), f"Level {n}") for n in range(1, 6)] + [("tools", name, name.title()) for name in "abcdef"]
CHOICES += [("yes_no", "yes", "Yes"), ("yes_no", "no", "No")]
CHOICES += [("countries", code, code) for code in ("KAZ", "KGZ", "TJK", "TKM", "UZB")]


def questions(columns: int) -> list[tuple[str, str, str, str, str]]:
    """Type, name, label, relevant and constraint of each question; a seventh of the columns each kind."""
    rows = [("select_one countries", "country", "Country", "", "")]
    width = 1
    number = 0
    while width < columns - 4:
        number += 1
        kind = number % 5
        if kind == 0:
            rows.append(("select_multiple tools", f"m{number}", f"Tools {number}", "", ""))
            width += 7
        elif kind == 1:
            rows.append(("select_one scale", f"s{number}", f"Rate {number}", "", ""))
            width += 1
        elif kind == 2:
            rows.append(("integer", f"i{number}", f"How many {number}", "", ". >= 0 and . <= 500"))
            width += 1
        elif kind == 3:
            rows.append(("select_one yes_no", f"y{number}", f"Have you {number}", "", ""))
            width += 1
        else:
            rows.append(("text", f"t{number}", f"Which {number}", f"${{y{number - 1}}} = 'yes'", ""))
            width += 1
    return rows


def answers(asked: list[tuple[str, str, str, str, str]], forms: int) -> pd.DataFrame:
    """An export: codes, some labels, blanks, numbers far off, and skips that were not kept."""
    random = np.random.default_rng(1)
    words = np.array([f"answer {n}" for n in range(2000)] + ["test", "+996 555 123456"], dtype=object)
    columns: dict[str, object] = {"_id": np.arange(forms).astype(str)}
    for kind, name, *_ in asked:
        if kind == "select_one countries":
            columns[name] = random.choice(["KAZ", "KGZ", "TJK", "TKM", "UZB", "Казахстан"], forms)
        elif kind == "select_one scale":
            columns[name] = random.choice(["1", "2", "3", "4", "5", "Level 5", ""], forms)
        elif kind == "select_one yes_no":
            columns[name] = random.choice(["yes", "no"], forms)
        elif kind == "integer":
            values = random.integers(0, 400, forms).astype(str).astype(object)
            values[random.random(forms) < 0.0002] = "999"
            columns[name] = values
        elif kind == "text":
            asked_for = np.asarray(columns[f"y{int(name[1:]) - 1}"]) == "yes"
            columns[name] = np.where(asked_for ^ (random.random(forms) < 0.0002), random.choice(words, forms), "")
        else:
            chosen = random.random((forms, 6)) < 0.4
            texts = [" ".join(choice) for choice in (np.array(list("abcdef"))[row] for row in chosen)]
            columns[name] = texts
            for at, choice in enumerate("abcdef"):
                columns[f"{name}/{choice}"] = np.where(chosen[:, at], "1", "0")
    columns["start"] = "2026-05-12T09:00:00.000+05:00"
    columns["end"] = random.choice([f"2026-05-12T09:{minute}:00.000+05:00" for minute in range(10, 59)], forms)
    return pd.DataFrame(columns)


def write_workspace(root: Path, forms: int, columns: int) -> None:
    """Write settings, questionnaire and export."""
    asked = questions(columns)
    book = openpyxl.Workbook()
    survey, choices = book.active, book.create_sheet("choices")
    survey.title = "survey"
    survey.append(["type", "name", "label", "relevant", "constraint"])
    for row in [*asked, ("start", "start", "", "", ""), ("end", "end", "", "", "")]:
        survey.append(row)
    choices.append(["list_name", "name", "label"])
    for row in CHOICES:
        choices.append(row)
    book.save(root / "form.xlsx")
    (root / "workshop.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "data" / "corrections").mkdir(parents=True)
    exported = answers(asked, forms)
    exported.to_csv(root / "answers.csv", index=False)
    print(f"{len(exported):,} forms × {exported.shape[1]} columns")


def main(forms: int, columns: int) -> None:
    """Make the survey, take it through the steps, and print what they took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        making = multiprocessing.get_context("spawn").Process(target=write_workspace, args=(root, forms, columns))
        making.start()
        making.join()
        workshop, total = read_workshop(root), 0.0
        steps = {}
        start = time.perf_counter()
        arrival = receive(workshop)
        steps["read"] = time.perf_counter() - start
        start = time.perf_counter()
        checked = check(workshop, arrival)
        steps["check"] = time.perf_counter() - start
        start = time.perf_counter()
        clean(workshop, arrival, checked)
        steps["clean"] = time.perf_counter() - start
        for name, seconds in steps.items():
            print(f"{name:6} {seconds:6.1f} s")
            total += seconds
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"all    {total:6.1f} s; {len(checked.log):,} lines of the log, {len(checked.issues):,} issues")
        print(f"most memory {most:,.0f} MB")


if __name__ == "__main__":
    main(*(int(text) for text in [*sys.argv[1:], *["100000", "350"][len(sys.argv) - 1 :]]))
