"""`participants.xlsx`: the list as a registration desk keeps it, and the corrections it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook

from make_example.corrections import Row, drop, put
from make_example.disorder import NO_BREAK, disorder, spell_agency, spell_country
from make_example.notice import NOTICE, mark_synthetic
from make_example.people import Person
from needs_analysis.writing import write_workbook

TITLES = (
    [NOTICE],
    ["Regional workshop on border security and management – list of participants"],
    ["Ashgabat, 12–14 May 2026  /  Ашхабад, 12–14 мая 2026 г."],
)
HEADER = [
    "№", "Badge", f"Full{NO_BREAK}name", "Country ", "Agency /  organisation", "Position", "E-mail", "Phone", "Arrival",
]  # fmt: skip
TABLE = "participants"
UNKNOWN = {  # badge → field, what the desk wrote, what is meant, why
    "KAZ-02": (
        "agency",
        "Погран. служба (КНБ)",
        "KAZ-BS",
        "abbreviated by the desk (this file is a synthetic example)",
    ),
    "TKM-05": ("agency", "Döwlet gümrük gullugy", "TKM-SCS", "the service's name in Turkmen"),
    "UZB-04": ("agency", "Custom's Comittee", "UZB-CUS", "misspelt"),
    "UZB-07": ("country", "Узбекистн", "UZB", "misspelt"),
}
TWICE, TWICE_ANEW, BADGE_ANEW = "TKM-04", "KAZ-03", "KAZ-11"
BLANK_AFTER = 30


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    badge: str
    name: str
    country: str
    agency: str
    position: str
    email: str
    phone: str
    arrival: date | str

    @property
    def cells(self) -> list[str | date | None]:
        """The line's cells, in the order of the header."""
        return [value or None for value in vars(self).values()]


def write_participants(path: Path, people: Sequence[Person], random: Random) -> list[Row]:
    entries = [_entry(person, random) for person in people]
    again = {entry.badge: entry for entry in entries}
    twice_anew = replace(again[TWICE_ANEW], badge=BADGE_ANEW, name=again[TWICE_ANEW].name.strip().upper() + " ")
    entries = [*entries, again[TWICE], twice_anew]
    lines: list[list[str | date | int | None]] = [[n, *entry.cells] for n, entry in enumerate(entries, start=1)]
    lines.insert(BLANK_AFTER, [])
    lines.append([None, None, f"Total: {len(people)} / Итого: {len(people)}"])
    _write(path, lines)
    return _corrections(total_row=len(TITLES) + 1 + len(lines))


def _entry(person: Person, random: Random) -> Entry:
    name = disorder(random.choice(person.name), random)
    country, agency = spell_country(person.country, random), spell_agency(person.agency, random)
    if person.badge in UNKNOWN:
        field, wrong, _, _ = UNKNOWN[person.badge]
        country, agency = (wrong, agency) if field == "country" else (country, wrong)
    return Entry(person.badge, name, country, agency, person.position, person.email, _phone(random), _arrival(random))


def _phone(random: Random) -> str:
    number = f"{random.randrange(100):02}"
    forms = (f"+999 00 555-01-{number}", f"00 999 00 55501{number}", f"(00) 555 01 {number}", f"+9990055501{number}")
    return random.choice([*forms, ""])


def _arrival(random: Random) -> date | str:
    day = random.choice([10, 11, 11, 11, 12])
    forms: list[date | str] = [date(2026, 5, day), date(2026, 5, day), f"{day}.05.2026", f"{day} May"]
    return random.choice(forms)


def _corrections(*, total_row: int) -> list[Row]:
    rows = [
        put(TABLE, badge, field, old=wrong, new=right, comment=why)
        for badge, (field, wrong, right, why) in UNKNOWN.items()
    ]
    return [
        *rows,
        drop(TABLE, f"{TWICE}#2", "the same line twice"),
        drop(TABLE, BADGE_ANEW, f"registered again under a new badge; the person is {TWICE_ANEW}"),
        drop(TABLE, f"r{total_row}", "the desk's total, not a person"),
    ]


def _write(path: Path, lines: Sequence[Sequence[str | date | int | None]]) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Registration"
    for row, cells in enumerate([*TITLES, HEADER, *lines], start=1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column).value = value
    for letter, width in zip("ABCDEFGHI", (5, 10, 28, 24, 60, 28, 40, 22, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    mark_synthetic(workbook, "List of participants")
    write_workbook(path, workbook)
