"""A browser of the Chromium family: found on this machine, started without a window, closed with all it began."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from needs_analysis.errors import OutputError, Problem
from needs_analysis.language import say

VARIABLE = "NEEDS_ANALYSIS_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
# Nothing is asked of any host, whatever a page or the browser itself would ask; nothing is kept or reported.
ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",  # pages made ahead for a bar that nobody sees
)
QUIET = ("--headless", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--log-level=3")
# Its own clock stands still while the page works and runs ahead when nothing is left to do: this is no time to wait.
GOODBYE = 5  # seconds
CLOCK = "--virtual-time-budget=600000"


def find_browser() -> Path | None:
    """Find Chromium, Chrome or Edge: the one that `NEEDS_ANALYSIS_BROWSER` names, on the path, or where it usually is.

    Raises:
        OutputError: the one that is named is not there.
    """
    if named := os.environ.get(VARIABLE):
        return Path(shutil.which(named) or _missing(named))
    local = Path(os.environ.get("LOCALAPPDATA", ""), "Google/Chrome/Application/chrome.exe")
    found = [*filter(None, map(shutil.which, NAMES)), *filter(os.path.isfile, (*USUAL_PLACES, str(local)))]
    return Path(found[0]) if found else None


def page_as_left(browser: Path, page: Path, *, seconds: float) -> str:
    """Open a page from its file, let its scripts come to their end, and return what it holds then, as HTML.

    Args:
        browser: of the Chromium family.
        page: in a folder that may be filled; the browser keeps its own files beside it.
        seconds: after which the browser is ended.

    Raises:
        OutputError: the browser did not start, failed, or took too long.
    """
    folder = page.parent
    own = (f"--user-data-dir={folder / 'browser'}", *(("--no-sandbox",) if _is_root() else ()))
    command = [str(browser), *QUIET, *ALONE, *own, CLOCK, "--dump-dom", page.resolve().as_uri()]
    try:
        status, said, complaints = _run(command, seconds)
    except OSError as error:
        raise _failed(browser, error.strerror or str(error)) from error
    if status != 0:
        raise _failed(browser, _worst(complaints) or str(status))
    return said


@contextmanager
def working_folder(browser: Path) -> Iterator[Path]:
    """Give a folder that the browser may read, and remove it with all that the browser left there."""
    confined = "snap" in browser.resolve().parts  # reads no hidden folder, and has a /tmp of its own
    folder = Path(tempfile.mkdtemp(prefix="needs-analysis-", dir=Path.home() if confined else None))
    try:
        yield folder
    finally:
        for _ in range(50):  # its last process may still be writing
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)


def _run(command: list[str], seconds: float) -> tuple[int, str, str]:
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - the browser that was found or named, and no shell
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, start_new_session=True
    ) as started:
        try:
            said, complaints = started.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise _failed(Path(command[0]), say("it took longer than {n} seconds", n=round(seconds))) from error
        finally:
            _end(started)
    return started.returncode, said.decode("utf-8", "replace"), complaints.decode("utf-8", "replace")


def _end(started: subprocess.Popen[bytes]) -> None:
    """End the browser and every process that it began; asked kindly first, it takes away its own temporary files."""
    started.terminate()
    with suppress(subprocess.TimeoutExpired):
        started.wait(GOODBYE)
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(started.pid, signal.SIGKILL)
    started.kill()


def _worst(complaints: str) -> str:
    """Give the line that says why the browser ended; the last one where none says so."""
    lines = complaints.strip().splitlines() or [""]
    return next((each for each in lines if ":FATAL:" in each), lines[-1])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _missing(named: str) -> str:
    remedy = say("Name a browser of the Chromium family, or none to use the one that is found.")
    raise OutputError(
        Problem(say("{variable} names no program: {named}", variable=VARIABLE, named=named), remedy=remedy)
    )


def _failed(browser: Path, reason: str) -> OutputError:
    what = say("The browser that draws the pictures failed: {reason}", reason=reason)
    remedy = say("Close other programs and run again, or name another browser in {variable}.", variable=VARIABLE)
    return OutputError(Problem(what, file=browser.as_posix(), remedy=remedy))
