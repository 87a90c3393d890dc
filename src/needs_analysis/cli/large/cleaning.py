"""A large survey checked and cleaned: every part, then what needs all of them; everything is written together."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from needs_analysis.checks.rules import refuse_unknown_tables
from needs_analysis.cleaning.corrections import read_corrections
from needs_analysis.cleaning.store import CleanData, fill_clean
from needs_analysis.cli.arrival import note_of, slips
from needs_analysis.cli.checking import corrections_of, unanswered
from needs_analysis.cli.large.arriving import NAMES, LargeArrival, receive_large
from needs_analysis.cli.large.beside import Beside, check_beside
from needs_analysis.cli.large.part import DECIDED, ISSUE_PARTS, PartChecked, PartTask, check_part, count_severities
from needs_analysis.cli.large.sized import FORMS
from needs_analysis.cli.large.whole import (
    check_rows,
    refuse_unknown_combinations,
    with_all_fields,
    write_issues_by_column,
)
from needs_analysis.cli.refusing import refuse_open
from needs_analysis.cli.telling import OPEN_ISSUES
from needs_analysis.cli.weighing import WORST_FIRST
from needs_analysis.columns import ACCOUNT, ANSWERS_IN_WORDS, ISSUES, LINKS, RESPONSE_RATES, SOURCES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import Workshop
from needs_analysis.writing import replaced_folder, write_csv

MOST_LISTED = 10_000
OnStep = Callable[[str], None]


@dataclass(frozen=True)
class LargeCleaned:
    """A large survey checked and cleaned.

    Attributes:
        issues: the worst of the open issues, ten thousand at most.
        counts: severity → how many there are in all.
        account: rows and cells of each table.
    """

    issues: pd.DataFrame
    counts: dict[str, int]
    account: pd.DataFrame


def clean_large(
    workshop: Workshop, workers: Workers, *, keep: bool = True, on_step: OnStep = lambda name: None
) -> LargeCleaned:
    """Receive, check and clean a large survey; the open issues go to `data/open_issues.csv`.

    Args:
        workshop: the workspace.
        workers: where parts are looked at.
        keep: whether the clean data take the place of the last ones; else they are thrown away.
        on_step: is called with the name of each step before it is made.

    Raises:
        InputError: a source cannot be read; an open issue stops the run; no row of a table is left.
        LogError: corrections that are no lines of a cleaning log, or that do not fit.
    """
    with replaced_folder(workshop.clean) if keep else _thrown_away(workshop) as folder:
        cleaned = fill_parts(workshop, workers, folder, on_step=on_step)
        write_csv(workshop.path("data", OPEN_ISSUES), cleaned.issues)
        refuse_open(cleaned.issues, in_workbook=False)
    return cleaned


@contextmanager
def _thrown_away(workshop: Workshop) -> Iterator[Path]:
    """Give a folder beside the clean data that is gone at the end; what a killed run leaves, the next one sweeps."""
    with tempfile.TemporaryDirectory(prefix=f".{workshop.clean.name}.", dir=workshop.clean.parent) as folder:
        yield Path(folder)


def fill_parts(
    workshop: Workshop, workers: Workers, folder: Path, *, on_step: OnStep = lambda name: None
) -> LargeCleaned:
    """Receive, check and clean a large survey into a new folder."""
    on_step(say("read"))
    arrival = receive_large(workshop, folder, workers)
    others = arrival.others
    tables = [*others.tables, FORMS]
    decisions = read_corrections(corrections_of(workshop), tables)
    refuse_unknown_tables(workshop.settings.checks.rules, tables)
    Parts(folder / DECIDED).write(0, decisions)
    on_step(say("check"))
    tasks = [PartTask(workshop, others, piece, at, folder, arrival.shared) for at, piece in enumerate(arrival.pieces)]
    checked = with_all_fields(list(workers.each(check_part, tasks)))
    on_step(say("check over all parts"))
    refuse_unknown_combinations(arrival, checked)
    others = replace(others, tables={**others.tables, FORMS: checked[0].without_rows})
    beside = check_beside(workshop, others, decisions, [name for part in checked for name in part.agencies])
    notes = dict.fromkeys([*slips(workshop, FORMS), *(note for part in checked for note in part.notes)])
    told = ISSUES.frame([note_of(FORMS, note) for note in notes])
    issues, listed = Parts(folder / ISSUE_PARTS), ISSUES.stack([beside.issues, told])
    issues.write(len(tasks), listed)
    last, counts = write_issues_by_column(arrival, checked[0], workers, first=len(tasks) + 1)
    rows = unanswered(check_rows(arrival, checked), decisions)
    issues.write(last, rows)
    counted = [counts, count_severities(listed), count_severities(rows), *(part.counts for part in checked)]
    data = _clean_data(arrival, checked, beside)
    _sweep(arrival)
    fill_clean(folder, data)
    total = sum((Counter(each) for each in counted), Counter[str]())
    return LargeCleaned(data.parts["issues"], dict(total), data.parts["account"])


def _clean_data(arrival: LargeArrival, checked: Sequence[PartChecked], beside: Beside) -> CleanData:
    """Put together what of the clean data is small; the responses, their log and issues lie in parts."""
    account = ACCOUNT.frame(pd.concat([_added([part.account for part in checked]), *beside.accounts]))
    sources = SOURCES.frame(pd.concat([_added([part.sources for part in checked]), *beside.sources]))
    _refuse_empty(arrival.workshop, account)
    asked = arrival.others.questionnaire
    parts = {
        "cleaning_log": beside.log,
        "issues": _worst(Parts(arrival.folder / ISSUE_PARTS)),
        "sources": sources,
        "account": account,
        "questions": asked.questions,
        "question_labels": asked.labels,
        "choices": asked.choices,
        "choice_labels": asked.choice_labels,
        "answers_in_words": ANSWERS_IN_WORDS.frame([]),
        "links": LINKS.frame([]),
        "response_rates": RESPONSE_RATES.frame([]),
    }
    clean = {name: each.clean for name, each in beside.applied.items()}
    dropped = {name: each.dropped for name, each in beside.applied.items()}
    return CleanData(clean, dropped, parts, arrival.others.inputs)


def _added(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add up the counts of parts; columns are as many in each part."""
    rows = pd.concat(parts)
    words = [name for name in rows.columns if not pd.api.types.is_integer_dtype(rows[name].dtype) or name == "columns"]
    return rows.groupby(words, dropna=False, sort=False).sum().reset_index()[list(rows.columns)]


def _refuse_empty(workshop: Workshop, account: pd.DataFrame) -> None:
    left = account.set_index("table")["rows_clean"]
    empty = [source.all_files[0] for name, source in workshop.settings.sources.items() if left.get(name) == 0]
    if empty:
        what = say("No row is left after cleaning: the corrections drop all of them.")
        raise InputError([Problem(what, file=file) for file in empty])


def _worst(parts: Parts) -> pd.DataFrame:
    """Give the issues that a person can look at: those that stop the run first, each kind in the order of the forms."""
    found = ISSUES.frame([])
    for number in parts.numbers:
        found = _first(ISSUES.stack([found, parts.read(number)]))
    return found


def _first(issues: pd.DataFrame) -> pd.DataFrame:
    order = issues["severity"].map(WORST_FIRST).sort_values(kind="stable").index
    return issues.loc[order].head(MOST_LISTED).reset_index(drop=True)


def _sweep(arrival: LargeArrival) -> None:
    """Remove what only served the making."""
    shutil.rmtree(arrival.folder / NAMES, ignore_errors=True)
    for path in arrival.folder.glob("utf8-*.csv"):
        path.unlink()
