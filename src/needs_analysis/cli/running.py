"""How the steps follow one another, and what is told of each; a step's modules are loaded when it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from needs_analysis.cleaning.store import CleanData, read_clean
from needs_analysis.cli.assessed import Assessed, read_assessed
from needs_analysis.cli.building import report
from needs_analysis.cli.large.sized import is_large
from needs_analysis.cli.standing import ASSESS, CLEAN, followed, stands, write_down
from needs_analysis.cli.telling import OPEN_ISSUES, REVIEW, Teller
from needs_analysis.language import say, say_count
from needs_analysis.parallel import Workers
from needs_analysis.reporting.warm.nursery import warm_if
from needs_analysis.workshop import Workshop, read_workshop

HERE = Workers()


def run_all(root: Path, *, force: bool = False, workers: Workers = HERE) -> None:
    """Check, clean, assess and report; keep whatever nothing has changed for, unless forced."""
    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        from needs_analysis.cli.large.running import run_large

        run_large(workshop, workers, teller, force=force)
        return
    with warm_if(not workers.scheduler):
        data = clean_data(workshop, teller, force=force, begin=_make_ready)
        assessed = assess_data(workshop, data, teller, force=force)
        report(workshop, data, assessed, teller, force=force, workers=workers)
    teller.times()


def _make_ready() -> None:
    """Begin what chapters need: it takes as long as the steps before them, and these leave a core idle."""
    from needs_analysis.reporting.running import make_ready

    make_ready()


def check_only(root: Path, *, workers: Workers = HERE) -> None:
    """Read and check; an issue that would stop a run fails the command too."""
    from needs_analysis.cli.large.running import clean_in_parts
    from needs_analysis.cli.preparing import receive_and_check
    from needs_analysis.cli.refusing import refuse_open

    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        clean_in_parts(workshop, workers, teller, keep=False)
        return
    _tell_unused(workers, teller)
    _, checked = receive_and_check(workshop, teller)
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
    from needs_analysis.cli.large.running import refuse_large
    from needs_analysis.cli.reviewing import accept

    workshop, teller = read_workshop(root), Teller()
    refuse_large(workshop)
    written = accept(workshop, workbook)
    for file, n in ((workshop.relative(path), n) for path, n in written.items()):
        teller.say(say_count("{n} new line in {file}.", "{n} new lines in {file}.", n, file=file))
    teller.say(say("Next: needs-analysis check") if written else say("The workbook holds no new answer."))


def clean_only(root: Path, *, workers: Workers = HERE) -> None:
    """Check and clean."""
    from needs_analysis.cli.large.running import clean_in_parts

    workshop, teller = read_workshop(root), Teller()
    if is_large(workshop):
        clean_in_parts(workshop, workers, teller)
    else:
        _tell_unused(workers, teller)
        clean_data(workshop, teller, force=True)


def assess_only(root: Path, *, workers: Workers = HERE) -> None:
    """Estimate from the clean data on disk, unless a source has changed since."""
    from needs_analysis.cli.arrival import refuse_stale
    from needs_analysis.cli.large.running import assess_in_parts

    workshop, teller = read_workshop(root), Teller()
    data = read_clean(workshop.clean)
    refuse_stale(workshop, data.inputs, made_with="clean", but=[workshop.settings.assessment.plan])
    if is_large(workshop):
        assess_in_parts(workshop, data, workers, teller)
    else:
        _tell_unused(workers, teller)
        assess_data(workshop, data, teller, force=True)


def plan_only(root: Path, *, force: bool) -> None:
    """Write the plan that would be used, from the clean data on disk."""
    from needs_analysis.cli.arrival import refuse_stale
    from needs_analysis.cli.assessing import gather
    from needs_analysis.cli.large.running import refuse_large
    from needs_analysis.cli.planning import write_plan

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
    from needs_analysis.cli.arrival import refuse_stale
    from needs_analysis.cli.large.running import refuse_large

    workshop, teller = read_workshop(root), Teller()
    refuse_large(workshop)
    data, assessed = read_clean(workshop.clean), read_assessed(workshop)
    refuse_stale(workshop, assessed.about["inputs"], made_with="run")
    report(workshop, data, assessed, teller, force=force, workers=workers)
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


def clean_data(
    workshop: Workshop, teller: Teller, *, force: bool, begin: Callable[[], None] = lambda: None
) -> CleanData:
    """Check and clean, telling issues and rows; what a run has left stands if nothing has changed, unless forced.

    Where something has, a core has nothing to do meanwhile: what can be made ready for later steps may begin.
    """
    left = [workshop.path("data", OPEN_ISSUES), workshop.path("data", REVIEW), workshop.clean]
    with teller.step(say("read")):
        key = followed(workshop)
        data = read_clean(workshop.clean) if not force and stands(workshop, CLEAN, key, left) else None
    if data is None:
        begin()
        from needs_analysis.cli.preparing import check_and_clean

        data = check_and_clean(workshop, teller)
        if followed(workshop) == key:
            write_down(workshop, CLEAN, key, left)
    else:
        teller.pass_over(say("check"))
        teller.tell_open(data.parts["issues"])
        with teller.step(say("clean")):
            pass  # its seconds are told as well
    teller.rows(data)
    return data


def assess_data(workshop: Workshop, data: CleanData, teller: Teller, *, force: bool) -> Assessed:
    """Assess, telling how many needs; the estimates of a run stand if nothing has changed, unless forced."""
    left = [workshop.clean, workshop.estimates]
    with teller.step(say("assess")):
        key = followed(workshop)
        if not force and stands(workshop, ASSESS, key, left):
            assessed = read_assessed(workshop)
        else:
            from needs_analysis.cli.assessing import assess

            assessed = assess(workshop, data)
            if followed(workshop) == key:
                write_down(workshop, ASSESS, key, left)
    teller.assessed(assessed)
    return assessed
