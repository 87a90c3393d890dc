"""A synthetic workspace of any size: 120 columns, 33 needs, 20 countries, 5 agency types, and mess of every kind.

The file is written in blocks from the same seed, so that the first forms of a larger survey are those of a smaller one.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc

from needs_analysis.columns import LOG
from needs_analysis.registers.needs import read_needs

SETTINGS = """
[workshop]
id = "large"
title.en = "A large survey"
start = 2026-05-12
end = 2026-05-13
attribution = "open"
languages = ["en"]

[sources.responses]
file = "data/raw/answers.csv"
form = "form.xlsx"
id = "_id"

[cleaning]
unknown_names = "review"

[checks.outside_choices]
severity = "review"

[assessment]
plan = "plan.csv"

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
PLAN = """statistic,measure,item,over,by,weighting
mean,importance,all,,,
mean,capacity,all,,,
mean,gap,all,,,
mean,importance,all,,country,
mean,capacity,all,,country,
mean,gap,all,,country,
mean,importance,all,,agency_type,
mean,capacity,all,,agency_type,
mean,gap,all,,agency_type,
mean,importance,all,,,each_person
mean,gap,all,,,equal_country_type
count,responses,,,,
count,responses,,,country,
count,responses,,,agency_type,
count,answers,need,,,
"""
NEEDS, BLOCK = 33, 20_000
CENTRAL, AROUND = ["KAZ", "KGZ", "TJK", "TKM", "UZB"], ["AFG", "PAK", "IRN", "TUR", "AZE", "GEO", "ARM", "MNG", "CHN"]
COUNTRIES = [*CENTRAL, *AROUND, "IND", "DEU", "FRA", "ITA", "POL", "LVA"]
MISSPELT = ["Kazakstan", "Узбекистан", "Tadjikistan", "Germany ", "georgia", "Atlantis"]
TYPES = ["border_service", "customs", "national_security", "migration", "interior"]
RATED = ["1", "2", "3", "4", "5"]
TOOLS = list("abcdef")
FIRST_MOMENT = 1_778_540_400_001  # of 12 May 2026, in milliseconds
INTEGERS, SEVERAL, YES_NO, TEXTS, DATES = 10, 3, 8, 8, 4


