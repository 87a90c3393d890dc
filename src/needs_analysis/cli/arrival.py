"""What has arrived: every source that `workshop.toml` names, the questionnaire, the needs, and each file's hash."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from needs_analysis.columns import ISSUES
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.background import read_background
from needs_analysis.reading.exports.export import read_export
from needs_analysis.reading.proposals.known_fields import near_fields
from needs_analysis.reading.questions import Questionnaire, read_questionnaire
from needs_analysis.reading.recommendations import read_recommendations
from needs_analysis.reading.table import Received, read_table
from needs_analysis.registers.agencies import AgencyRegister, read_agencies
from needs_analysis.registers.agency_types import merging_targets
from needs_analysis.registers.needs import read_needs
from needs_analysis.workshop import SETTINGS, SourceName, Workshop
from needs_analysis.writing import file_hash


@dataclass(frozen=True)
class Arrival:
    """All that was received."""

    tables: dict[str, Received]
    questionnaire: Questionnaire
    needs: pd.DataFrame
    agencies: AgencyRegister
    inputs: dict[str, str]

    @property
    def notes(self) -> pd.DataFrame:
        """What a person should know about how the form and the sources were read: issues that ask for no answer."""
        noted = {name: each.notes for name, each in self.tables.items()}
        noted["responses"] = (*self.questionnaire.warnings, *noted.get("responses", ()))
        return ISSUES.frame([note_of(table, problem) for table, problems in noted.items() for problem in problems])


def receive(workshop: Workshop, *, but: Collection[str] = ()) -> Arrival:
    """Read every source, and see to it that the organiser's own texts can be read when a release is made.

    Args:
        workshop: the workspace.
        but: sources that are read in parts, elsewhere.

    Raises:
        InputError: the problems of all sources and texts together.
        SettingsError: agency types are merged into what is not there.
    """
    needs, agencies = workshop_needs(workshop), workshop_agencies(workshop)
    workshop_mergers(workshop)
    problems = unreadable_words(workshop, needs)
    tables: dict[str, Received] = {}
    questionnaire = None
    try:
        questionnaire = read_questionnaire(workshop, needs)
    except InputError as error:
        problems += error.problems
    for name in (name for name in workshop.settings.sources if name not in but):
        try:
            exported = read_export(workshop, name, questionnaire) if questionnaire and name == "responses" else {}
            tables |= exported or {name: read_table(workshop, name)}
            tables[name] = replace(tables[name], notes=(*tables[name].notes, *slips(workshop, name)))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if questionnaire is None or problems:
        raise InputError(problems)
    return Arrival(tables, questionnaire, needs, agencies, hash_inputs(workshop))


def slips(workshop: Workshop, name: SourceName) -> list[Problem]:
    """Name the fields of a source that were probably meant to be ones that the program knows."""
    return [
        Problem(
            say("The program does not know the field «{field}»: it is kept and not used.", field=field),
            file=SETTINGS,
            remedy=say("If you mean «{known}», call it so under [sources.{name}.columns].", known=known, name=name),
        )
        for field, known in near_fields(workshop.settings.sources[name].columns, name)
    ]


def unreadable_words(workshop: Workshop, needs: pd.DataFrame) -> list[Problem]:
    """Say what is wrong with the background of the event and with the recommendations."""
    problems: list[Problem] = []
    for read in (partial(read_background, workshop), partial(read_recommendations, workshop, needs)):
        try:
            read()
        except InputError as error:
            problems += error.problems
    return problems


def note_of(table: str, problem: Problem) -> dict[str, object]:
    """Make a note on how something was read a row of the issues."""
    place = {name: getattr(problem, name) for name in ("file", "sheet", "row", "column")}
    said = {"check": "reading_note", "severity": "note", "evidence": problem.what, "suggestion": problem.remedy}
    return {"table": table, **place, **said}


def workshop_needs(workshop: Workshop) -> pd.DataFrame:
    """Read the register of needs: the workspace's own where it has one, else the package's."""
    own = workshop.settings.registers.needs
    return read_needs(workshop.path(own) if own else None)


def workshop_agencies(workshop: Workshop) -> AgencyRegister:
    """Read the register of agencies: the workspace's own where it has one, else the package's."""
    own = workshop.settings.registers
    if not own.agencies:
        return read_agencies()
    dated = workshop.path(own.agency_names_by_date) if own.agency_names_by_date else None
    types = workshop.settings.agency_types
    return read_agencies(workshop.path(own.agencies), names_by_date=dated, own_types=types)


def workshop_mergers(workshop: Workshop) -> dict[str, str]:
    """Say which agency type each may be merged into: the register's, and the workshop's own."""
    own = {code: kind.merges_into for code, kind in workshop.settings.agency_types.items()}
    return merging_targets(own, file=SETTINGS)


def hash_inputs(workshop: Workshop) -> dict[str, str]:
    """Give the SHA-256 of every file that the results depend on, by its name within the workspace."""
    try:
        return {workshop.relative(path): file_hash(path) for path in _input_files(workshop)}
    except OSError as error:
        what = say("The file cannot be opened: {reason}", reason=error.strerror)
        raise InputError(Problem(what, file=Path(error.filename or "").name)) from error


def refuse_stale(workshop: Workshop, inputs: dict[str, str], *, made_with: str, but: Collection[str] = ()) -> None:
    """Stop where results on disk were made from other inputs than those that stand there now.

    Args:
        workshop: the workspace.
        inputs: the hashes that the results were made from.
        made_with: the command that makes them again.
        but: files that the results do not hang on.

    Raises:
        InputError: naming every file that is new, gone or changed.
    """
    now = hash_inputs(workshop)
    names = (now.keys() | inputs.keys()) - set(but)
    changed = sorted(name for name in names if now.get(name) != inputs.get(name))
    if changed:
        what = say("Changed since the last run.")
        remedy = say("Run again: needs-analysis {command}", command=made_with)
        raise InputError([Problem(what, file=name, remedy=remedy) for name in changed])


def _input_files(workshop: Workshop) -> list[Path]:
    settings = workshop.settings
    own = settings.registers
    named = [SETTINGS, own.needs, own.agencies, own.agency_names_by_date, settings.assessment.plan]
    for source in settings.sources.values():
        named += [*source.all_files, *source.all_forms, *(group.file for group in source.repeats.values())]
    corrections = sorted(workshop.path(settings.cleaning.corrections).glob("*.csv"))
    return [*(workshop.path(name) for name in dict.fromkeys(named) if name), *corrections]
