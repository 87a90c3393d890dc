"""The step `share`: one edition, one recipient, one encrypted archive, one line in the ledger."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

from needs_analysis.cli.delegations import say_why_not
from needs_analysis.cli.passphrase import ask_passphrase
from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.sharing.passphrases import refuse_weak
from needs_analysis.disclosure.sharing.recipient import read_recipient
from needs_analysis.disclosure.sharing.share import Shared, pack, seal
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import LANGUAGES, say, say_count
from needs_analysis.registers.letters import to_latin
from needs_analysis.release import read_release
from needs_analysis.reporting.cover import edition_name
from needs_analysis.workshop import SETTINGS, Edition, Workshop, read_workshop

ARCHIVES = "shared"


def share_edition(root: Path, edition: str, name: str, *, country: str = "") -> None:
    """Share an edition with a recipient, and tell what was made and what to do with it.

    Args:
        root: the workspace.
        edition: donor or national.
        name: of the recipient.
        country: whose national edition.

    Raises:
        ReleaseError: nothing is shared, with the reason.
    """
    workshop, teller = read_workshop(root), Teller()
    folder = _folder(workshop, edition, country)
    latin = re.sub("[\u0400-\u04ff]+", lambda found: to_latin(found.group()), name)
    recipient = read_recipient(name, latin=latin, on=date.today())
    with teller.step(say("mark")):
        named = {language: edition_name(edition, language) for language in LANGUAGES}
        parcel = pack(folder, workshop.releases, recipient, edition=edition, editions=named)
    passphrase = ask_passphrase()
    refuse_weak(passphrase, known=[recipient.name, parcel.name, *workshop.settings.workshop.title.values()])
    with teller.step(say("seal")):
        shared = seal(parcel, passphrase, out=workshop.reports / ARCHIVES, ledger=workshop.releases)
    _tell(teller, workshop, shared)


def _folder(workshop: Workshop, edition: str, country: str) -> Path:
    """Find the folder of an edition that may be shared.

    Raises:
        ReleaseError: there is no such edition, it is not for others, or the country is not said or not there.
    """
    if problem := _wrong_edition(workshop, edition) or _wrong_country(workshop, edition, country):
        raise ReleaseError(problem)
    return workshop.reports / edition / country if country else workshop.reports / edition


def _wrong_edition(workshop: Workshop, edition: str) -> Problem | None:
    known = get_args(Edition)
    if edition not in known:
        what = say("There is no edition «{edition}».", edition=edition)
        return Problem(what, remedy=say("The editions are: {names}.", names=", ".join(known)))
    if edition == "organiser":
        what = say("The edition for organisers quotes single rows and is for the organisers alone; it is not shared.")
        return Problem(what, remedy=say("Share another one: --edition donor"))
    if edition not in workshop.settings.editions:
        what = say("This workshop has no edition «{edition}».", edition=edition)
        remedy = say("Add [editions.{edition}] and run again: needs-analysis run", edition=edition)
        return Problem(what, file=SETTINGS, remedy=remedy)
    return None


def _wrong_country(workshop: Workshop, edition: str, country: str) -> Problem | None:
    if edition != "national":
        what = say("Only the national edition is made for one country.")
        return Problem(what, remedy=say("Leave --country out.")) if country else None
    made = sorted(path.parent.name for path in (workshop.reports / edition).glob("*/release"))
    if country in made:
        return None
    if not made:
        what = say("There is no national edition of any country.")
        return Problem(what, remedy=say("Make it with: needs-analysis run"))
    if not country:
        what = say("The national edition is made for one country at a time.")
    elif country.upper() in made:
        what = say("There is no country «{country}»; did you mean «{code}»?", country=country, code=country.upper())
    else:
        shared = read_release(workshop.reports / edition / made[0] / "release")
        what = say_why_not(country.upper(), shared.manifest["nesting"])
    return Problem(what, remedy=say("Name one of these: --country {names}", names=", ".join(made)))


def _tell(teller: Teller, workshop: Workshop, shared: Shared) -> None:
    teller.say(workshop.relative(shared.path))
    line = str(shared.line)
    teller.say(
        say_count(
            "{n} file, each marked for the recipient; line {line} of the release ledger.",
            "{n} files, each marked for the recipient; line {line} of the release ledger.",
            shared.files,
            line=line,
        )
    )
    teller.say(f"SHA-256 {shared.sha256}")
    teller.say(say("7-Zip, WinZip, WinRAR and Keka open it; Windows Explorer and the Finder of macOS do not."))
    teller.say(say("Give the passphrase by another way than the archive: by telephone, or in person."))