def make_workspace(root: Path, forms: int) -> Path:
    """Write settings, questionnaire, plan, corrections and export; answer the folder."""
    (root / "data" / "corrections").mkdir(parents=True)
    (root / "data" / "raw").mkdir()
    (root / "workshop.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "plan.csv").write_text(PLAN, encoding="utf-8")
    _write_form(root / "form.xlsx")
    with (
        (root / "data" / "raw" / "answers.csv").open("wb") as answers,
        (root / "data" / "corrections" / "corrections.csv").open("w", encoding="utf-8", newline="") as corrections,
    ):
        log = csv.writer(corrections, lineterminator="\n")
        log.writerow(LOG.names)
        for start in range(0, forms, BLOCK):
            columns, decided = _block(start, min(BLOCK, forms - start))
            if not start:
                answers.write((",".join(columns) + "\n").encode())
            answers.write(_joined(list(columns.values())))
            log.writerows(decided)
    return root


def _questions() -> Iterator[tuple[str, ...]]:
    """Type, name, label, relevant, constraint, need and measure of each question."""
    yield "text", "country", "Country", "", "", "", ""
    yield "text", "agency_type", "Type of agency", "", "", "", ""
    for measure, need in itertools.product(("importance", "capacity"), read_needs()["need_id"][:NEEDS]):
        yield f"select_one {measure}", _rating(need, measure), f"{measure} of {need}", "", "", need, measure
    for n in range(INTEGERS):
        yield "integer", f"i{n}", f"How many {n}", "", ". >= 0 and . <= 1000", "", ""
    for n in range(SEVERAL):
        yield "select_multiple tools", f"m{n}", f"Tools {n}", "", "", "", ""
    for n in range(YES_NO):
        yield "select_one yes_no", f"y{n}", f"Have you {n}", "", "", "", ""
    for n in range(TEXTS):
        yield "text", f"t{n}", f"Which {n}", f"${{y{n}}} = 'yes'", "", "", ""
    for n in range(DATES):
        yield "date", f"d{n}", f"Date {n}", "", "", "", ""


def _rating(need: str, measure: str) -> str:
    return f"{need.replace('-', '_')}_{measure}"


def _write_form(path: Path) -> None:
    book = openpyxl.Workbook()
    survey, choices = book.active, book.create_sheet("choices")
    survey.title = "survey"
    survey.append(["type", "name", "label", "relevant", "constraint", "need", "measure"])
    for row in [*_questions(), ("start", "start"), ("end", "end")]:
        survey.append(row)
    choices.append(["list_name", "name", "label"])
    for measure in ("importance", "capacity"):
        for point in RATED:
            choices.append([measure, point, f"{point} – Level {point}"])
        choices.append([measure, "dont_know", "Don't know"])
    for name, code in [*(("tools", tool) for tool in TOOLS), ("yes_no", "yes"), ("yes_no", "no")]:
        choices.append([name, code, code.title()])
    book.save(path)


def _block(start: int, forms: int) -> tuple[dict[str, pa.Array], list[list[str]]]:
    """Make some forms: their columns, and the lines of the log that people wrote about them."""
    draw = np.random.default_rng([7, start])
    ids = np.arange(start, start + forms)
    names = np.where(draw.random(forms) < 0.0002, ids - 1, ids)
    columns: dict[str, pa.Array] = {"_id": pa.array(names).cast(pa.string())}
    begun = FIRST_MOMENT + 7_919 * ids
    columns["start"] = _moments(begun)
    columns["end"] = _moments(begun + draw.integers(240, 7_200, forms) * 1000)
    columns["country"] = _drawn(draw, forms, [*COUNTRIES, *MISSPELT, ""], common=len(COUNTRIES), rare=0.02)
    columns["agency_type"] = _drawn(draw, forms, [*TYPES, "Customs", "polce", ""], common=len(TYPES), rare=0.01)
    for need, measure in itertools.product(read_needs()["need_id"][:NEEDS], ("importance", "capacity")):
        words = [*RATED, *["dont_know"] * 10, *[""] * 15, *["5 – Level 5", "4.0"] * 2, "55"]
        columns[_rating(need, measure)] = _drawn(draw, forms, words, common=5, rare=0.06)
    again = np.flatnonzero(names[1:] == names[:-1])
    decided = [["responses", f"{names[at]}#2", "", "", "", "drop", "hand", "applied"] for at in again]
    for n in range(INTEGERS):
        values = draw.integers(0, 400, forms)
        values[draw.random(forms) < 0.0002] = 90_000
        columns[f"i{n}"] = pa.array(values, mask=draw.random(forms) < 0.03).cast(pa.string()).fill_null("")
        for at in np.flatnonzero(draw.random(forms) < 0.02):
            if not n and names[at] == ids[at] and (at + 1 == forms or names[at + 1] != ids[at]):
                old = columns["i0"][at].as_py()
                action = "set" if old else "keep"
                decided.append(["responses", str(ids[at]), "i0", old, "401" if old else "", action, "hand", "applied"])
    for n in range(SEVERAL):
        chosen = draw.random((forms, len(TOOLS))) < 0.4
        words = [" ".join(itertools.compress(TOOLS, flags)) for flags in itertools.product((0, 1), repeat=len(TOOLS))]
        columns[f"m{n}"] = _coded(chosen @ (1 << np.arange(len(TOOLS))[::-1]), words)
        for at, tool in enumerate(TOOLS):
            columns[f"m{n}/{tool}"] = _coded(chosen[:, at].astype(int), ["0", "1"])
    said = {n: draw.random(forms) < 0.5 for n in range(YES_NO)}
    for n in range(YES_NO):
        columns[f"y{n}"] = _coded(said[n].astype(int), ["no", "yes"])
    words = ["", *(f"answer {n}" for n in range(500)), '"one, and another"', '"two\nlines"', "ответ"]
    for n in range(TEXTS):
        odd = draw.random(forms) < 0.0002
        columns[f"t{n}"] = _coded(np.where(said[n] ^ odd, draw.integers(1, len(words), forms), 0), words)
    days = [f"2026-{month:02d}-{day:02d}" for month in range(1, 5) for day in range(1, 29)]
    for n in range(DATES):
        columns[f"d{n}"] = _drawn(draw, forms, [*days, "", "31.02.2026"], common=len(days), rare=0.01)
    columns["remarks"] = _drawn(draw, forms, ["", "none", "ask again"], common=1, rare=0.01)
    return columns, decided


def _drawn(draw: np.random.Generator, forms: int, words: list[str], *, common: int, rare: float) -> pa.Array:
    """Draw from the common words, and a share of the forms from the rare ones behind them."""
    codes = draw.integers(0, common, forms)
    odd = draw.random(forms) < rare
    codes[odd] = draw.integers(common, len(words), int(odd.sum()))
    return _coded(codes, words)


def _coded(codes: np.ndarray, words: list[str]) -> pa.Array:
    return pa.array(words).take(pa.array(codes))


def _moments(milliseconds: np.ndarray) -> pa.Array:
    return pc.strftime(pa.array(milliseconds).cast(pa.timestamp("ms")), format="%Y-%m-%dT%H:%M:%S+05:00")


def _joined(columns: list[pa.Array]) -> bytes:
    """Write the rows: arrow keeps a column of texts as one run of bytes, and the joined rows are such a column."""
    rows = pc.binary_join_element_wise(*columns, ",")
    lines = pc.binary_join_element_wise(rows, "", "\n")
    return lines.buffers()[2].to_pybytes()
