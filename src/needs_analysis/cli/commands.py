"""The commands, each one step of a run or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from needs_analysis.cli.alone import alone
from needs_analysis.language import say
from needs_analysis.parallel import Workers

HERE = Path()
BROKEN_OFF = 130  # as shells say it of what Ctrl-C has ended
Force = Annotated[bool, typer.Option("--force")]
Scheduler = Annotated[str, typer.Option("--scheduler", metavar="ADDRESS")]


def make_app() -> typer.Typer:
    """Make the command line in the interface's language."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=_about())
    for command, text, example in _steps():
        app.command(name=command.__name__, help=f"{text}\n\n{say('Example')}: {example}")(command)
    return app


def run(workspace: Annotated[Path, typer.Argument()] = HERE, force: Force = False, scheduler: Scheduler = "") -> None:
    """Check, clean, assess and report."""
    from needs_analysis.cli.running import run_all

    with _alone(workspace, "run"):
        run_all(workspace, force=force, workers=Workers(scheduler))


def check(workspace: Annotated[Path, typer.Argument()] = HERE) -> None:
    """Read everything and list what is wrong."""
    from needs_analysis.cli.running import check_only

    with _alone(workspace, "check"):
        check_only(workspace)


def clean(workspace: Annotated[Path, typer.Argument()] = HERE) -> None:
    """Apply the cleaning log."""
    from needs_analysis.cli.running import clean_only

    with _alone(workspace, "clean"):
        clean_only(workspace)


def accept(
    workspace: Annotated[Path, typer.Argument()] = HERE,
    workbook: Annotated[Path | None, typer.Option("--from", metavar="FILE")] = None,
) -> None:
    """Take in the answers of a review workbook."""
    from needs_analysis.cli.running import accept_only

    with _alone(workspace, "accept"):
        accept_only(workspace, workbook)


def assess(workspace: Annotated[Path, typer.Argument()] = HERE) -> None:
    """Estimate what the plan asks for."""
    from needs_analysis.cli.running import assess_only

    with _alone(workspace, "assess"):
        assess_only(workspace)


def plan(workspace: Annotated[Path, typer.Argument()] = HERE, force: Force = False) -> None:
    """Write the analysis plan for editing."""
    from needs_analysis.cli.running import plan_only

    with _alone(workspace, "plan"):
        plan_only(workspace, force=force)


def report(
    workspace: Annotated[Path, typer.Argument()] = HERE, force: Force = False, scheduler: Scheduler = ""
) -> None:
    """Release the editions and build their reports."""
    from needs_analysis.cli.running import report_only

    with _alone(workspace, "report"):
        report_only(workspace, force=force, workers=Workers(scheduler))


def share(
    edition: Annotated[str, typer.Option("--edition")],
    name: Annotated[str, typer.Option("--to", metavar="NAME")],
    workspace: Annotated[Path, typer.Argument()] = HERE,
    country: Annotated[str, typer.Option("--country", metavar="CODE")] = "",
) -> None:
    """Make one encrypted archive of an edition for one recipient."""
    from needs_analysis.cli.sharing import share_edition

    with alone(workspace, "share"):
        share_edition(workspace, edition, name, country=country)


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    workspace: Annotated[Path, typer.Option("--workspace", metavar="DIR")] = HERE,
) -> None:
    """Say whether files belong to a release and are unaltered."""
    from needs_analysis.cli.verifying import verify_files

    if not verify_files(workspace, files):
        raise typer.Exit(1)


def purge(
    workspace: Annotated[Path, typer.Argument()] = HERE,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    early: Annotated[bool, typer.Option("--early")] = False,
    because: Annotated[str, typer.Option("--because", metavar="REASON")] = "",
) -> None:
    """Remove personal data and leave the releases."""
    from needs_analysis.cli.purging import purge_workspace

    with alone(workspace, "purge"):
        purge_workspace(workspace, confirmed=yes, early=early, because=because)


def recall(
    workspace: Annotated[Path, typer.Argument()] = HERE,
    release: Annotated[str, typer.Option("--release", metavar="ID")] = "",
    because: Annotated[str, typer.Option("--because", metavar="REASON")] = "",
) -> None:
    """Say of a release that it never left."""
    from needs_analysis.cli.recalling import recall_release

    with alone(workspace, "recall"):
        recall_release(workspace, release, because=because)


def init(
    folder: Path,
    files: Annotated[list[Path] | None, typer.Option("--from", metavar="FILE")] = None,
) -> None:
    """Write a new workspace."""
    from needs_analysis.cli.running import start

    start(folder, files or ())


def lab(
    workspace: Annotated[Path, typer.Argument()] = HERE,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[-- ...]")] = None,
) -> None:
    """Open JupyterLab on the notebooks."""
    from needs_analysis.cli.lab import open_lab

    _refuse_purged(workspace)
    open_lab(workspace, arguments or ())


@contextmanager
def _alone(workspace: Path, command: str) -> Iterator[None]:
    """Run a step that needs personal data, while no other command writes; tell when it is broken off by hand."""
    _refuse_purged(workspace)
    try:
        with alone(workspace, command):
            yield
    except KeyboardInterrupt:
        typer.echo(say("Broken off. The last good results are as they were."), err=True)
        raise typer.Exit(BROKEN_OFF) from None


def _refuse_purged(workspace: Path) -> None:
    """Stop a step that needs personal data where they were purged."""
    from needs_analysis.cli.purging import refuse_purged

    refuse_purged(workspace)


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
                "Check, clean, assess and report: the whole way. Chapters and documents are kept where nothing that "
                "they are made from has changed; --force builds them all. With --scheduler the work is done on a Dask "
                "cluster."
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
