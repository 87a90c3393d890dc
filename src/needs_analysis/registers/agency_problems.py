"""What is wrong with a workshop's own register of agencies, by row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import Problem
from needs_analysis.language import say
from needs_analysis.registers.agency_names import AgencyName, is_date
from needs_analysis.registers.countries import country_codes
from needs_analysis.registers.files import read_register
from needs_analysis.registers.spelling import normal

REQUIRED = ("agency_id", "country", "agency_type")
NAMES = ("name_en", "name_ru")
DATED = ("agency_id", "valid_from", "valid_to")


def agency_problems(frame: pd.DataFrame, file: str, *, own_types: Iterable[str] = ()) -> Iterator[Problem]:
    """Find cells of a register that cannot be used.

    Args:
        frame: the register as text.
        file: its name, for the message.
        own_types: agency types of the workshop that the package does not know.
    """
    if not set(NAMES) & set(frame.columns):
        yield Problem(say("The file needs a column name_en or name_ru."), file=file)
        return
    countries, types = set(country_codes()), {*read_register("agency_types")["code"], *own_types}
    for number, row in enumerate(records(frame), start=2):
        for column, what, remedy in _wrong_cells(row, countries, types):
            yield Problem(what, file=file, row=number, column=column, remedy=remedy)
    yield from _repeated_ids(frame["agency_id"], file)


def dated_name_problems(frame: pd.DataFrame, agencies: set[str], file: str) -> Iterator[Problem]:
    """Find cells of a table of dated names that cannot be used.

    Args:
        frame: the table as text.
        agencies: the ids of the register that it belongs to.
        file: its name, for the message.
    """
    for number, row in enumerate(records(frame), start=2):
        if row["agency_id"] not in agencies:
            what = say("The register has no agency «{id}».", id=row["agency_id"])
            yield Problem(what, file=file, row=number, column="agency_id")
        for column in ("valid_from", "valid_to"):
            if not is_date(row[column]):
                what = say("«{date}» is not a date.", date=row[column])
                remedy = say("Write a year, a month or a day: 2018, 2018-03 or 2018-03-14.")
                yield Problem(what, file=file, row=number, column=column, remedy=remedy)


def shared_names(names: Iterable[AgencyName], file: str) -> Iterator[Problem]:
    """Find names that several agencies of one country have at the same time.

    Args:
        names: all names of a register.
        file: its name, for the message.
    """
    owners: dict[tuple[str, str], dict[str, AgencyName]] = defaultdict(dict)
    for name in names:
        if not name.dated:
            owners[(name.country, normal(name.text))].setdefault(name.agency, name)
    for (country, _), named in owners.items():
        if len(named) > 1:
            texts = {"name": next(iter(named.values())).text, "country": country, "agencies": ", ".join(named)}
            what = say("«{name}» belongs to several agencies of {country}: {agencies}.", **texts)
            remedy = say("It is never resolved; leave it to one of them, if it is meant for one.")
            yield Problem(what, file=file, column="variants", remedy=remedy)


def _wrong_cells(row: dict[str, str], countries: Set[str], types: Set[str]) -> Iterator[tuple[str, str, str]]:
    if not row["agency_id"].strip():
        yield "agency_id", say("The agency has no id."), ""
    if row["country"] not in countries:
        remedy = say("Write a code of ISO 3166-1 of three letters; XIO for an organisation, XXP for an expert.")
        yield "country", say("Unknown country «{name}».", name=row["country"]), remedy
    if row["agency_type"] not in types:
        remedy = say("Known types: {types}.", types=", ".join(sorted(types)))
        yield "agency_type", say("Unknown agency type «{name}».", name=row["agency_type"]), remedy
    if not any(row.get(column, "").strip() for column in NAMES):
        yield "name_en", say("The agency has no name."), ""


def _repeated_ids(ids: pd.Series, file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, agency in enumerate(ids, start=2):
        if agency.strip() and first.setdefault(agency, number) != number:
            what = say("The id «{id}» stands in row {row} already.", id=agency, row=first[agency])
            yield Problem(what, file=file, row=number, column="agency_id")
