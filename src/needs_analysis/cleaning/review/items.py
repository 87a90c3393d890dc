"""What a person is asked: one item for each problem, however many rows it stands in, the worst first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from needs_analysis.cleaning.corrections import EVERYWHERE
from needs_analysis.columns import SAME_PROBLEM, records

OF_DECISIONS = "decision"
MOST_ASKED = 1_000


@dataclass(frozen=True)
class Item:
    """One question to a person: a value and the rows it stands in, what is wrong with it, and what is proposed."""

    about: Mapping[str, Any]
    rows: tuple[str, ...]
    everywhere: bool
    proposed: str = ""

    @property
    def key(self) -> str:
        """Name of the item, made of all that it asks about, so that an answer never meets another question."""
        asked = [*(str(self.about[name]) for name in ("table", "field", "value", "check")), *self.targets]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def targets(self) -> tuple[str, ...]:
        """The rows that an answer is for; `*` where the value stands in no other row."""
        return (EVERYWHERE,) if self.everywhere and len(self.rows) > 1 else self.rows


def review_items(issues: pd.DataFrame, log: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[Item]:
    """Give the open issues and the proposals that wait for a person, equal ones together, the thousand worst first.

    Issues about lines of the corrections are left out: they are answered where those lines stand. So are notes.

    Args:
        issues: the open issues.
        log: the cleaning log; its rows with the status needs_review are asked about.
        tables: name → table as it stands before the open questions are answered.
    """
    asked = issues[~issues["check"].str.startswith(OF_DECISIONS) & issues["severity"].ne("note")]
    items = [*_of_issues(asked, tables), *_of_proposals(log, tables)]
    return sorted(items, key=_worst_first)[:MOST_ASKED]


def _worst_first(item: Item) -> tuple[bool, float, int]:
    effect = item.about["effect"]
    return item.about["severity"] != "stop", -effect if pd.notna(effect) else 0.0, -len(item.rows)


def _of_issues(issues: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[Item]:
    texts = issues.fillna(dict.fromkeys([*SAME_PROBLEM, "row_id", "file", "sheet", "column"], ""))
    alone = issues["field"].isna() | issues["value"].isna()
    group = texts.groupby([*SAME_PROBLEM, texts["row_id"].where(alone, "")], sort=False).ngroup()
    most, rows = issues.groupby(group)["effect"].max(), texts.groupby(group)["row_id"].agg(tuple)
    counts = _Counts(tables)
    for key, about in zip(group.drop_duplicates(), records(texts[~group.duplicated()]), strict=True):
        yield _item(about | {"effect": most[key]}, rows[key], counts)


def _of_proposals(log: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[Item]:
    waiting = log[log["status"].eq("needs_review")]
    keys = [waiting[name].fillna("") for name in ("table", "field", "old_value", "new_value", "action", "rule")]
    alone = waiting["field"].isna()
    counts = _Counts(tables)
    for _, rows in waiting.groupby([*keys, waiting["row_id"].where(alone, "")], sort=False):
        first = records(rows.head(1))[0]
        place = _place(tables[first["table"]], first["row_id"])
        about = {**first, **place, "value": first["old_value"], "check": first["rule"], "severity": "review"}
        blank = dict.fromkeys(("suggestion", "evidence", "column", "effect"))
        proposed = "" if pd.isna(first["new_value"]) else first["new_value"]
        yield _item({**blank, **about}, tuple(rows["row_id"].fillna("")), counts, proposed=proposed)


class _Counts:
    """How often each value stands in a field, counted once for each field."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = tables
        self.known: dict[tuple[str, str], dict[str, int]] = {}

    def of(self, table: str, field: str, value: str) -> int:
        if (table, field) not in self.known:
            values = self.tables[table].get(field)
            times = pd.Series(dtype=int) if values is None else values.value_counts()
            self.known[table, field] = {str(text): int(n) for text, n in times.items()}
        return self.known[table, field].get(value, 0)


def _item(about: dict[str, Any], rows: tuple[str, ...], counts: _Counts, *, proposed: str = "") -> Item:
    about = {name: "" if name != "effect" and pd.isna(value) else value for name, value in about.items()}
    times = counts.of(about["table"], about["field"], about["value"]) if about["value"] else 0
    return Item(about, rows, times == len(rows), proposed)


def _place(table: pd.DataFrame, row_id: str) -> dict[str, Any]:
    return records(table.loc[table["row_id"].eq(row_id), ["file", "sheet", "row"]])[0]
