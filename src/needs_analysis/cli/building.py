"""The step that ends a run: releases made, reports built, searched and put in their place."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from needs_analysis.cleaning.store import CleanData, seal_of
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.delegations import tell_missing
from needs_analysis.cli.telling import Teller
from needs_analysis.documents.browser import find_browser
from needs_analysis.language import say
from needs_analysis.parallel import Workers
from needs_analysis.workshop import Workshop


def report(
    workshop: Workshop, data: CleanData, assessed: Assessed, teller: Teller, *, force: bool, workers: Workers
) -> None:
    """Release every edition, build its reports, search them and put them in place, telling where they are.

    Args:
        workshop: the workspace.
        data: the clean data.
        assessed: the estimates from them.
        teller: speaks.
        force: build everything, whatever an earlier run has left.
        workers: that execute chapters.
    """
    from needs_analysis.cli.editions import make_editions
    from needs_analysis.cli.first_made import as_first_made, write_down_origins
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
        made = made if force else as_first_made(workshop, made)
    tell_missing(workshop, assessed.about["nesting"], [each.name for each in made], teller)
    with making(workshop) as folder:
        releases = {
            each.name: (each.release, write_release(folder / each.name / "release", each.release)) for each in made
        }
        browser = find_browser()
        products = list_products(workshop, releases, root=folder, browser=browser)
        stopped = partial(teller.stopped, products, folder)
        with kept_if_stopped(workshop, folder, stopped):
            with teller.bar(say("report"), len(products)) as done:
                built = build_reports(
                    workshop,
                    releases,
                    into=folder,
                    keep=() if force else (workshop.reports, workshop.unfinished),
                    pictures=None if force else workshop.kept / "pictures",
                    seal=seal_of(workshop.clean),
                    browser=browser,
                    workers=workers,
                    on_step=done,
                )
            with teller.bar(say("scan"), count_files(releases, folder)) as done:
                scan_editions(workshop, data, releases, folder=folder, on_file=done, force=force)
        put_in_place(workshop, made, folder)
    write_down_origins(workshop, made)
    teller.reports([Path("reports", path.relative_to(folder)) for path in built])
    teller.left_out(left_out(workshop, browser))
