"""Documents that are shared: each marked where its readers' programs show it, whole, and linked under its new name."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.disclosure.sharing.marks import marked
from needs_analysis.disclosure.sharing.recipient import Recipient
from needs_analysis.disclosure.sharing.share import Parcel, pack, seal
from needs_analysis.errors import ReleaseError
from tests.small_documents import add_documents, small_workbook, tagged_pdf
from tests.small_edition import EDITION, HORSE, LEDGER, write_edition

EU = Recipient("ЕС <Delegation> & co", "eu", date(2026, 6, 1))
TAG = "for-eu-2026-06-01"
NAMES = {"en": "Donor edition", "ru": "Выпуск для доноров"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    write_edition(root)
    add_documents(root, participants_list="Anna Berg")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def packed(root: Path) -> Parcel:
    return pack(root / EDITION, root / LEDGER, EU, edition="donor", editions=NAMES)


def inside(parcel: Parcel) -> dict[str, bytes]:
    return {name.removeprefix(f"{parcel.name}/"): content for name, content in parcel.files.items()}


def links(page: bytes) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', page.decode())


def test_documents_go_with_the_reports_each_marked_in_its_name(made: Path) -> None:
    """And the page that lists them leads to every one of them, by its new name."""
    files = inside(packed(made))
    expected = ["en/final_report.html", f"en/final_report-{TAG}.pdf", f"en/final_report-{TAG}.xlsx"]
    expected += [f"documents/agenda-{TAG}.txt", f"documents/participants_list-{TAG}.txt"]
    assert links(files["index.html"]) == expected
    assert set(expected) < set(files)
    assert 'href="#text"' in files["index.html"].decode()
    assert "Prepared for <bdi>ЕС &lt;Delegation&gt; &amp; co</bdi>" in files["index.html"].decode()


def test_a_pdf_is_whole_and_says_for_whom(made: Path) -> None:
    """Its bytes stand as they were, so its tags do; pypdf reads the mark, and the release beside it."""
    plain = (made / EDITION / "en" / "final_report.pdf").read_bytes()
    content = inside(packed(made))[f"en/final_report-{TAG}.pdf"]
    assert content.startswith(plain)
    read = PdfReader(io.BytesIO(content))
    assert read.metadata is not None
    assert (read.metadata["/prepared_for"], read.metadata["/prepared_on"]) == (EU.name, "2026-06-01")
    assert read.metadata["/Keywords"] == read_ledger(made / LEDGER)[0]["release"]
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]["/S"] == "/H1"
    assert read.pages[0].extract_text() == "Needs"


def test_the_same_pdf_is_marked_the_same_way() -> None:
    """No clock and no chance in it, so that its sum can stand in the ledger."""
    assert len({marked("a.pdf", tagged_pdf("r"), EU)[1] for _ in range(2)}) == 1


@pytest.mark.parametrize("own", [{}, {"Checked": "yes & no", "Status": "final"}])
def test_an_office_file_says_for_whom_beside_its_own_properties(own: dict[str, str]) -> None:
    """openpyxl reads the marks; every other part of the package is as it was."""
    plain = small_workbook("r", **own)
    name, content = marked("en/tables.xlsx", plain, EU)
    assert name == f"en/tables-{TAG}.xlsx"
    book = load_workbook(io.BytesIO(content))
    found = {each.name: each.value for each in book.custom_doc_props.props}
    assert found == {**own, "prepared_for": EU.name, "prepared_on": "2026-06-01"}
    assert (book.worksheets[0]["A1"].value, book.properties.keywords) == ("Needs", "r")
    changed = {"docProps/custom.xml"} if own else {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}
    with zipfile.ZipFile(io.BytesIO(plain)) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
        same = set(before.namelist()) - changed
        assert set(after.namelist()) == same | changed
        assert [each for each in same if before.read(each) != after.read(each)] == []


def test_properties_that_were_left_empty_are_filled() -> None:
    """A package may have the part for properties and none in it."""
    plain, made = small_workbook("r", Checked="yes"), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/custom.xml":
                part = re.sub(rb"<property .*</property>|</Properties>", b"", part).replace(b">", b"/>", 1)
                assert part.count(b"Properties") == 1
            after.writestr(name, part)
    book = load_workbook(io.BytesIO(marked("a.xlsx", made.getvalue(), EU)[1]))
    assert [each.name for each in book.custom_doc_props.props] == ["prepared_for", "prepared_on"]


@pytest.mark.parametrize(("name", "told"), [("a.pdf", "a.pdf: This PDF"), ("a.docx", "a.docx: This is no file of an")])
def test_what_is_none_of_its_kind_is_named(name: str, told: str) -> None:
    with pytest.raises(ReleaseError, match=re.escape(told)):
        marked(name, b"neither", EU)


def test_the_ledger_knows_the_sum_of_every_file(root: Path) -> None:
    """By its name in the archive, without the archive's own folder; computed here once more."""
    parcel = packed(root)
    seal(parcel, HORSE, out=root / "out", ledger=root / LEDGER)
    assert read_ledger(root / LEDGER)[-1]["contents"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in inside(parcel).items()
    }


def test_a_document_that_was_changed_is_not_shared(root: Path) -> None:
    (root / EDITION / "documents" / "agenda.txt").write_text("Anna Berg speaks", encoding="utf-8")
    with pytest.raises(ReleaseError, match=re.escape("documents/agenda.txt: This file is not the one")):
        packed(root)


def test_a_list_of_participants_that_was_purged_is_not_missed(root: Path) -> None:
    """Nor linked; before the purge, or if it is another file, it is missed."""
    (root / EDITION / "documents" / "participants_list.txt").unlink()
    with pytest.raises(ReleaseError, match=re.escape("documents/participants_list.txt: This report is missing")):
        packed(root)
    append_entry(root / LEDGER, "purge", files=1, bytes=1, left=0)
    files = inside(packed(root))
    assert [name for name in files if "participants" in name] == []
    assert b"participants" not in files["index.html"]
    assert f"documents/agenda-{TAG}.txt" in links(files["index.html"])
    (root / EDITION / "documents" / "agenda.txt").unlink()
    with pytest.raises(ReleaseError, match=re.escape("documents/agenda.txt: This report is missing")):
        packed(root)
