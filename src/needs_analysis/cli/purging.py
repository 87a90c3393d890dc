"""The step `purge`: personal data removed when their time has come, the releases left, a line in the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from needs_analysis.cli.personal import OWN_EDITION, find_personal, point_at_rest
from needs_analysis.cli.telling import Teller
from needs_analysis.cli.visible import on_one_line
from needs_analysis.disclosure.ledger import Entry, append_entry, read_ledger
from needs_analysis.disclosure.removal import Found, is_link, remove
from needs_analysis.errors import InputError, OutputError, Problem, SettingsError
from needs_analysis.language import interface, say, say_count, say_date, say_number
from needs_analysis.passing import sweep_passing
from needs_analysis.reporting.site import INDEX
from needs_analysis.workshop import DOCUMENTS, LIST, SETTINGS, Workshop, read_workshop
from needs_analysis.writing import write_text


def purge_workspace(root: Path, *, confirmed: bool = False, early: bool = False, because: str = "") -> None:
    """Remove the personal data of a workspace and leave the releases; whatever was interrupted can be done again.

    Args:
        root: the workspace.
        confirmed: whether nobody need be asked.
        early: whether to do it before the retention date.
        because: the reason for that; it goes into the ledger.

    Raises:
        SettingsError: the retention date has not come.
        OutputError: nobody confirmed, or something could not be removed.
    """
    workshop, teller = read_workshop(root.resolve()), Teller()
    sweep_passing()
    _refuse_early(workshop, early=early, because=because.strip(), today=date.today())
    _refuse_linked(workshop)
    entries = read_ledger(workshop.releases)
    found = find_personal(workshop, entries)
    rest = point_at_rest(workshop, found)
    if not found and (before := _purged_on(entries)):
        teller.say(say("There is nothing left to remove; personal data were purged on {day}.", day=_in_words(before)))
        return _tell_rest(teller, workshop, rest)
    _tell_found(teller, workshop, found)
    if found and not confirmed:
        _ask(workshop)
    _purge(workshop, found, because=because.strip(), teller=teller)
    return _tell_rest(teller, workshop, rest)


def refuse_purged(root: Path) -> None:
    """Stop a step that needs personal data where they were purged, and remind of data that were kept too long.

    Raises:
        InputError: a source is missing, and the ledger says that personal data were purged.
    """
    workshop = read_workshop(root)
    sources = [workshop.path(name) for source in workshop.settings.sources.values() for name in source.all_files]
    missing = [path for path in sources if not path.is_file()]
    if missing and (day := _purged_on(read_ledger(workshop.releases))):
        what = say("The personal data of this workspace were purged on {day}.", day=_in_words(day))
        remedy = say("The releases and their reports are still there, and can be shared: needs-analysis share")
        raise InputError(Problem(what, remedy=remedy))
    until = workshop.settings.retention.personal_data_until
    if not missing and until and until < date.today():
        Teller().say(
            say("Personal data were to be kept until {day}. Remove them: needs-analysis purge", day=_in_words(until))
        )


def _refuse_early(workshop: Workshop, *, early: bool, because: str, today: date) -> None:
    until = workshop.settings.retention.personal_data_until
    if (early and because) or (until and until <= today):
        return
    what = say("No day is set until which personal data are kept.")
    if until:
        what = say("Personal data are kept until {day}.", day=_in_words(until))
    remedy = say('Wait, set [retention] personal_data_until, or say why it has to be now: --early --because "REASON"')
    raise SettingsError(Problem(what, file=SETTINGS, remedy=remedy))


def _refuse_linked(workshop: Workshop) -> None:
    linked = [path for path in (workshop.path("data"), workshop.reports) if is_link(path)]
    if linked:
        what = say("This folder is a link to another place, and a purge follows no links.")
        remedy = say("Put the folder itself in the place of the link, or remove the personal data by hand.")
        raise OutputError([Problem(what, file=path.name, remedy=remedy) for path in linked])


def _purged_on(entries: Sequence[Entry]) -> date | None:
    days = [date.fromisoformat(entry["date"]) for entry in entries if entry["event"] == "purge"]
    return days[-1] if days else None


def _in_words(day: date) -> str:
    return say_date(day, interface())


def _tell_found(teller: Teller, workshop: Workshop, found: Sequence[Found]) -> None:
    table = Table(title=say("To be removed"), title_justify="left")
    for position, heading in enumerate([say("place"), say("files"), say("kB")]):
        table.add_column(heading, justify="right" if position else "left")
    for each in found:
        size = say_number(each.size / 1000, interface())
        table.add_row(escape(on_one_line(workshop.relative(each.place))), str(len(each.files)), size)
    teller.console.print(table)


def _ask(workshop: Workshop) -> None:
    """Have a person type the workshop's id: what is removed does not come back.

    Raises:
        OutputError: there is nobody to ask, or something else was typed.
    """
    name = workshop.settings.workshop.id
    if not sys.stdin.isatty():
        remedy = say("Call this in a terminal, or confirm it with --yes.")
        raise OutputError(Problem(say("Nobody confirmed; nothing was removed."), remedy=remedy))
    if input(say("Type {name} to remove all of this: ", name=name)).strip() != name:
        raise OutputError(say("Nobody confirmed; nothing was removed."))


def _purge(workshop: Workshop, found: Sequence[Found], *, because: str, teller: Teller) -> None:
    """Remove, and only then write the ledger's line: it says what was done, not what was meant.

    Raises:
        OutputError: naming all that could not be removed.
    """
    gone, problems = remove(found)
    _unlist(workshop.reports / INDEX)
    size = sum(each.files[path] for each in found for path in gone if path in each.files)
    reason = {"because": because} if because else {}
    entry = append_entry(workshop.releases, "purge", files=len(gone), bytes=size, left=len(problems), **reason)
    line = str(entry["number"])
    teller.say(
        say_count(
            "{n} file removed; line {line} of the release ledger.",
            "{n} files removed; line {line} of the release ledger.",
            len(gone),
            line=line,
        )
    )
    if problems:
        raise OutputError(problems)


def _unlist(index: Path) -> None:
    """Take the files that are gone off the page that lists them all: one line of it is one file."""
    if index.is_file():
        lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
        gone = (f'href="{OWN_EDITION}/', f"/{DOCUMENTS}/{LIST}")
        write_text(index, "".join(line for line in lines if not any(each in line for each in gone)))


def _tell_rest(teller: Teller, workshop: Workshop, rest: Sequence[Path]) -> None:
    if still := [path for path in rest if os.path.lexists(path)]:
        teller.say(say("Not removed; look at these and remove them yourself where they hold personal data:"))
        for path in still:
            teller.say(f"  {path.relative_to(workshop.root) if path.is_relative_to(workshop.root) else path}")
    teller.say(
        say(
            "Files were removed as the system removes them: nothing was overwritten. Copies in backups, in the history "
            "of git, in the bin, on other machines and in the spare blocks of a disk are beyond this command."
        )
    )
