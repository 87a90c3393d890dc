"""How the steps follow one another, and what is told of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from needs_analysis.checks.all import CHECKS
from needs_analysis.cleaning.store import CleanData, read_clean, seal_of
from needs_analysis.cli.arrival import Arrival, receive, refuse_stale
from needs_analysis.cli.assessing import Assessed, assess, gather, read_assessed
from needs_analysis.cli.checking import OPEN_ISSUES, Checked, check
from needs_analysis.cli.cleaning import clean
from needs_analysis.cli.delegations import tell_missing
from needs_analysis.cli.editions import make_editions
from needs_analysis.cli.large.arriving import is_large
from needs_analysis.cli.large.running import assess_in_parts, clean_in_parts, refuse_large, run_large
from needs_analysis.cli.limits import refuse_unreasoned
from needs_analysis.cli.placing import kept_if_stopped, making, put_in_place, unfinished
from needs_analysis.cli.planning import write_plan
from needs_analysis.cli.refusing import refuse_open
from needs_analysis.cli.reviewing import REVIEW, accept, ask
from needs_analysis.cli.scanning import count_files, scan_editions
from needs_analysis.cli.standing import followed, stands, write_down
from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.release import write_release
from needs_analysis.language import say, say_count
from needs_analysis.parallel import Workers
from needs_analysis.reporting.event_documents import refuse_missing
from needs_analysis.workshop import Workshop, read_workshop

HERE = Workers()
CLEAN, ASSESS = "clean", "assess"


def run_all(root: Path, *, force: bool = False, workers: Workers = HERE) -> None:
    """Check, clean, assess and report; keep chapters and documents that nothing has changed for, unless forced."""
    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        run_large(workshop, workers, teller)
        return
    data = clean_data(workshop, teller, force=force)
    assessed = assess_data(workshop, data, teller, force=force)
    _report(workshop, data, assessed, teller, force=force, workers=workers)
    teller.times()


def check_only(root: Path, *, workers: Workers = HERE) -> None:
    """Read and check; an issue that would stop a run fails the command too."""
    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        clean_in_parts(workshop, workers, teller, keep=False)
        return
    _tell_unused(workers, teller)
    _, checked = _receive_and_check(workshop, teller)
    _tell_issues(checked.issues, teller)
    refuse_open(checked.issues)
    teller.say(say("Nothing stops a run."))


def _tell_unused(workers: Workers, teller: Teller) -> None:
    """Tell that a cluster has nothing to do: what is not large is checked and assessed here."""
    if workers.scheduler:
        teller.say(
            say("This survey is not large, so it is worked on here; --scheduler is for chapters and large ones.")
        )


def accept_only(root: Path, workbook: Path | None) -> None:
    """Take in the answers of a review workbook."""
    workshop, teller = read_workshop(root), Teller()
    written = accept(workshop, workbook)
    for file, n in ((workshop.relative(path), n) for path, n in written.items()):
        teller.say(say_count("{n} new line in {file}.", "{n} new lines in {file}.", n, file=file))
    teller.say(say("Next: needs-analysis check") if written else say("The workbook holds no new answer."))


def clean_only(root: Path, *, workers: Workers = HERE) -> None:
    """Check and clean."""
    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        clean_in_parts(workshop, workers, teller)
    else:
        _tell_unused(workers, teller)
        clean_data(workshop, teller)


def assess_only(root: Path, *, workers: Workers = HERE) -> None:
    """Estimate from the clean data on disk, unless a source has changed since."""
    workshop, teller = read_workshop(root), Teller()
    data = read_clean(workshop.clean)
    refuse_stale(workshop, data.inputs, made_with="clean", but=[workshop.settings.assessment.plan])
    if is_large(workshop):
        assess_in_parts(workshop, data, workers, teller)
    else:
        _tell_unused(workers, teller)
        assess_data(workshop, data, teller)


def plan_only(root: Path, *, force: bool) -> None:
    """Write the plan that would be used, from the clean data on disk."""
    workshop, teller = read_workshop(root), Teller()
    refuse_large(workshop)
    data = read_clean(workshop.clean)
    refuse_stale(workshop, data.inputs, made_with="clean", but=[workshop.settings.assessment.plan])
    written = write_plan(workshop, gather(workshop, data).plan, force=force)
    teller.say(workshop.relative(written))
    if not workshop.settings.assessment.plan:
        teller.say(say('Next: edit it, and set plan = "{file}" under [assessment].', file=workshop.relative(written)))


def report_only(root: Path, *, force: bool = False, workers: Workers = HERE) -> None:
    """Release and report from the estimates on disk, unless a source has changed since; keep what has not changed."""
    workshop, teller = read_workshop(root), Teller()
    refuse_large(workshop)
    data, assessed = read_clean(workshop.clean), read_assessed(workshop)
    refuse_stale(workshop, assessed.about["inputs"], made_with="run")
    _report(workshop, data, assessed, teller, force=force, workers=workers)
    teller.times()


def start(folder: Path, files: Sequence[Path] = ()) -> None:
    """Write a new workspace, from files where there are some, and tell what is in it."""
    from needs_analysis.cli.proposing import make_proposed_workspace
    from needs_analysis.starter.workspace import make_workspace

    teller = Teller()
    if files:
        for path in make_proposed_workspace(folder, files)[0]:
            teller.say(path.as_posix())
        teller.say(say("Next: look at every line of workshop.toml, then: needs-analysis check"))
        return
    for path in make_workspace(folder):
        teller.say(path.as_posix())
    teller.say(say("Next: put your files into data/raw, name them in workshop.toml, then: needs-analysis check"))


def clean_data(workshop: Workshop, teller: Teller, *, force: bool = True) -> CleanData:
    """Check and clean, telling issues and rows; what a run has left stands if nothing has changed, unless forced."""
    written = [workshop.path("data", OPEN_ISSUES), workshop.path("data", REVIEW), workshop.clean]
    with teller.step(say("read")):
        key = followed(workshop)
        data = read_clean(workshop.clean) if not force and stands(workshop, CLEAN, key, written) else None
    if data is None:
        arrival, checked = _receive_and_check(workshop, teller)
        _tell_issues(checked.issues, teller)
        with teller.step(say("clean")):
            data = clean(workshop, arrival, checked)
        if followed(workshop) == key:
            write_down(workshop, CLEAN, key, written)
    else:
        teller.seconds |= {say("check"): 0.0, say("clean"): 0.0}
        _tell_issues(data.parts["issues"], teller)
    teller.rows(data)
    return data


def _tell_issues(issues: pd.DataFrame, teller: Teller) -> None:
    teller.issues(issues, f"data/{OPEN_ISSUES}")
    teller.review(issues, f"data/{REVIEW}")


def _receive_and_check(workshop: Workshop, teller: Teller) -> tuple[Arrival, Checked]:
    refuse_unreasoned(workshop)
    refuse_missing(workshop)
    with teller.step(say("read")):
        arrival = receive(workshop)
    with teller.bar(say("check"), len(CHECKS) * len(arrival.tables)) as done:
        checked = check(workshop, arrival, on_step=done)
        ask(workshop, arrival, checked)
    return arrival, checked


def assess_data(workshop: Workshop, data: CleanData, teller: Teller, *, force: bool = True) -> Assessed:
    """Assess, telling how many needs; the estimates of a run stand if nothing has changed, unless forced."""
    with teller.step(say("assess")):
        key = followed(workshop)
        written = [workshop.clean, workshop.estimates]
        if not force and stands(workshop, ASSESS, key, written):
            assessed = read_assessed(workshop)
        else:
            assessed = assess(workshop, data)
            if followed(workshop) == key:
                write_down(workshop, ASSESS, key, written)
    teller.assessed(assessed)
    return assessed


def _report(
    workshop: Workshop, data: CleanData, assessed: Assessed, teller: Teller, *, force: bool, workers: Workers
) -> None:
    from needs_analysis.documents.browser import find_browser
    from needs_analysis.reporting.reports import build_reports, left_out, list_products

    refuse_unreasoned(workshop)
    refuse_missing(workshop)
    with teller.step(say("release")):
        made = make_editions(workshop, data, assessed, force=force)
    tell_missing(workshop, assessed.about["nesting"], [each.name for each in made], teller)
    with making(workshop) as folder:
        releases = {
            each.name: (each.release, write_release(folder / each.name / "release", each.release)) for each in made
        }
        browser = find_browser()
        products = list_products(workshop, releases, root=folder, browser=browser)
        stopped = partial(teller.stopped, products, folder)
        with kept_if_stopped(workshop, folder, stopped), teller.bar(say("report"), len(products)) as done:
            built = build_reports(
                workshop,
                releases,
                into=folder,
                keep=() if force else (workshop.reports, unfinished(workshop)),
                seal=seal_of(workshop.clean),
                browser=browser,
                workers=workers,
                on_step=done,
            )
        with teller.bar(say("scan"), count_files(releases, folder)) as done:
            scan_editions(workshop, data, releases, folder=folder, on_file=done, force=force)
        put_in_place(workshop, made, folder)
        teller.reports([Path("reports", path.relative_to(folder)) for path in built])
        teller.left_out(left_out(workshop, browser))
