"""The commands on a large survey, and what they tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from needs_analysis.cleaning.store import CleanData, read_clean, read_frame
from needs_analysis.cli.large.assessing import LargeAssessed, assess_large
from needs_analysis.cli.large.cleaning import LargeCleaned, clean_large
from needs_analysis.cli.large.part import ISSUE_PARTS, count_severities
from needs_analysis.cli.large.sized import is_large
from needs_analysis.cli.standing import ASSESS, CLEAN, followed, stands, write_down
from needs_analysis.cli.telling import OPEN_ISSUES, Teller
from needs_analysis.columns import ESTIMATES, PLAN
from needs_analysis.errors import InputError, Problem
from needs_analysis.language import say, say_count
from needs_analysis.parallel import Workers
from needs_analysis.partitions.store import Parts
from needs_analysis.workshop import SETTINGS, Workshop

STEPS = 3  # that cleaning tells of


def run_large(workshop: Workshop, workers: Workers, teller: Teller, *, force: bool) -> None:
    """Check, clean and assess, unless a step of an earlier run stands; no reports are made yet, and that is told."""
    _left_standing(workshop, CLEAN, partial(clean_in_parts, workshop, workers, teller), teller, force=force)
    data = read_clean(workshop.clean)
    _left_standing(workshop, ASSESS, partial(assess_in_parts, workshop, data, workers, teller), teller, force=force)
    teller.say(say("Reports are not built from a survey that is read in parts: its estimates are in data/estimates."))
    teller.times()


def _left_standing(workshop: Workshop, step: str, make: Callable[[], None], teller: Teller, *, force: bool) -> None:
    """Make a step, unless nothing has changed that it follows from, and nobody touched what it left."""
    left = {CLEAN: [workshop.path("data", OPEN_ISSUES), workshop.clean], ASSESS: [workshop.clean, workshop.estimates]}
    with teller.step(say("read")):
        key = followed(workshop)
        is_left = not force and stands(workshop, step, key, left[step])
    if is_left:
        _TELL[step](workshop, teller)
    else:
        make()
        if followed(workshop) == key:
            write_down(workshop, step, key, left[step])


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


def _tell_clean(workshop: Workshop, teller: Teller) -> None:
    """Tell rows and issues of clean data that stand."""
    teller.pass_over(say("clean"))
    data = read_clean(workshop.clean)
    severities = Parts(workshop.clean / ISSUE_PARTS).read_all(["severity"])
    cleaned = LargeCleaned(data.parts["issues"], count_severities(severities), data.parts["account"])
    teller.account(cleaned.account)
    _tell_issues(cleaned, teller)


def _tell_assessed(workshop: Workshop, teller: Teller) -> None:
    """Tell of estimates that stand."""
    files = ((ESTIMATES, "estimates"), (PLAN, "left_out"))
    _tell_estimates(
        LargeAssessed(*(read_frame(workshop.estimates / f"{name}.csv", table) for table, name in files)), teller
    )


_TELL = {CLEAN: _tell_clean, ASSESS: _tell_assessed}


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
