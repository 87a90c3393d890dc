"""`verify`: what belongs to a release, what was altered, what was taken back, and what the ledger does not know."""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from needs_analysis.cli import main
from needs_analysis.cli.naming import named_releases
from needs_analysis.cli.verifying import verify_files
from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.disclosure.sharing.archive import open_archive
from needs_analysis.disclosure.sharing.recipient import Recipient
from needs_analysis.disclosure.sharing.share import pack, seal
from needs_analysis.language import interface_language, say_date
from tests.cli.conftest import Run
from tests.small_documents import add_documents, small_workbook, tagged_pdf
from tests.small_edition import EDITION, HORSE, LEDGER, write_edition

DAY = date(2026, 6, 1)
EU = Recipient("EU Delegation", "eu", DAY)
NAMES = {"en": "Donor edition", "ru": "Выпуск для доноров"}
Verify = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with documents, shared once; `shared` is what the recipient unpacked."""
    root = tmp_path_factory.mktemp("made")
    write_edition(root)
    add_documents(root)
    parcel = pack(root / EDITION, root / LEDGER, EU, edition="donor", editions=NAMES)
    archive = seal(parcel, HORSE, out=root / "out", ledger=root / LEDGER).path
    for name, content in open_archive(archive, HORSE).items():
        path = root / "shared" / Path(*Path(name).parts[1:])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Verify files of a workspace; answer the exit code and the lines, without the folder's name."""
    monkeypatch.setenv("NEEDS_ANALYSIS_LANGUAGE", "en")

    def verify_them(root: Path, *names: str) -> tuple[int, list[str]]:
        files = [str(root / name) for name in names]
        monkeypatch.setattr(sys, "argv", ["needs-analysis", "verify", "--workspace", str(root), *files])
        with pytest.raises(SystemExit) as ended:
            main()
        lines = capsys.readouterr().out.splitlines()
        return int(ended.value.code or 0), [line.removeprefix(f"{root.as_posix()}/") for line in lines]

    return verify_them


def release_of(root: Path) -> str:
    return str(read_ledger(root / LEDGER)[0]["release"])


def test_every_file_of_a_release_belongs_to_it(verify: Verify, made: Path) -> None:
    """Page, PDF, workbook, index, table, manifest, the event's document: by release, edition and day."""
    names = [
        "en/final_report.html",
        "en/final_report.pdf",
        "en/final_report.xlsx",
        "index.html",
        "documents/agenda.txt",
    ]
    names += ["release/estimates.csv", "release/estimates.parquet", "release/manifest.json"]
    today = say_date(date.today(), "en")
    said = f"It belongs to the release {release_of(made)} (Donor edition, {today}). It is unaltered."
    assert verify(made, *(f"reports/donor/{name}" for name in names)) == (
        0,
        [f"reports/donor/{name}: {said}" for name in names],
    )


def test_a_copy_is_told_by_its_recipient(verify: Verify, made: Path) -> None:
    """Every file that came out of the archive, its papers too; and the archive itself."""
    names = sorted(path.relative_to(made).as_posix() for path in (made / "shared").rglob("*") if path.is_file())
    names += ["out/small-donor-for-eu-2026-06-01.zip"]
    code, lines = verify(made, *names)
    said = f"from the release {release_of(made)} (Donor edition). It is unaltered."
    assert code == 0
    assert len(lines) == len(names) > 20
    assert [line for line in lines if not line.endswith(said)] == []
    assert all("It was prepared for EU Delegation on" in line for line in lines)


def test_of_two_files_that_are_the_same_the_place_tells(verify: Verify, root: Path) -> None:
    """An agenda goes with several editions; each one's is said to be its own."""
    place = "reports/national/KAZ/documents/agenda.txt"
    (root / place).parent.mkdir(parents=True)
    shutil.copy(root / "reports/donor/documents/agenda.txt", root / place)
    reports = {"documents/agenda.txt": hashlib.sha256((root / place).read_bytes()).hexdigest()}
    about = {"edition": "national/KAZ", "release": "small-national-KAZ-0123456789", "reports": reports, "tables": {}}
    append_entry(root / LEDGER, "release", **about)
    code, lines = verify(root, place, "reports/donor/documents/agenda.txt")
    assert code == 0
    assert "small-national-KAZ-0123456789 (National edition: Kazakhstan" in lines[0]
    assert "(Donor edition" in lines[1]


def _append(path: Path, more: bytes = b"\n") -> None:
    path.write_bytes(path.read_bytes() + more)


