"""What belongs to the participants, gathered from received and clean tables, for the search of what was rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.phone_numbers import phone_numbers
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.log import Applied, undo_log
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.arrival import workshop_agencies, workshop_needs
from needs_analysis.cli.searching import sought_in
from needs_analysis.disclosure.comments import released_texts
from needs_analysis.language import CATALOGUES
from needs_analysis.people.facts import USUAL
from needs_analysis.programs import programs
from needs_analysis.registers.spelling import normal
from needs_analysis.release import Release
from needs_analysis.scanning.files import scan_each
from needs_analysis.scanning.hits import refuse_hits
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.scanning.verdicts import Verdicts
from needs_analysis.workshop import Workshop

NAMED_FIELDS = {field for fact in USUAL if fact.kind == "name" for field in fact.fields}
KIND_OF_FIELD = dict.fromkeys(NAMED_FIELDS, "name") | {"email": "email", "phone": "phone", "code": "code"}
CODES = ("code", "document", "bank", "device")
ID = re.compile(r"(?:^|[^a-z])(?:uu)?id$|instanceid$|^key$")
EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
DIGITS = re.compile(r"\d+")
GROUPS = {"country", "agency", "agency_type", "delegation", "position", "when", "language"}
RECORDED = {"organisation", "funder", "activity", "need", "country", "start", "end", "status"}
ACTIVITIES = "activities"
SEARCHED = "searched.txt"


def secrets_of(
    workshop: Workshop, data: CleanData, *, released: Collection[str] = (), quoted: Collection[str] = ()
) -> Secrets:
    """Gather what no file of a release may hold.

    Names, e-mails, telephone numbers and codes stand in columns whose name or heading asks for them; e-mails and
    numbers also in free text. Ids are the names of rows of people and forms. Comments are the answers to open
    questions, and the cells of columns that are neither answers to choose nor groups that a report speaks of.

    Args:
        workshop: the workspace; its title, notices, questions, needs and agencies are public.
        data: the clean data; what was received follows from them and the log.
        released: comments that a person released, as they are shown, and what is recorded of assistance.
        quoted: the comments alone, in which a surname by itself is a name.
    """
    subjects = [*_subjects(workshop, data)]
    people = [subject for subject in subjects if subject.table != ACTIVITIES]
    kinds = {id(subject): {**KIND_OF_FIELD, **kinds_by_heading(subject)} for subject in people}
    by_kind = {kind: [*_cells(people, kinds, kind)] for kind in ("email", "phone", *CODES)}
    comments = _once(_comments(subjects, kinds))
    excused = {normal(text) for text in released}
    return Secrets(
        names=_once(name for subject in people for name in _names(subject, kinds[id(subject)])),
        emails=_once([*by_kind["email"], *(found for text in _texts(people) for found in EMAIL.findall(text))]),
        phones=_once([*by_kind["phone"], *(found for text in comments for found in phone_numbers(text))]),
        codes=_once(code for kind in CODES for code in by_kind[kind]),
        ids=_once(cell for subject in people for cell in _ids(subject, workshop)),
        comments=tuple(text for text in comments if normal(text) not in excused),
        released=tuple(released),
        quoted=tuple(quoted),
        public=_once(_public(workshop, data)),
    )


def scan_editions(
    workshop: Workshop,
    data: CleanData,
    releases: Mapping[str, tuple[Release, Path]],
    *,
    folder: Path,
    on_file: Callable[[str], None] | None = None,
    force: bool = False,
) -> None:
    """Search every file of every edition, and the pages beside them.

    What is recorded of assistance may stand, though somebody gave the same words as a comment; a name in it may not.
    The organisers' list of issues shows ids of rows and cells by design: what stands in it is excused in their edition.
    The event's own documents are searched where others than the organisers read them.

    Args:
        workshop: the workspace.
        data: the clean data that the releases were made from.
        releases: each edition's release, by the folder of its reports.
        folder: that these folders are in.
        on_file: told of each file as it is done.
        force: search also what an earlier run searched for the same and found nothing in.

    Raises:
        ReleaseError: something was found, or a file cannot be searched.
    """
    quoted = {text for release, _ in releases.values() for text in released_texts(release)}
    released = {text for release, _ in releases.values() for text in _recorded(release)} | quoted
    secrets = secrets_of(workshop, data, released=sorted(released), quoted=sorted(quoted))
    wanted: list[tuple[Path, Secrets]] = []
    for edition, (release, _) in releases.items():
        sought = secrets.excusing(cell for name in release.issues for cell in _filled(release.issues[name]))
        for files, looked_for in sought_in(folder / edition, release.edition, sought):
            wanted += [(file, looked_for) for file in files]
    wanted += [(path, secrets) for path in sorted(folder.glob("*")) if path.is_file()]
    verdicts = Verdicts(workshop.kept / SEARCHED, programs(), anew=force)
    try:
        hits = scan_each(wanted, root=folder, on_file=on_file, verdicts=verdicts)
    finally:
        verdicts.keep()
    refuse_hits(hits)


def _recorded(release: Release) -> Iterator[str]:
    """Yield what a release says of recorded assistance: somebody may have written the same words as a comment."""
    for column in ("implementer", "funder", "title", "for_whom"):
        yield from _filled(release.activities[column])


def count_files(releases: Collection[str], folder: Path) -> int:
    """Count the files that `scan_editions` will tell of."""
    within = (path for edition in releases for path in (folder / edition).rglob("*"))
    return sum(path.is_file() for path in (*within, *folder.glob("*")))


def _subjects(workshop: Workshop, data: CleanData) -> Iterator[Subject]:
    """Yield every table twice, as received and clean."""
    for name, clean in data.tables.items():
        source = next((each for key, each in workshop.settings.sources.items() if key == name), None)
        headings = source.columns if source else {}
        received = undo_log(Applied(clean, data.dropped[name]), data.parts["cleaning_log"], table=name)
        for frame in (received, clean):
            yield Subject(name, frame, data.parts["questions"], data.parts["choices"], headings)


def _cells(subjects: Iterable[Subject], kinds: Mapping[int, Mapping[str, str]], kind: str) -> Iterator[str]:
    """Yield the cells of every column of a kind; of a self-made code only where it is asked for."""
    for subject in subjects:
        for field in subject.names:
            if kinds[id(subject)].get(field) == kind:
                yield from _filled(subject.frame[field])


def _names(subject: Subject, kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield the names in each row: those of several words by themselves, given name and surname together."""
    fields = [field for field in subject.names if kinds.get(field) == "name"]
    for row in subject.frame[fields].fillna("").itertuples(index=False, name=None) if fields else ():
        cells = [" ".join(DIGITS.sub(" ", str(cell)).split()) for cell in row]
        yield from (cell for cell in cells if " " in cell)
        yield " ".join(cell for cell in cells if cell and " " not in cell)


