"""The step `clean`: the log applied, the account closed, everything written together."""

from __future__ import annotations

import pandas as pd

from needs_analysis.cleaning.account import account_for, count_sources
from needs_analysis.cleaning.log import apply_log
from needs_analysis.cleaning.store import CleanData, write_clean
from needs_analysis.cli.arrival import Arrival
from needs_analysis.cli.checking import Checked
from needs_analysis.cli.linking import link_people
from needs_analysis.cli.refusing import refuse_open
from needs_analysis.columns import ACCOUNT, SOURCES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.workshop import Workshop


def clean(workshop: Workshop, arrival: Arrival, checked: Checked) -> CleanData:
    """Apply the log to every table and write the clean data.

    Raises:
        InputError: an open issue stops the run, or no row of a table is left.
    """
    refuse_open(checked.issues)
    received = {name: got.frame for name, got in arrival.tables.items()}
    applied = {name: apply_log(frame, checked.log, table=name) for name, frame in received.items()}
    sources = workshop.settings.sources.items()
    empty = [source.all_files[0] for name, source in sources if applied[name].clean.empty]
    if empty:
        what = say("No row is left after cleaning: the corrections drop all of them.")
        raise InputError([Problem(what, file=file) for file in empty])
    accounts = [account_for(frame, applied[name], checked.log, table=name) for name, frame in received.items()]
    tables = {name: each.clean for name, each in applied.items()}
    parts = {
        "cleaning_log": checked.log,
        "issues": checked.issues,
        "sources": SOURCES.frame(pd.concat([count_sources(frame, table=name) for name, frame in received.items()])),
        "account": ACCOUNT.frame(pd.concat(accounts)),
        "questions": arrival.questionnaire.questions,
        "question_labels": arrival.questionnaire.labels,
        "choices": arrival.questionnaire.choices,
        "choice_labels": arrival.questionnaire.choice_labels,
        "answers_in_words": checked.answers,
        **link_people(workshop, tables),
    }
    dropped = {name: each.dropped for name, each in applied.items()}
    data = CleanData(tables, dropped, parts, arrival.inputs)
    write_clean(workshop.clean, data)
    return data
