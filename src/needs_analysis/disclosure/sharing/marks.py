"""The mark that each kind of file carries: for whom it was prepared, and when."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from needs_analysis.disclosure.sharing.office import mark_office
from needs_analysis.disclosure.sharing.recipient import Recipient
from needs_analysis.errors import Problem, ReleaseError
from needs_analysis.language import say

Marker = Callable[[bytes, Recipient], bytes]
CHARSET, COVER, COVER_ENDS = '<meta charset="utf-8">\n', '<header class="cover">', "</header>"
LANGUAGE = re.compile(r'<html lang="([a-z]+)">')


def marked(name: str, content: bytes, recipient: Recipient) -> tuple[str, bytes]:
    """Mark a file: a name within the archive and what it holds → the same, marked.

    Raises:
        ReleaseError: files of this kind cannot be marked, or the file is none of its kind.

    >>> from datetime import date
    >>> marked("release/labels.csv", b"kind,code", Recipient("EU", "eu", date(2026, 6, 1)))
    ('release/labels-for-eu-2026-06-01.csv', b'kind,code')
    """
    path = PurePosixPath(name)
    if path.suffix not in MARKERS and path.suffix not in IN_THE_NAME:
        what = say("Files of this kind cannot be marked for a recipient: {kind}.", kind=path.suffix or path.name)
        raise ReleaseError(Problem(what, file=name))
    try:
        held = MARKERS[path.suffix](content, recipient) if path.suffix in MARKERS else content
    except ReleaseError as error:
        raise ReleaseError([Problem(each.what, file=name, remedy=each.remedy) for each in error.problems]) from error
    return name_of_marked(name, recipient), held


def name_of_marked(name: str, recipient: Recipient) -> str:
    """Name a file as it is handed over: those that nobody sees the mark in when they open it bear it in their name.

    >>> from datetime import date
    >>> name_of_marked("en/final_report.pdf", Recipient("EU", "eu", date(2026, 6, 1)))
    'en/final_report-for-eu-2026-06-01.pdf'
    """
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{recipient.tag}{path.suffix}")) if path.suffix in IN_THE_NAME else name


def mark_page(content: bytes, recipient: Recipient) -> bytes:
    """Mark a report: a line on its cover, on screen and in print, and two lines that programs read."""
    page = content.decode("utf-8")
    head, cover, rest = page.partition(COVER)
    spoken = LANGUAGE.search(head)
    if CHARSET not in head or COVER_ENDS not in rest or not spoken:
        raise ReleaseError(say("A report has no cover that could be marked. Make it anew: needs-analysis report"))
    name = html.escape(recipient.name)
    metas = f'<meta name="prepared-for" content="{name}">\n<meta name="prepared-on" content="{recipient.on}">\n'
    # <bdi> keeps a name written from right to left from turning the words around it.
    line = f'<p class="notice"><strong>{recipient.words(spoken[1], f"<bdi>{name}</bdi>")}</strong></p>\n'
    head = head.replace(CHARSET, CHARSET + metas, 1)
    return (head + cover + rest.replace(COVER_ENDS, line + COVER_ENDS, 1)).encode("utf-8")


def mark_json(content: bytes, recipient: Recipient) -> bytes:
    """Mark a JSON object with two keys of its own."""
    said = {**recipient.facts, **json.loads(content), **recipient.facts}
    return (json.dumps(said, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def mark_parquet(content: bytes, recipient: Recipient) -> bytes:
    """Mark a Parquet file in the metadata of its schema, beside what stands there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(content))
    written = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **recipient.facts}), written)
    return bytes(written.getvalue().to_pybytes())


def mark_properties(content: bytes, recipient: Recipient) -> bytes:
    """Mark a Word document, workbook or slides in properties of its own, which office programs show and keep."""
    return mark_office(content, recipient.facts)


def mark_pdf(content: bytes, recipient: Recipient) -> bytes:
    """Mark a PDF in its properties, by an update at its end: what stood in it stands as it was, tags included.

    Raises:
        ReleaseError: it is damaged or encrypted.
    """
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    written = io.BytesIO()
    try:
        writer = PdfWriter(io.BytesIO(content), incremental=True)
        writer.add_metadata({f"/{name}": value for name, value in recipient.facts.items()})
        writer.write(written)
    except (PyPdfError, ValueError, KeyError) as error:
        what = say("This PDF cannot be marked for a recipient: it is damaged or encrypted.")
        raise ReleaseError(Problem(what, remedy=say("Save it anew, without a password."))) from error
    return written.getvalue()


OFFICE = (".docx", ".xlsx", ".pptx")
MARKERS: dict[str, Marker] = {".html": mark_page, ".json": mark_json, ".parquet": mark_parquet, ".pdf": mark_pdf}
MARKERS |= dict.fromkeys(OFFICE, mark_properties)
# A mark inside a CSV would be a row of data to every program that reads it; properties are seen by those who look.
IN_THE_NAME = {".csv", ".pdf", ".txt", ".md", *OFFICE}