def _repack(path: Path) -> None:
    """Change a cell and save: what an office program would do."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part.replace(b"Needs", b"Wants"))


@pytest.mark.parametrize(
    ("name", "alter"),
    [
        ("reports/donor/en/final_report.html", _append),
        ("reports/donor/en/final_report.pdf", _append),
        ("reports/donor/en/final_report.xlsx", _repack),
        ("reports/donor/index.html", _append),
        ("reports/donor/release/estimates.csv", _append),
        ("reports/donor/release/manifest.json", _append),
        ("shared/en/final_report.html", _append),
        ("shared/en/final_report-for-eu-2026-06-01.pdf", _append),
        ("shared/en/final_report-for-eu-2026-06-01.xlsx", _repack),
        ("shared/release/labels-for-eu-2026-06-01.csv", _append),
        ("shared/release/labels.parquet", _append),
        ("shared/README.txt", _append),
    ],
)
def test_what_was_altered_is_told_by_the_release_that_it_names(
    verify: Verify, root: Path, name: str, alter: Callable[[Path], None]
) -> None:
    """One byte is enough; a table is known by the manifest beside it."""
    alter(root / name)
    said = f"It names the release {release_of(root)} (Donor edition) of this workspace, but was altered since."
    assert verify(root, name) == (1, [f"{name}: {said}"])


def test_a_page_without_its_head_is_known_by_its_words(verify: Verify, root: Path) -> None:
    page = root / "reports/donor/en/final_report.html"
    page.write_text(page.read_text(encoding="utf-8").replace('<meta name="release"', "<meta"), encoding="utf-8")
    assert "was altered since" in verify(root, "reports/donor/en/final_report.html")[1][0]


def test_the_worst_comes_first(verify: Verify, root: Path) -> None:
    """Missing, altered, of another workspace, no report, unaltered; whatever the order asked in."""
    (root / "note.txt").write_text("Nothing.", encoding="utf-8")
    (root / "other.txt").write_text("As reports of other-donor-0123456789 say", encoding="utf-8")
    _append(root / "shared/README.txt")
    good = "reports/donor/ru/final_report.html"
    code, lines = verify(root, good, "note.txt", "other.txt", "shared/README.txt", "gone.pdf", "data")
    assert code == 1
    assert [line.split(": ")[0] for line in lines] == [
        "gone.pdf",
        "data",
        "shared/README.txt",
        "other.txt",
        "note.txt",
        good,
    ]
    assert lines[0] == "gone.pdf: It cannot be read: No such file or directory."
    assert "other-donor-0123456789, which the ledger of this workspace does not know" in lines[3]
    assert "It is no report" in lines[4]


def test_a_file_of_a_release_that_was_taken_back_is_told_so(verify: Verify, root: Path) -> None:
    """With the reason: somebody has what was said to be in nobody's hands. Released once more, it stands."""
    append_entry(root / LEDGER, "recall", release=release_of(root), because="nobody\nhas it")
    name = "reports/donor/en/final_report.html"
    code, (line,) = verify(root, name)
    assert code == 1
    assert "But this release was taken back on" in line
    assert line.endswith("nobody\\nhas it")
    first = read_ledger(root / LEDGER)[1]
    append_entry(root / LEDGER, "release", **{key: first[key] for key in ("edition", "release", "reports", "tables")})
    assert verify(root, name)[0] == 0


def test_a_ledger_without_all_sums_accuses_nobody(verify: Verify, root: Path) -> None:
    """A copy of a share whose line holds no sums of its files may well be as it was."""
    append_entry(root / LEDGER, "share", edition="donor", release=release_of(root), to="X", archive="x.zip", sha256="0")
    _append(root / "shared/README.txt")
    code, (line,) = verify(root, "shared/README.txt")
    assert code == 1
    assert "whether it was altered cannot be said" in line


def test_an_edited_ledger_answers_nothing(run: Run, root: Path) -> None:
    path = root / LEDGER / "ledger.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("donor", "danor", 1), encoding="utf-8")
    code, told = run("verify", root / "reports/donor/index.html", "--workspace", root)
    assert code == 1
    assert "ledger.jsonl, row 1: The release ledger was edited" in told


def test_a_page_that_names_several_releases_is_no_report() -> None:
    """The page of all editions: it belongs to none."""
    page = b"<td>small-donor-0123456789</td><td>small-organiser-0123456789</td>"
    assert len(named_releases(Path("index.html"), page, [])) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", tagged_pdf("small-donor-0123456789")),
        ("a.xlsx", small_workbook("small-donor-0123456789")),
        ("a.txt", b"XXsmall-donor-0123456789 or small-donor-0123456789."),
        ("a.html", b'<meta name="release" content="small-donor-0123456789"><p>and small-donor-0000000000'),
    ],
)
def test_a_release_is_named_in_head_properties_or_words(name: str, content: bytes) -> None:
    assert named_releases(Path(name), content, []) == {"small-donor-0123456789"}


@pytest.mark.parametrize(("bit", "value"), [(6, 1), (8, 99), (52, 255)])  # encrypted; packed as nobody does; damaged
def test_properties_that_cannot_be_unpacked_name_none(bit: int, value: int) -> None:
    """Whatever unpacking says of them: the other files are judged all the same."""
    content = bytearray(small_workbook("small-donor-0123456789"))
    local, central = content.find(b"docProps/core.xml") - 30, content.rfind(b"docProps/core.xml") - 46
    content[local + bit] = value
    if bit < 52:
        content[central + bit + 2] = value
    assert named_releases(Path("a.xlsx"), bytes(content), []) == set()


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.html", "a.json", "a.parquet", "a.csv"])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 %%EOF", b"PK\x03\x04 rest", b"\x00\xff{"])
def test_a_file_that_is_damaged_names_none(name: str, content: bytes) -> None:
    assert named_releases(Path(name), content, ["small-donor-0123456789"]) == set()


def test_it_answers_in_russian(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with interface_language("ru"):
        assert verify_files(made, [made / EDITION / "en" / "final_report.html"])
    assert "Файл не изменён." in capsys.readouterr().out