def _ids(subject: Subject, workshop: Workshop) -> Iterator[str]:
    """Yield the names of rows, and what else names a form."""
    own = {source.id for source in workshop.settings.sources.values() if source.id}
    named = [field for field in subject.names if field in own or ID.search(field.rpartition("/")[2].lower())]
    for field in ("row_id", *named):
        yield from (cell.removeprefix("uuid:") for cell in _filled(subject.frame[field]))


def _comments(subjects: Iterable[Subject], kinds: Mapping[int, Mapping[str, str]]) -> Iterator[str]:
    for subject in subjects:
        known = {field for field in subject.names if field in kinds.get(id(subject), {})}
        for field in _open_fields(subject):
            if field not in known:
                yield from _filled(subject.frame[field])


def _open_fields(subject: Subject) -> list[str]:
    """Name the fields that hold free text: open questions, and columns that nothing is known of."""
    types = subject.types
    closed = RECORDED if subject.table == ACTIVITIES else GROUPS
    return [
        field
        for field in subject.names
        if field not in closed and types.get(field, "text") == "text" and (field == "_notes" or field[:1] != "_")
    ]


def _texts(subjects: Iterable[Subject]) -> Iterator[str]:
    for subject in subjects:
        for field in subject.names:
            yield from (text for text in subject.distinct(field).texts if "@" in text)


def _public(workshop: Workshop, data: CleanData) -> Iterator[str]:
    """Yield what is written for every reader: titles, notices, objectives, questions, answers, needs, messages."""
    yield from (path.read_text(encoding="utf-8") for path in sorted(CATALOGUES.glob("*.po")))
    event, parts = workshop.settings.workshop, data.parts
    for words in (event.title, event.place, event.notice, *(each.text for each in workshop.settings.objectives)):
        yield from words.values()
    if workshop.settings.evaluation:
        yield from (text for item in workshop.settings.evaluation.items for text in item.text.values())
    for name, column in (("question_labels", "label"), ("choice_labels", "label"), ("choices", "label")):
        yield from _filled(parts[name][column])
    for register in (workshop_needs(workshop), workshop_agencies(workshop).table):
        for column in register.columns:
            yield from _filled(register[column])


def _filled(cells: pd.Series) -> Iterator[str]:
    return (text for cell in cells.dropna().unique() if (text := str(cell).strip()))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
