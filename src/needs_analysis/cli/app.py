"""The command line as it shows itself: its commands in the order of a run, and what its help says of each."""

from __future__ import annotations

from collections.abc import Callable

import typer

from needs_analysis.cli.commands import (
    accept,
    assess,
    check,
    clean,
    init,
    lab,
    plan,
    purge,
    recall,
    report,
    run,
    share,
    verify,
)
from needs_analysis.language import say


def make_app() -> typer.Typer:
    """Make the command line in the interface's language."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=_about())
    for command, text, example in _steps():
        app.command(name=command.__name__, help=f"{text}\n\n{say('Example')}: {example}")(command)
    return app


def _about() -> str:
    return say(
        "From messy workshop and survey data to a needs assessment that can be explained. "
        "With --debug an error also shows where in the program it arose."
    )


def _steps() -> list[tuple[Callable[..., None], str, str]]:
    return [
        (
            run,
            say(
                "Check, clean, assess and report: the whole way. Whatever nothing has changed for is kept: clean data, "
                "estimates, chapters, documents; --force makes all of it anew. With --scheduler chapters and "
                "large surveys are worked on by a Dask cluster."
            ),
            "needs-analysis run .",
        ),
        (check, say("Read every source and list what is wrong, without changing anything."), "needs-analysis check ."),
        (
            accept,
            say("Take in the answers of the review workbook: data/review.xlsx, or another one."),
            "needs-analysis accept . --from ~/Downloads/review.xlsx",
        ),
        (clean, say("Apply the cleaning log and write the clean data."), "needs-analysis clean ."),
        (assess, say("Estimate what the analysis plan asks for, from the clean data."), "needs-analysis assess ."),
        (
            plan,
            say("Write the analysis plan that would be used to plan.csv, for you to edit."),
            "needs-analysis plan .",
        ),
        (report, say("Release each edition and build its reports, from the estimates."), "needs-analysis report ."),
        *_steps_after(),
    ]


def _steps_after() -> list[tuple[Callable[..., None], str, str]]:
    """List what is done with reports that are made, and how a workspace begins."""
    return [
        (
            share,
            say(
                "Make one encrypted archive of an edition for one recipient, each file marked, with a line in the "
                "release ledger. The passphrase is asked for, or taken from NEEDS_ANALYSIS_PASSPHRASE."
            ),
            'needs-analysis share . --edition donor --to "EU Delegation"',
        ),
        (
            verify,
            say(
                "Say of files whether they belong to a release of this workspace or to a copy that was handed over, "
                "and whether they were altered since. Ends with 1 unless all belong to one, and none was altered."
            ),
            "needs-analysis verify reports/donor/en/final_report.html",
        ),
        (
            recall,
            say("Say of a release that it never left, so that later ones need not be held against it, and why."),
            'needs-analysis recall . --release ashgabat-2026-donor-0123456789 --because "a rehearsal, since deleted"',
        ),
        (
            purge,
            say(
                "Remove personal data once the retention date has come, and leave the releases; before it, only with "
                "--early and a reason. With --yes nobody is asked."
            ),
            "needs-analysis purge .",
        ),
        (
            init,
            say("Write a new workspace to start from; with --from, a proposal made of your files."),
            "needs-analysis init my-workshop --from list.xlsx --from answers.csv",
        ),
        (lab, say("Open JupyterLab on the workspace's notebooks."), "needs-analysis lab ."),
    ]
