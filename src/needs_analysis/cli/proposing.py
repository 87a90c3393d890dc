"""A new workspace from the files themselves: `workshop.toml` with every proposal and its reasons."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from needs_analysis.errors import InputError, OutputError, Problem
from needs_analysis.language import say
from needs_analysis.reading.content import read_content
from needs_analysis.reading.form.form import read_form
from needs_analysis.reading.proposals.columns import Guess
from needs_analysis.reading.proposals.proposal import TABLES, Proposal, SheetProposal, propose_mapping
from needs_analysis.starter.workspace import SETTINGS, make_workspace
from needs_analysis.writing import write_bytes, write_text

RAW = "data/raw"
FIRST_SOURCE, AFTER_SOURCES = "[sources.participants]", "# Your own register of needs"
HINT = "header_rows"
MOST_OTHERS = 40
FOR_ANY_FORM = (
    "01_participants",
    "02_data_quality",
    "08_questionnaire",
    "09_background",
    "10_method",
    "13_glossary",
)


def make_proposed_workspace(folder: Path, files: Sequence[Path]) -> tuple[list[Path], Proposal]:
    """Make a workspace, copy the files into its data/raw, and propose what each of them is.

    What is sure stands in `workshop.toml` with its reasons beside it; what is not stands there behind a #.

    Raises:
        OutputError: the folder is not empty, or two files have one name.
        InputError: a file cannot be opened at all.
    """
    twice = [name for name, times in Counter(file.name for file in files).items() if times > 1]
    if twice:
        raise OutputError([Problem(say("Two of the files have this name."), file=name) for name in twice])
    contents = {file: read_content(file, file.name) for file in files}
    proposal = propose_mapping(files)
    made = make_workspace(folder)
    made += [write_bytes(folder / RAW / file.name, content) for file, content in contents.items()]
    settings = folder / SETTINGS
    text = with_sources(settings.read_text(encoding="utf-8"), proposal)
    write_text(settings, text if _rates_needs(proposal) else without_needs(text))
    return list(dict.fromkeys(made)), proposal


def with_sources(settings: str, proposal: Proposal) -> str:
    """Put the proposed sources in place of the starter's, which stay behind a # where nothing was found for them."""
    before, _, rest = settings.partition(FIRST_SOURCE)
    examples, marker, after = rest.partition(AFTER_SOURCES)
    return before + "\n".join(_sources(proposal, FIRST_SOURCE + examples)) + "\n\n" + marker + after


def without_needs(settings: str) -> str:
    r"""Put the chapters about needs behind a #: the questionnaire rates none.

    >>> print(without_needs('chapter = [\n    { notebook = "03_needs" },\n    { notebook = "08_questionnaire" },\n]'))
    chapter = [
        # { notebook = "03_needs" },
        { notebook = "08_questionnaire" },
    ]
    """
    return re.sub(r'(?m)^( *)(?=\{ notebook = "([^"]+)")', _kept_or_hidden, settings)


def _kept_or_hidden(line: re.Match[str]) -> str:
    return line[1] if line[2] in FOR_ANY_FORM else f"{line[1]}# "


def _rates_needs(proposal: Proposal) -> bool:
    """Whether the questionnaire says of any question which need it rates; one that cannot be read is not judged."""
    if proposal.form is None:
        return True
    try:
        return bool(read_form(proposal.form).questions["need"].notna().any())
    except InputError:
        return True


def _sources(proposal: Proposal, examples: str) -> Iterator[str]:
    yield say("# Proposed from the files. Look at every line: the number says how sure it is, from 0 to 1, and why.")
    yield say("# A line behind a # is not used; remove the # if it is right.")
    for table in TABLES:
        yield ""
        sheet = proposal.of(table)
        if sheet:
            yield from _source(sheet, proposal)
        else:
            yield _comment(say("{table}: none of the files looks like it; to name one yourself:", table=table))
            yield from _example(examples, table)
    yield from _hints(examples)
    yield from _unplaced(proposal)


def _example(examples: str, table: str) -> Iterator[str]:
    """Give the starter's own lines about a table, each behind a #."""
    for block in re.split(r"\n#?\n", examples):
        if f"[sources.{table}" in block:
            yield from (line if line.startswith("#") else _comment(line) for line in block.splitlines())


def _hints(examples: str) -> Iterator[str]:
    """Give the starter's lines on what a source may say beside."""
    yield ""
    yield from (line for block in examples.split("\n\n") if HINT in block for line in block.splitlines())


def _source(sheet: SheetProposal, proposal: Proposal) -> Iterator[str]:
    has_form = sheet.table == "responses" and proposal.form is not None
    yield f"[sources.{sheet.table}]"
    for note in sheet.notes:
        yield _comment(note)
    yield _line("file", f"{RAW}/{sheet.file.name}", _reason(sheet.score, sheet.reasons))
    if sheet.sheet:
        yield _line("sheet", sheet.sheet)
    yield f"header_row = {sheet.header_row}" + _beside(sheet.header_reason)
    if has_form and proposal.form:
        yield _line("form", f"{RAW}/{proposal.form.name}", say("it has the sheets survey and choices of an XLSForm"))
    yield from (_guess(guess) for guess in sheet.columns if guess.field == "id")
    columns = [guess for guess in sheet.columns if guess.field != "id"]
    if columns and not has_form:
        yield ""
        yield f"[sources.{sheet.table}.columns]"
        yield from map(_guess, columns)
    if sheet.others and not has_form:
        shown = ", ".join(sheet.others[:MOST_OTHERS]) + (" …" if len(sheet.others) > MOST_OTHERS else "")
        yield _comment(say("kept under their own headings: {headings}", headings=shown))
    if sheet.answers and sheet.table == "responses" and not has_form:
        yield _comment(say("answers that several columns share; if they rate needs, say what each is worth:"))
        yield "# [scales.importance]"
        yield from (f"# {_quoted(answer)} = ?" for answer in sheet.answers)


def _unplaced(proposal: Proposal) -> Iterator[str]:
    """Say what became of the sheets that are no source, and of the files that cannot be read."""
    chosen = [proposal.of(table) for table in TABLES]
    left = [sheet for sheet in proposal.sheets if sheet not in chosen]
    form = proposal.form if proposal.form and not proposal.of("responses") else None
    if left or form or proposal.unreadable:
        yield ""
        yield _comment(say("Not placed:"))
    if form:
        yield _comment(f"{form.name}; " + say("it has the sheets survey and choices of an XLSForm"))
    for sheet in left:
        kind = say("looks like {table}, but less than another", table=sheet.table) if sheet.table else ""
        parts = [sheet.file.name, sheet.sheet and say("sheet {sheet}", sheet=sheet.sheet), kind, *sheet.reasons]
        yield _comment("; ".join(part for part in parts if part))
    yield from (_comment(str(problem)) for problem in proposal.unreadable)


def _guess(guess: Guess) -> str:
    line = _line(guess.field, guess.heading, _reason(guess.score, guess.reasons))
    return line if guess.sure else f"# {line}"


def _reason(score: float, reasons: Sequence[str]) -> str:
    return f"{score:.2f}: {'; '.join(reasons)}"


def _line(key: str, value: str, reason: str = "") -> str:
    return f"{key} = {_quoted(value)}" + _beside(reason)


def _quoted(text: str) -> str:
    """Write a text as TOML does; its escapes are those of JSON, and one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _beside(reason: str) -> str:
    return f"  {_comment(reason)}" if reason else ""


def _comment(text: str) -> str:
    """Write a comment on one line, without letters that TOML forbids there."""
    return "# " + "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
