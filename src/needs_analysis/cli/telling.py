"""What the command line tells of a run: a short account, and the seconds of each step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.assessed import Assessed
from needs_analysis.cli.visible import on_one_line, visible
from needs_analysis.columns import records
from needs_analysis.documents.browser import VARIABLE as BROWSER
from needs_analysis.language import say, say_count

OPEN_ISSUES, REVIEW = "open_issues.csv", "review.xlsx"
SOME = 3  # names, where there are many


class Teller:
    """Speaks to the terminal, and keeps the seconds of each step."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, soft_wrap=True, emoji=False)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show a step while it runs, and keep how long it took."""
        with self.console.status(name), self._timed(name):
            yield

    @contextmanager
    def bar(self, name: str, total: int) -> Iterator[Callable[[str], None]]:
        """Show a long step as a bar; what is given is called with the name of each part as it is done."""
        with Progress(console=self.console, transient=True) as progress, self._timed(name):
            task = progress.add_task(name, total=total)
            yield lambda part: progress.update(task, advance=1, description=f"{name} {escape(on_one_line(part))}")

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        """Add to the seconds of a step, which may be gone into more than once."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def pass_over(self, *names: str) -> None:
        """Show long steps that are left as they stand."""
        for name in names:
            with self.bar(name, 0):
                pass

    def say(self, text: str) -> None:
        """Write a text as it is: nothing in it is markup, or steers the terminal."""
        self.console.print(visible(text), markup=False)

    def rows(self, data: CleanData) -> None:
        """Tell rows in, changed and left out of each table."""
        self.account(data.parts["account"])

    def account(self, account: pd.DataFrame) -> None:
        """Tell the account of each table."""
        table = Table(title=say("Rows"), title_justify="left")
        headings = [say("table"), say("received"), say("dropped"), say("kept"), say("cells changed")]
        for position, heading in enumerate(headings):
            table.add_column(heading, justify="right" if position else "left")
        for row in records(account):
            changed = row["cells_set"] + row["cells_blanked"]
            counts = (row["rows_received"], row["rows_dropped"], row["rows_clean"], changed)
            table.add_row(escape(on_one_line(row["table"])), *map(str, counts))
        self.console.print(table)

    def tell_open(self, issues: pd.DataFrame) -> None:
        """Tell what is open, and where it is listed and can be answered."""
        self.issues(issues, f"data/{OPEN_ISSUES}")
        self.review(issues, f"data/{REVIEW}")

    def issues(self, issues: pd.DataFrame, where: str) -> None:
        """Tell how many issues are open, and where they are listed."""
        kinds = {"stop": say("must be answered before a report"), "review": say("should be looked at")}
        for severity, kind in kinds.items():  # the worst first
            if n := int(issues["severity"].eq(severity).sum()):
                told = {"kind": kind, "file": where}
                self.say(say_count("{n} open issue {kind}: {file}", "{n} open issues {kind}: {file}", n, **told))
        if notes := int(issues["severity"].eq("note").sum()):
            self.say(
                say_count(
                    "{n} note on how files were read: {file}",
                    "{n} notes on how files were read: {file}",
                    notes,
                    file=where,
                )
            )

    def review(self, issues: pd.DataFrame, where: str) -> None:
        """Tell where the open issues can be answered."""
        if issues["severity"].ne("note").any():
            self.say(say("Answer them in {file}, then run: needs-analysis accept", file=where))

    def assessed(self, assessed: Assessed) -> None:
        """Tell how many needs were assessed, from how many forms, and how many questions were tabulated."""
        questions = assessed.estimates[assessed.estimates["measure"].eq("question")]
        if n := questions["item"].nunique():
            self.say(say_count("{n} question of the form tabulated.", "{n} questions of the form tabulated.", n))
        rest = assessed.estimates.drop(index=questions.index)
        means = rest[rest["statistic"].eq("mean") & rest["by"].isna()]
        needs = int(assessed.about["needs"])
        if questions["item"].any() and not needs:
            return
        most = int(means["n"].fillna(0).max()) if len(means) else 0
        self.console.print(
            say_count(
                "{n} need assessed, from up to {most} people a need.",
                "{n} needs assessed, from up to {most} people a need.",
                needs,
                most=most,
            )
        )

    def reports(self, built: Sequence[Path]) -> None:
        """Tell where to look."""
        self.console.print(say("Look at:"))
        for path in built:
            self.say(f"  {path.as_posix()}")

    def stopped(self, products: Sequence[Path], folder: Path) -> None:
        """Tell what is missing of a run that was stopped, and that the rest is kept."""
        missing = [Path("reports", path.relative_to(folder)).as_posix() for path in products if not path.is_file()]
        if not missing:
            return
        names = ", ".join(missing[:SOME]) + ("…" if len(missing) > SOME else ".")
        self.say(
            say_count(
                "Stopped: {n} file of {all} is not made yet: {names}",
                "Stopped: {n} files of {all} are not made yet: {names}",
                len(missing),
                all=len(products),
                names=names,
            )
        )
        self.say(say("What is made is kept, and the next run makes the rest."))

    def left_out(self, kinds: Sequence[str]) -> None:
        """Tell which documents were not made because their pictures need a browser, and how to get them."""
        if kinds:
            self.say(
                say(
                    "Left out, because no browser was found that could draw their pictures: {kinds}. Install Chromium, "
                    "Chrome or Edge, or name one: {variable}=/path/to/browser; then: needs-analysis report",
                    kinds=", ".join(kinds),
                    variable=BROWSER,
                )
            )

    def times(self) -> None:
        """Tell the seconds of each step."""
        parts = [f"{name} {seconds:.1f}" for name, seconds in self.seconds.items()]
        total = sum(self.seconds.values())
        self.console.print(say("Seconds: {parts}; in all {total}.", parts=", ".join(parts), total=f"{total:.1f}"))
