"""The agencies that names are looked up in: the package's, or a workshop's own file with the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from needs_analysis.columns import records
from needs_analysis.errors import InputError, Problem
from needs_analysis.registers.agency_index import AgencyIndex
from needs_analysis.registers.agency_names import AgencyName
from needs_analysis.registers.agency_problems import (
    DATED,
    NAMES,
    REQUIRED,
    agency_problems,
    dated_name_problems,
    shared_names,
)
from needs_analysis.registers.countries import EXPERTS, ORGANISATIONS
from needs_analysis.registers.files import read_register, read_register_file, spellings

OPTIONAL = (*NAMES, "abbreviations", "variants", "status", "source")


@dataclass(frozen=True, eq=False)
class AgencyRegister:
    """Agencies, one a row indexed by id, all their names, and the names that several agencies of a country share.

    `own` are the ids that stand in a workshop's own file.
    """

    table: pd.DataFrame
    names: tuple[AgencyName, ...]
    shared: tuple[Problem, ...] = field(default=())
    own: tuple[str, ...] = ()

    @cached_property
    def index(self) -> AgencyIndex:
        """The names, ready to be looked up."""
        return AgencyIndex(self.names)


def read_agencies(
    path: Path | None = None,
    *,
    names_by_date: Path | None = None,
    organisations: bool = True,
    own_types: Iterable[str] = (),
) -> AgencyRegister:
    """Read a workshop's own register, or the package's where there is none.

    Its columns are agency_id, country, agency_type, and name_en or name_ru or both; there may be abbreviations and
    variants, each a list parted by semicolons. A name that two agencies of one country share is no error: it is listed
    in `shared`, and never resolved.

    Args:
        path: a CSV file; without it, the package's register.
        names_by_date: a CSV file of names that held for a time: agency_id, name_en or name_ru, valid_from, valid_to.
        organisations: whether the package's organisations and experts count too, as far as the file has not their ids.
        own_types: agency types of the workshop that the package does not know.

    Raises:
        InputError: a column is missing; a country, an agency type or a date is unknown; an id is blank or stands
            twice; an agency has no name. All such cells are listed, with row and column.

    >>> read_agencies().table.at["KAZ-BS", "agency_type"]
    'border_service'
    """
    if path is None:
        return _packaged()
    frame = read_register_file(path, required=REQUIRED)
    _refuse(agency_problems(frame, path.name, own_types=own_types))
    own = _table(frame)
    table = pd.concat([own, _organisations(set(own.index))]) if organisations else own
    names = [*_names(table), *_local_names(table)] + (_own_dated_names(names_by_date, own) if names_by_date else [])
    return AgencyRegister(table, tuple(names), tuple(shared_names(names, path.name)), tuple(own.index))


@cache
def _packaged() -> AgencyRegister:
    table = _table(read_register("agencies"))
    names = [*_names(table), *_local_names(table), *_dated_names(read_register("agency_names_by_date"), table)]
    return AgencyRegister(table, tuple(names), tuple(shared_names(names, "agencies.csv")))


def _own_dated_names(path: Path, table: pd.DataFrame) -> list[AgencyName]:
    frame = read_register_file(path, required=DATED)
    _refuse(dated_name_problems(frame, set(table.index), path.name))
    return list(_dated_names(frame, table))


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputError(found)


def _organisations(own: set[str]) -> pd.DataFrame:
    packaged = _packaged().table
    return packaged[packaged["country"].isin((ORGANISATIONS, EXPERTS)) & ~packaged.index.isin(own)]


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    missing = {column: "" for column in OPTIONAL if column not in frame}
    return frame.assign(**missing).set_index("agency_id", drop=False)[[*REQUIRED, *OPTIONAL]]


def _names(table: pd.DataFrame) -> Iterator[AgencyName]:
    for row in records(table):
        lists = (*spellings(row["abbreviations"]), *spellings(row["variants"]))
        for name in dict.fromkeys(filter(None, (*(row[column] for column in NAMES), *lists))):
            yield AgencyName(row["agency_id"], row["country"], name)


def _local_names(table: pd.DataFrame) -> Iterator[AgencyName]:
    """The package's names in the languages of the countries, for the agencies that the table has."""
    for row in records(read_register("agency_local_names")):
        if row["agency_id"] in table.index:
            for name in spellings(row["names"]):
                yield AgencyName(row["agency_id"], str(table.at[row["agency_id"], "country"]), name)


def _dated_names(frame: pd.DataFrame, table: pd.DataFrame) -> Iterator[AgencyName]:
    for row in records(frame):
        country = str(table.at[row["agency_id"], "country"])
        for name in filter(None, (row.get(column, "") for column in NAMES)):
            yield AgencyName(row["agency_id"], country, name, since=row["valid_from"], until=row["valid_to"])


def unused_agencies(used: Iterable[str], *, register: AgencyRegister | None = None) -> list[str]:
    """Give the ids of the register that nothing used, in its order; of a workshop's own, those of its file alone.

    >>> "KAZ-KNB" in unused_agencies(["KAZ-KNB"]), "KAZ-KNB" in unused_agencies([])
    (False, True)
    """
    found = set(used)
    known = register or read_agencies()
    return [str(agency) for agency in (known.own or known.table.index) if agency not in found]
