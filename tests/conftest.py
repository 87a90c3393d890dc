"""What many tests share: data from elsewhere, a real browser, and no silent skips where both are at hand."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from needs_analysis.documents.browser import find_browser

CONFORMANCE = Path(__file__).resolve().parents[2] / "shared" / "conformance"
NO_SKIPS = os.environ.get("NEEDS_ANALYSIS_NO_SKIPS") == "1"


@pytest.fixture(scope="session")
def conformance() -> Path:
    """Folder of data and numbers that nobody here made."""
    if not CONFORMANCE.is_dir():
        pytest.skip("the conformance data are not here (../shared/conformance)")
    return CONFORMANCE


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A real browser of the Chromium family."""
    found = find_browser()
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge was found on this machine")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where NEEDS_ANALYSIS_NO_SKIPS=1, unless the conformance data are truly absent."""
    report = yield
    excused = hasattr(report, "wasxfail") or ("conformance" in str(report.longrepr) and not CONFORMANCE.is_dir())
    if NO_SKIPS and report.skipped and not excused:
        report.outcome, report.longrepr = "failed", f"{item.nodeid} was skipped, but may not be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a whole file that skips itself."""
    report = yield
    if NO_SKIPS and report.skipped:
        report.outcome, report.longrepr = "failed", f"{report.nodeid} skips itself, but may not: {report.longrepr}"
    return report
