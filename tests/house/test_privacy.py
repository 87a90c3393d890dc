"""No person, place of work or other machine gets into the repository, and the program asks no other machine."""

import ast
import gzip
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import ROOT, SOURCES, kept_files, name_of, parsed

needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no git repository")

EXAMPLE = re.compile(
    r"data/make_example/.*"
    r"|data/raw/(participants|needs_form|needs_export)\.xlsx|data/raw/(activities|evaluation)\.csv|data/raw/README\.md"
    r"|data/corrections/(corrections|released_comments)\.csv|data/background\.(en|ru)\.md|data/recommendations\.csv"
    r"|data/documents/(concept_note|agenda)\.(en|ru)\.md"
)
# Brackets keep these lines from finding themselves.
ELSEWHERE = re.compile(
    r"(?<![\w.~-])/(?:hom[e]|User[s]|roo[t]|mn[t]|op[t]|sr[v])/\w|[A-Z]:\\+User[s]"
    r"|py[p]i\.org|python[h]osted|npm[j]s\.|deb\.de[b]ian|security\.de[b]ian|pro[x]y\.golang|crates\.i[o]\b",
)
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3", "websockets"}
HARMLESS = {"urllib.parse"}
# Where pairs of sockets join processes of our own, and what makes them.
PAIRS, JOINING = (
    "src/needs_analysis/reporting/warm/",
    {"socketpair", "send_fds", "recv_fds", "SOCK_SEQPACKET", "AF_UNIX"},
)
PERSONAL = (
    "data/raw/real.xlsx",
    "data/raw/participants_final.xlsx",
    "data/raw/sub/participants.xlsx",
    "data/clean/participants.csv",
    "data/clean/responses.csv",
    "data/clean/links.csv",
    "data/estimates/estimates.csv",
    "data/corrections/review.xlsx",
    "data/documents/agenda.pdf",
    "data/documents/participants_list.en.md",
    "data/issues.csv",
    "reports/organiser/release/issues.csv",
    "reports/donor/en/final_report.html",
    "reports/index.html",
    "reports/shared/workshop-donor-for-eu-2026-06-01.zip",
    "data/releases/ledger.jsonl",
)


def text_of(path: Path) -> str:
    """Return what a file says, packed or not, a workbook's cells and properties too; blank for pictures."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode("utf-8")
    return "" if path.suffix == ".png" else path.read_text(encoding="utf-8")


@needs_git
def test_only_the_example_is_kept() -> None:
    """Under data/, git keeps the synthetic example and nothing else."""
    names = [name_of(path) for path in kept_files()]
    assert [name for name in names if name.startswith("data/") and not EXAMPLE.fullmatch(name)] == []
    assert [name for name in names if name.startswith("reports/") and name != "reports/README.md"] == []


@needs_git
def test_the_example_says_what_it_is() -> None:
    """Each received file says in itself that it is synthetic, so that it can be told from a real one anywhere."""
    example = [path for path in kept_files() if name_of(path).startswith(("data/raw/", "data/documents/"))]
    assert example
    assert [name_of(path) for path in example if "synthetic" not in text_of(path).lower()] == []


@needs_git
@pytest.mark.parametrize("name", PERSONAL)
def test_other_files_stay_out(name: str) -> None:
    """Received, clean and reported data are ignored by git, whatever they are called."""
    assert subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False).returncode == 0


@needs_git
def test_no_other_machine_is_named() -> None:
    """No file holds a path of somebody's machine, or a host that packages come from."""
    found = [f"{name_of(path)}: {hit[0]}" for path in kept_files() for hit in ELSEWHERE.finditer(text_of(path))]
    assert found == []


@pytest.mark.parametrize(
    "text", ["see /hom" + "e/anna/data", "C:\\User" + "s\\Anna", "index-url = https://py" + "pi.org/simple"]
)
def test_such_names_are_seen(text: str) -> None:
    """The pattern finds what it is for."""
    assert ELSEWHERE.search(text)


def test_nothing_is_asked_of_the_network() -> None:
    """The package imports nothing that opens a connection."""
    found = [
        f"{name_of(path)}:{node.lineno} {module}"
        for path in SOURCES
        for node in ast.walk(parsed(path))
        for module in modules(node)
        if module.split(".")[0] in NETWORK and module not in HARMLESS
        if not (module == "socket" and name_of(path).startswith(PAIRS))
    ]
    assert found == []


def test_processes_are_joined_by_pairs_without_an_address() -> None:
    """Of all sockets only such as nobody else can reach, or one that was handed over."""
    used = [
        ast.unparse(node)
        for path in SOURCES
        if name_of(path).startswith(PAIRS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "socket"
    ]
    made = [ast.unparse(node) for path in SOURCES for node in ast.walk(parsed(path)) if _opens_a_socket(node)]
    assert set(used) == {f"socket.{name}" for name in (*JOINING, "socket")}
    assert all(call.startswith("socket.socket(fileno=") for call in made)
    assert len(made) == 2


def _opens_a_socket(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "socket.socket"


def modules(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
