"""What a person is asked: one item for each problem, however many rows it stands in, the worst first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from needs_analysis.cleaning.corrections import EVERYWHERE
from needs_analysis.columns import records

SAME_PROBLEM = ["table", "field", "value", "check", "severity", "suggestion", "evidence"]
OF_DECISIONS = "decision"


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
    """Give the open issues and the proposals that wait for a person, equal ones together, the worst first.

    Issues about lines of the corrections are left out: they are answered where those lines stand. So are notes.

    Args:
        issues: the open issues.
        log: the cleaning log; its rows with the status needs_review are asked about.
        tables: name → table as it stands before the open questions are answered.
    """
    asked = issues[~issues["check"].str.startswith(OF_DECISIONS) & issues["severity"].ne("note")]
    items = [*_of_issues(asked, tables), *_of_proposals(log, tables)]
    return sorted(items, key=_worst_first)


def _worst_first(item: Item) -> tuple[bool, float, int]:
    effect = item.about["effect"]
    return item.about["severity"] != "stop", -effect if pd.notna(effect) else 0.0, -len(item.rows)


def _of_issues(issues: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[Item]:
    alone = issues["field"].isna() | issues["value"].isna()
    keys = [issues[name].fillna("") for name in SAME_PROBLEM] + [issues["row_id"].where(alone, "").fillna("")]
    for _, rows in issues.groupby(keys, sort=False):
        about = {**records(rows.head(1))[0], "effect": rows["effect"].max()}
        yield _item(about, rows["row_id"], tables)


def _of_proposals(log: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[Item]:
    waiting = log[log["status"].eq("needs_review")]
    keys = [waiting[name].fillna("") for name in ("table", "field", "old_value", "new_value", "action", "rule")]
    alone = waiting["field"].isna()
    for _, rows in waiting.groupby([*keys, waiting["row_id"].where(alone, "")], sort=False):
        first = records(rows.head(1))[0]
        place = _place(tables[first["table"]], first["row_id"])
        about = {**first, **place, "value": first["old_value"], "check": first["rule"], "severity": "review"}
        blank = dict.fromkeys(("suggestion", "evidence", "column", "effect"))
        proposed = "" if pd.isna(first["new_value"]) else first["new_value"]
        yield _item({**blank, **about}, rows["row_id"], tables, proposed=proposed)


def _item(about: dict[str, Any], rows: pd.Series, tables: Mapping[str, pd.DataFrame], *, proposed: str = "") -> Item:
    about = {name: "" if name != "effect" and pd.isna(value) else value for name, value in about.items()}
    values = tables[about["table"]].get(about["field"]) if about["value"] else None
    everywhere = values is not None and int(values.eq(about["value"]).sum()) == len(rows)
    return Item(about, tuple(rows.fillna("")), everywhere, proposed)


def _place(table: pd.DataFrame, row_id: str) -> dict[str, Any]:
    return records(table.loc[table["row_id"].eq(row_id), ["file", "sheet", "row"]])[0]
