"""A proposal for `workshop.toml` from the files themselves: what each sheet may be, and why; a person confirms it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.exports.repeats import is_repeat
from needs_analysis.reading.opening import OpenFile, open_file
from needs_analysis.reading.part import Part, read_part
from needs_analysis.reading.place import Place
from needs_analysis.reading.proposals.columns import Guess, guess_columns
from needs_analysis.reading.proposals.header_row import guess_header_row, hashtags
from needs_analysis.reading.proposals.known_fields import reduced, words_of
from needs_analysis.registers.spelling import squashed

TABLES = ("participants", "responses", "activities", "evaluation")
FORM_SHEETS = {"survey", "choices"}
LIKELY = 0.5
MOST_ANSWERS, FEWEST_QUESTIONS = 8, 3
PERSONAL = ("country", "agency", "position", "email", "phone", "agency_type")
PLANNED = ("start", "end", "status", "funder", "need", "country")


@dataclass(frozen=True)
class SheetProposal:
    """What a sheet may be.

    Attributes:
        file: the file.
        sheet: the sheet; blank for a text file, or where it is the first.
        table: participants, responses, activities, evaluation; blank where nothing fits.
        score: how sure that is, 0 to 1.
        reasons: why.
        header_row: the row of the headings; 0 where none was found.
        header_reason: why that row.
        columns: its fields; the id, if any, first.
        answers: answers that several columns share, which may be a scale.
        others: headings that no field was found for.
        notes: what was assumed in reading it.
    """

    file: Path
    sheet: str
    table: str
    score: float
    reasons: tuple[str, ...]
    header_row: int
    header_reason: str
    columns: tuple[Guess, ...] = ()
    answers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What the files may be: their sheets, the form among them, and those that cannot be read."""

    sheets: tuple[SheetProposal, ...]
    form: Path | None
    unreadable: tuple[Problem, ...]

    def of(self, table: str) -> SheetProposal | None:
        """Give the sheet that is most likely to be a table."""
        likely = [sheet for sheet in self.sheets if sheet.table == table]
        return max(likely, key=lambda sheet: sheet.score, default=None)


def propose_mapping(files: Sequence[Path]) -> Proposal:
    """Look at every sheet of every file, and say what it may be.

    Nothing is decided: each guess has its reasons and a score.
    """
    opened: dict[Path, OpenFile] = {}
    unreadable: list[Problem] = []
    for file in files:
        try:
            opened[file] = open_file(file)
        except InputError as error:
            unreadable += error.problems
    asked = {file: names for file, each in opened.items() if (names := _names_asked(each))}
    form = next(iter(asked), None)
    unreadable += [
        Problem(say("This is an XLSForm too; only one is used."), file=file.name) for file in list(asked)[1:]
    ]
    sheets: list[SheetProposal] = []
    for file in opened.keys() - asked.keys():
        for sheet in opened[file].names:
            try:
                sheets.append(_look_at(file, opened[file], sheet, asked[form] if form else frozenset()))
            except InputError as error:
                unreadable += error.problems
    order = {file: at for at, file in enumerate(files)}
    return Proposal(tuple(sorted(sheets, key=lambda each: order[each.file])), form, tuple(unreadable))


def _names_asked(opened: OpenFile) -> frozenset[str]:
    """Give the names of a questionnaire's questions; none where the file is no XLSForm."""
    if not set(map(str.casefold, opened.names)) >= FORM_SHEETS:
        return frozenset()
    survey = next(name for name in opened.names if name.casefold() == "survey")
    cells = opened.read(survey, 1)
    headings = [squashed(cell).casefold() for cell in cells.row(1)]
    if not {"type", "name"} <= set(headings):
        return frozenset()
    return frozenset(cells.cells.iloc[1:, headings.index("name")].dropna().str.strip())


def _look_at(file: Path, opened: OpenFile, sheet: str, asked: frozenset[str]) -> SheetProposal:
    seen = opened.read(sheet, 1)
    row, why = guess_header_row(seen)
    made = SheetProposal(file, "" if sheet == opened.names[0] else sheet, "", 0.0, (why,), row, why)
    if not row:
        return made
    part = read_part(Place(file, file.name, sheet=sheet, header_row=row), opened)
    if is_repeat(part.headings):
        reason = say("its rows belong to those of another sheet; it is read together with that one")
        return replace(made, reasons=(reason,))
    answers, tags = _shared_answers(part), hashtags(seen, row)
    likely = [_as_table(part, table, tags=tags, answers=answers, asked=asked) for table in TABLES]
    score, table, reasons, columns = max(likely, key=lambda each: each[0])
    notes = tuple(str(note) for note in part.sheet.notes)
    reasons = reasons or [say("nothing in it looks like one of the sources")]
    made = replace(made, score=score, reasons=tuple(reasons), answers=answers, notes=notes)
    taken = {guess.heading for guess in columns}
    others = tuple(heading for heading in part.headings if heading and heading not in taken)
    return replace(made, table=table, columns=tuple(columns), others=others) if score >= LIKELY else made


def _as_table(
    part: Part, table: str, *, tags: Sequence[str], answers: Sequence[str], asked: frozenset[str]
) -> tuple[float, str, list[str], list[Guess]]:
    """Say how likely a sheet is to be a table, and why."""
    guesses = guess_columns(part, table, tags)
    found = [guess.field for guess in guesses if guess.sure and guess.field != "id"]
    reasons = [say("columns found: {fields}", fields=", ".join(found))] if found else []
    signs = [
        heading for heading in part.headings if reduced(heading.rpartition("/")[2]) in words_of("signs", "collector")
    ]
    if table == "responses" and signs:
        reasons.append(say("columns that a program for forms adds: {headings}", headings=", ".join(signs)))
    lasts = {part for heading in part.headings for part in (heading, heading.rpartition("/")[2])}
    share = len(asked & lasts) / len(asked) if asked else 0.0
    if table == "responses" and share:
        reasons.append(say("{n} of the form's names are among its headings", n=len(asked & lasts)))
    if table in ("responses", "evaluation") and answers:
        reasons.append(say("several columns share the answers {answers}", answers=", ".join(answers)))
    scores = {
        "participants": ("name" in found) * (0.4 + 0.15 * len(set(found) & set(PERSONAL))) - 0.4 * bool(signs),
        "responses": 0.6 * bool(signs) + 0.5 * bool(answers) + (share >= LIKELY),
        "activities": ("activity" in found or "organisation" in found) * 0.2 * (1 + len(set(found) & set(PLANNED))),
        "evaluation": ("when" in found) * (0.5 + 0.3 * bool(answers)) - 0.6 * bool(signs),
    }
    return max(0.0, min(1.0, scores[table])), table, reasons, guesses


def _shared_answers(part: Part) -> tuple[str, ...]:
    """Give the answers that stand in several columns of few answers, the most frequent first."""
    few = []
    for at in range(part.cells.shape[1]):
        counts = part.cells.iloc[:, at].dropna().str.strip().value_counts()
        if 1 < len(counts) <= MOST_ANSWERS and counts.sum() > len(counts):
            few.append(counts)
    columns = Counter(answer for counts in few for answer in counts.index)
    if not columns or columns.most_common(1)[0][1] < FEWEST_QUESTIONS:
        return ()
    common = columns.most_common(1)[0][0]
    times: Counter[str] = Counter()
    for counts in few:
        if common in counts.index:
            times.update({str(answer): int(n) for answer, n in counts.items() if columns[answer] > 1})
    return tuple(answer for answer, _ in times.most_common(MOST_ANSWERS))
