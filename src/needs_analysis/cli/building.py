"""The step that ends a run: releases made, reports built, searched and put in their place; or left as they stand."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from needs_analysis.cleaning.store import CleanData, seal_of
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.delegations import tell_missing
from needs_analysis.cli.standing import followed_by_reports, told_of, write_down
from needs_analysis.cli.telling import Teller
from needs_analysis.documents.browser import find_browser
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.workshop import Workshop

REPORT = "report"


def report(
    workshop: Workshop, data: CleanData, assessed: Assessed, teller: Teller, *, force: bool, workers: Workers
) -> None:
    """Release every edition and build its reports, telling where they are; all stands if nothing has changed.

    Args:
        workshop: the workspace.
        data: the clean data.
        assessed: the estimates from them.
        teller: speaks.
        force: build everything, whatever stands.
        workers: that execute chapters.
    """
    browser = find_browser()
    left = [workshop.reports, workshop.releases, workshop.clean, workshop.estimates]
    with teller.step(say("release")):
        key = followed_by_reports(workshop, browser)
        told = None if force or workshop.unfinished.exists() else told_of(workshop, REPORT, key, left)
    if told is not None:
        teller.pass_over(say("report"), say("scan"))
        tell_missing(workshop, assessed.about["nesting"], told["editions"], teller)
    else:
        told = _build(workshop, data, assessed, teller, force=force, workers=workers, browser=browser)
        if followed_by_reports(workshop, browser) == key:
            write_down(workshop, REPORT, key, left, told=told)
    teller.reports([Path(name) for name in told["reports"]])
    teller.left_out(told["left_out"])


def _build(
    workshop: Workshop,
    data: CleanData,
    assessed: Assessed,
    teller: Teller,
    *,
    force: bool,
    workers: Workers,
    browser: Path | None,
) -> dict[str, list[str]]:
    """Build all, and give what is to be told of it: editions, reports, and kinds of documents left out."""
    from needs_analysis.cli.editions import make_editions
    from needs_analysis.cli.limits import refuse_unreasoned
    from needs_analysis.cli.placing import kept_if_stopped, making, put_in_place
    from needs_analysis.cli.scanning import count_files, scan_editions
    from needs_analysis.disclosure.release import write_release
    from needs_analysis.reporting.event_documents import refuse_missing
    from needs_analysis.reporting.reports import build_reports, left_out, list_products

    refuse_unreasoned(workshop)
    refuse_missing(workshop)
    with teller.step(say("release")):
        made = make_editions(workshop, data, assessed, force=force)
    editions = [each.name for each in made]
    tell_missing(workshop, assessed.about["nesting"], editions, teller)
    with making(workshop) as folder:
        releases = {
            each.name: (each.release, write_release(folder / each.name / "release", each.release)) for each in made
        }
        products = list_products(workshop, releases, root=folder, browser=browser)
        stopped = partial(teller.stopped, products, folder)
        with kept_if_stopped(workshop, folder, stopped), teller.bar(say("report"), len(products)) as done:
            built = build_reports(
                workshop,
                releases,
                into=folder,
                keep=() if force else (workshop.reports, workshop.unfinished),
                seal=seal_of(workshop.clean),
                browser=browser,
                workers=workers,
                on_step=done,
            )
        with teller.bar(say("scan"), count_files(releases, folder)) as done:
            scan_editions(workshop, data, releases, folder=folder, on_file=done, force=force)
        put_in_place(workshop, made, folder)
    reports = [Path("reports", path.relative_to(folder)).as_posix() for path in built]
    return {"editions": editions, "reports": reports, "left_out": [*left_out(workshop, browser)]}
