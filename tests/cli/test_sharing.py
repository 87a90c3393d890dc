"""`share` on the command line: where the passphrase comes from and goes to, which editions, and a full disk."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from needs_analysis.cli.passphrase import VARIABLE, passphrase_taken_in
from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.disclosure.sharing.archive import open_archive
from tests.cli.conftest import Run
from tests.small_edition import HORSE, LEDGER, contents, write_edition

MAIN = "from needs_analysis.cli import main; main()"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    write_edition(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv(VARIABLE, raising=False)


def test_the_environment_gives_the_passphrase(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One archive, named after workshop, edition, recipient and day; it opens; the ledger has its line."""
    monkeypatch.setenv(VARIABLE, HORSE)
    assert run("share", root, "--edition", "donor", "--to", "Представительство ЕС X") == (0, "")
    name = f"small-donor-for-predstavitelstvo-es-x-{date.today().isoformat()}.zip"
    assert len(open_archive(root / "reports" / "shared" / name, HORSE)) == 23
    assert read_ledger(root / LEDGER)[-1]["to"] == "Представительство ЕС X"


def test_no_child_process_inherits_the_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is out of the environment as soon as a command begins, whichever command that is."""
    monkeypatch.setenv(VARIABLE, HORSE)
    with passphrase_taken_in():
        shown = subprocess.run(
            [sys.executable, "-c", f"import os; print({VARIABLE!r} in os.environ)"], capture_output=True, text=True
        )
    assert shown.stdout.strip() == "False"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _typing(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Type these when asked; answer what is left to be typed."""
    left = list(words)
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr("needs_analysis.cli.passphrase.getpass", lambda prompt: left.pop(0))
    return left


def test_in_a_terminal_it_is_typed_twice(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = _typing(monkeypatch, HORSE, HORSE)
    assert run("share", root, "--edition", "donor", "--to", "EU")[0] == 0
    assert left == []


def test_two_passphrases_that_differ_share_nothing(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(root)
    _typing(monkeypatch, HORSE, HORSE.upper())
    code, told = run("share", root, "--edition", "donor", "--to", "EU")
    assert (code, "not the same" in told) == (1, True)
    assert contents(root) == before


def test_nobody_is_asked_for_a_passphrase_in_vain(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with the edition is told first."""
    (root / "reports" / "donor" / "release" / "people.csv").write_text("Anna", encoding="utf-8")
    left = _typing(monkeypatch, HORSE, HORSE)
    code, told = run("share", root, "--edition", "donor", "--to", "EU")
    assert (code, len(left)) == (1, 2)
    assert "donor/release/people.csv" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--edition", "donr", "--to", "EU"), "«donr»"),
        (("--edition", "donr", "--to", "EU"), "donor"),
        (("--edition", "../donor", "--to", "EU"), "no edition"),
        (("--edition", "organiser", "--to", "EU"), "--edition donor"),
        (("--edition", "donor", "--to", "EU", "--country", "KAZ"), "Leave --country out"),
        (("--edition", "donor", "--to", ""), "no name"),
        (("--edition", "donor", "--to", "EU\x1b[2J"), "U+001B"),
        (("--edition", "donor", "--to", "EU"), VARIABLE),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_shared(
    run: Run, root: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = contents(root)
    code, said = run("share", root, *arguments)
    assert code == 1
    assert told in said
    assert "\x1b" not in said
    assert contents(root) == before


def test_an_edition_that_the_workshop_does_not_have_is_named(run: Run, root: Path) -> None:
    settings = root / "workshop.toml"
    text = settings.read_text(encoding="utf-8").replace("[editions.donor]\nsmallest_group = 5\n", "")
    settings.write_text(text.replace(', "donor"]', "]"), encoding="utf-8")
    code, told = run("share", root, "--edition", "donor", "--to", "EU")
    assert code == 1
    assert "workshop.toml: This workshop has no edition «donor»" in told


def test_a_short_passphrase_of_the_environment_is_refused_and_not_repeated(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    monkeypatch.setenv(VARIABLE, "geheim")
    code, told = run("share", root, "--edition", "donor", "--to", "EU")
    assert code == 1
    assert "fewer than 15" in told
    assert "geheim" not in told
    assert contents(root) == before


def test_an_edited_ledger_is_named(run: Run, root: Path) -> None:
    path = root / LEDGER / "ledger.jsonl"
    append_entry(root / LEDGER, "recall", edition="donor", release="none")
    path.write_text(path.read_text(encoding="utf-8").replace("donor", "danor", 1), encoding="utf-8")
    code, told = run("share", root, "--edition", "donor", "--to", "EU")
    assert code == 1
    assert "ledger.jsonl, row 1" in told


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if sys.platform != "linux" or not mount or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk can be made by the superuser of a Linux system only")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_fills_up_shares_nothing(made: Path, small_disk: Path) -> None:
    """The command fails in words; no archive, no hidden one, and the ledger is as it was."""
    root = shutil.copytree(made, small_disk / "workspace")
    before = contents(root)
    (small_disk / "filler").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 8192))
    command = [sys.executable, "-c", MAIN, "share", root, "--edition", "donor", "--to", "EU"]
    environment = os.environ | {VARIABLE: HORSE, "NEEDS_ANALYSIS_LANGUAGE": "en"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 1
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(root) == before
