"""Small documents of each kind that a report has beside its page, and a page that lists them; all name a release."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.writing import file_hash, write_bytes, write_text
from tests.small_edition import EDITION, LEDGER

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="release" content="{release}">
</head>
<body>
<a class="skip" href="#text">Skip</a>
<header class="cover"><h1>All</h1><dl><dd>{release}</dd></dl></header>
<tr><th><a href="en/final_report.html" lang="en">Report</a></th></tr>
<tr><th><a href="en/final_report.pdf" lang="en">Report</a></th></tr>
<tr><th><a href="en/final_report.xlsx" lang="en">Report</a></th></tr>
<tr><th><a href="documents/agenda.txt" lang="en">Agenda</a></th></tr>
<tr><th><a href="documents/participants_list.txt" lang="en">Participants</a></th></tr>
</body>
</html>
"""


def tagged_pdf(release: str) -> bytes:
    """A PDF of one page with tags, written by hand (ISO 32000-1, annex H), that names a release among its keywords."""
    words = b"/H1 <</MCID 0>> BDC BT /F1 12 Tf 9 9 Td (Needs) Tj ET EMC"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Lang(en)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/StructParents 0"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>>>",
        b"<</Type/StructElem/S/H1/P 6 0 R/Pg 3 0 R/K 0>>",
        b"<</Title(Needs)/Keywords(%b)>>" % release.encode(),
    ]
    made, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(parts) + 1, lines)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 8 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))
    return made + table + trailer


def small_workbook(release: str, **properties: str) -> bytes:
    """A workbook of one cell that names a release among its keywords, with properties of its own."""
    book, made = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "Needs"
    book.properties.keywords = release
    for name, value in properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    book.save(made)
    return made.getvalue()


def add_documents(root: Path, **more: str) -> list[str]:
    """Put documents, and a page that lists them, beside the reports of the small edition, and into the ledger."""
    line = read_ledger(root / LEDGER)[-1]
    folder, release = root / EDITION, str(line["release"])
    write_bytes(folder / "en" / "final_report.pdf", tagged_pdf(release))
    write_bytes(folder / "en" / "final_report.xlsx", small_workbook(release))
    for name, text in {"agenda": "Registration", **more}.items():
        write_text(folder / "documents" / f"{name}.txt", text)
    write_text(folder / "index.html", INDEX.format(release=release))
    added = ["index.html", "en/final_report.pdf", "en/final_report.xlsx"]
    added += [f"documents/{name}.txt" for name in ("agenda", *more)]
    reports = {**line["reports"], **{name: file_hash(folder / name) for name in added}}
    append_entry(root / LEDGER, "release", edition="donor", release=release, reports=reports, tables=line["tables"])
    return added
