"""The commands on a large survey, and what they tell."""

from __future__ import annotations

from dataclasses import replace

from needs_analysis.cleaning.store import CleanData, read_clean
from needs_analysis.cli.large.assessing import LargeAssessed, assess_large
from needs_analysis.cli.large.cleaning import LargeCleaned, clean_large
from needs_analysis.cli.large.sized import is_large
from needs_analysis.cli.telling import OPEN_ISSUES, Teller
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say, say_count
from needs_analysis.parallel import Workers
from needs_analysis.workshop import SETTINGS, Workshop

STEPS = 3  # that cleaning tells of


def run_large(workshop: Workshop, workers: Workers, teller: Teller) -> None:
    """Check, clean and assess; reports are not made of a survey in parts yet, and that is told."""
    clean_in_parts(workshop, workers, teller)
    assess_in_parts(workshop, read_clean(workshop.clean), workers, teller)
    teller.say(say("Reports are not built from a survey that is read in parts: its estimates are in data/estimates."))
    teller.times()


def refuse_large(workshop: Workshop) -> None:
    """Stop a command that needs every answer at once.

    Raises:
        InputError: the survey is read in parts.
    """
    if is_large(workshop):
        what = say("This is not made of a survey that is read in parts.")
        remedy = say("Set from_megabytes under [partitions] higher than the file's size.")
        raise InputError(Problem(what, file=SETTINGS, remedy=remedy))


def clean_in_parts(workshop: Workshop, workers: Workers, teller: Teller, *, keep: bool = True) -> None:
    """Check and clean, telling rows and issues."""
    with teller.bar(say("clean") if keep else say("check"), STEPS) as done:
        cleaned = clean_large(_anywhere(workshop), workers, keep=keep, on_step=done)
    teller.account(cleaned.account)
    _tell_issues(cleaned, teller)
    if not keep:
        teller.say(say("Nothing stops a run."))


def assess_in_parts(workshop: Workshop, data: CleanData, workers: Workers, teller: Teller) -> None:
    """Assess, telling what was estimated and what was left out."""
    with teller.step(say("assess")):
        assessed = assess_large(_anywhere(workshop), data, workers)
    _tell_estimates(assessed, teller)


def _anywhere(workshop: Workshop) -> Workshop:
    """Give the workspace as workers find it that were started in another folder; all of them have to see it."""
    return replace(workshop, root=workshop.root.resolve())


def _tell_issues(cleaned: LargeCleaned, teller: Teller) -> None:
    total, listed, file = sum(cleaned.counts.values()), len(cleaned.issues), f"data/{OPEN_ISSUES}"
    teller.say(
        say_count(
            "{n} issue; {file} lists {listed}.", "{n} issues; {file} lists {listed}.", total, file=file, listed=listed
        )
    )


def _tell_estimates(assessed: LargeAssessed, teller: Teller) -> None:
    teller.say(say_count("{n} estimate.", "{n} estimates.", len(assessed.estimates)))
    if left := len(assessed.left_out):
        where = "data/estimates/left_out.csv"
        teller.say(
            say_count(
                "{n} line of the plan needs every answer at once and was left out: {file}",
                "{n} lines of the plan need every answer at once and were left out: {file}",
                left,
                file=where,
            )
        )
