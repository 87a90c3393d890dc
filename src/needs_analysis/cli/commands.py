"""The commands, each one step of a run or all of them; what they load, they load when they are called."""

from __future__ import annotations

from collections.abc import Iterator
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


def run(workspace: Annotated[Path, typer.Argument()] = HERE, force: Force = False, scheduler: Scheduler = "") -> None:
    """Check, clean, assess and report."""
    from needs_analysis.cli.running import run_all

    with _alone(workspace, "run"):
        run_all(workspace, force=force, workers=Workers(scheduler))


def check(workspace: Annotated[Path, typer.Argument()] = HERE, scheduler: Scheduler = "") -> None:
    """Read everything and list what is wrong."""
    from needs_analysis.cli.running import check_only

    with _alone(workspace, "check"):
        check_only(workspace, workers=Workers(scheduler))


def clean(workspace: Annotated[Path, typer.Argument()] = HERE, scheduler: Scheduler = "") -> None:
    """Apply the cleaning log."""
    from needs_analysis.cli.running import clean_only

    with _alone(workspace, "clean"):
        clean_only(workspace, workers=Workers(scheduler))


def accept(
    workspace: Annotated[Path, typer.Argument()] = HERE,
    workbook: Annotated[Path | None, typer.Option("--from", metavar="FILE")] = None,
) -> None:
    """Take in the answers of a review workbook."""
    from needs_analysis.cli.running import accept_only

    with _alone(workspace, "accept"):
        accept_only(workspace, workbook)


def assess(workspace: Annotated[Path, typer.Argument()] = HERE, scheduler: Scheduler = "") -> None:
    """Estimate what the plan asks for."""
    from needs_analysis.cli.running import assess_only

    with _alone(workspace, "assess"):
        assess_only(workspace, workers=Workers(scheduler))


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
