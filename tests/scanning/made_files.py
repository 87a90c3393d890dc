"""Files of every kind with a text planted in one place of them, made by other programs where there are any."""

from __future__ import annotations

import base64
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

import nbformat
import openpyxl
import pandas as pd
import pyzipper
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def workbook(fill: Callable[[openpyxl.Workbook, str], None]) -> Callable[[str], bytes]:
    """Make a workbook that openpyxl writes."""

    def made(text: str) -> bytes:
        book, out = openpyxl.Workbook(), io.BytesIO()
        book.active["A1"] = "Nothing to see"
        fill(book, text)
        book.save(out)
        return out.getvalue()

    return made


def _cell(book: openpyxl.Workbook, text: str) -> None:
    book.active["B3"] = text


def _note(book: openpyxl.Workbook, text: str) -> None:
    book.active["B3"].comment = Comment(text, "nobody")


def _title(book: openpyxl.Workbook, text: str) -> None:
    book.properties.title = text


def _sheet(book: openpyxl.Workbook, text: str) -> None:
    book.create_sheet(text[:31].replace("/", "-"))


def _defined(book: openpyxl.Workbook, text: str) -> None:
    book.defined_names["one"] = DefinedName("one", attr_text=f'"{text}"')


def _hidden(book: openpyxl.Workbook, text: str) -> None:
    sheet = book.create_sheet("x")
    sheet.sheet_state, sheet["ZZ900"] = "veryHidden", text


def _two_cells(book: openpyxl.Workbook, text: str) -> None:
    words = text.split()
    book.active["C7"], book.active["D7"] = words[0], " ".join(words[1:])


def _picture(book: openpyxl.Workbook, text: str) -> None:
    image = Image(io.BytesIO(png(text)))
    book.active.add_image(image)


def png(text: str, *, kind: bytes = b"iTXt") -> bytes:
    """Make a picture of one dot with a text chunk (PNG, third edition, 11.3.3)."""
    packed = {
        b"tEXt": b"Author\0" + text.encode("cp1251", "replace"),
        b"zTXt": b"Author\0\0" + zlib.compress(text.encode()),
        b"iTXt": b"Author\0\1\0\0\0" + zlib.compress(text.encode()),
    }[kind]
    return picture(chunk(kind, packed))


def picture(*chunks: bytes, dots: bytes = zlib.compress(b"\0\0")) -> bytes:
    """Make a picture of one dot with further chunks before it (PNG, third edition, 5.3)."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *chunks, chunk(b"IDAT", dots), chunk(b"IEND", b"")])


def chunk(kind: bytes, data: bytes) -> bytes:
    """Make a chunk of a picture."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(text: str) -> bytes:
    """Make a JPEG file that is nothing but a comment segment and an empty scan."""
    said = text.encode()
    return b"\xff\xd8\xff\xfe" + struct.pack(">H", len(said) + 2) + said + b"\xff\xda\x00\x02\xff\xd9"


def notebook(fill: Callable[[nbformat.NotebookNode, str], None]) -> Callable[[str], bytes]:
    """Make a notebook that nbformat writes."""

    def made(text: str) -> bytes:
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", id="a")])
        fill(book, text)
        return nbformat.writes(book).encode()

    return made


def _output(book: nbformat.NotebookNode, text: str) -> None:
    data = {"text/html": f"<table><tr><td>{text}</td></tr></table>"}
    book.cells[0].outputs = [nbformat.v4.new_output("display_data", data=data)]


def _stream(book: nbformat.NotebookNode, text: str) -> None:
    book.cells[0].outputs = [nbformat.v4.new_output("stream", text=f"{text}\n")]


def _metadata(book: nbformat.NotebookNode, text: str) -> None:
    book.metadata["papermill"] = {"parameters": {"who": text}}


def _source(book: nbformat.NotebookNode, text: str) -> None:
    book.cells[0].source = f"# asked by\n# {text}\n1"


def _drawn(book: nbformat.NotebookNode, text: str) -> None:
    data = {"image/png": base64.encodebytes(png(text)).decode()}
    book.cells[0].outputs = [nbformat.v4.new_output("display_data", data=data)]


def _chart(book: nbformat.NotebookNode, text: str) -> None:
    data = {"application/vnd.plotly.v1+json": {"data": [{"customdata": [[1, text]]}], "layout": {}}}
    book.cells[0].outputs = [nbformat.v4.new_output("display_data", data=data)]


def archive(*parts: tuple[str, str]) -> Callable[[str], bytes]:
    """Make a ZIP archive; {} in its parts is where the text goes."""

    def made(text: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in parts:
                file.writestr(name.replace("{}", text.replace("/", "-")), content.replace("{}", text))
        return out.getvalue()

    return made


def nested(text: str) -> bytes:
    """Make an archive in an archive in gzip."""
    inner, out = archive(("a.csv", "who\n{}\n"))(text), io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("inner.zip", inner)
    return gzip.compress(out.getvalue(), mtime=0)


def locked(text: str) -> bytes:
    """Make an archive that asks for a password."""
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as file:
        file.setpassword(b"x")
        file.writestr("a.txt", text)
    return out.getvalue()


def parquet(text: str) -> bytes:
    """Make a table in a Parquet file."""
    out = io.BytesIO()
    pd.DataFrame({"n": [1, 2], "who": ["nobody", text]}).to_parquet(out)
    return out.getvalue()


def parquet_column(text: str) -> bytes:
    """Make a table one of whose columns is called after somebody."""
    out = io.BytesIO()
    pd.DataFrame({text: [1]}).to_parquet(out)
    return out.getvalue()


def paragraph(*runs: str) -> str:
    """Write a paragraph of a Word document, each run with its own look."""
    return "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)


def document(text: str) -> bytes:
    """Make a Word document whose text is cut into runs of three letters."""
    runs = paragraph(*(text[at : at + 3] for at in range(0, len(text), 3)))
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    return archive(("[Content_Types].xml", "<Types/>"), ("word/document.xml", body))("")


PLACES: dict[str, Callable[[str], bytes]] = {
    "text.txt": lambda text: f"one\n{text}\n".encode(),
    "utf16.txt": lambda text: f"one\n{text}\n".encode("utf-16"),
    "utf16_unmarked.txt": lambda text: f"Who answered: {text}\n".encode("utf-16-le"),
    "one_control.js": lambda text: f"const a = '\x02{'x' * 200}'; // {text}\n".encode(),
    "table.csv": lambda text: f'n;"who"\r\n1;"{text}"\r\n'.encode("utf-8-sig"),
    "data.json": lambda text: json.dumps({"rows": [{"note": text}]}).encode(),
    "keys.json": lambda text: json.dumps({"by": {text: 3}}).encode(),
    "picture.svg": lambda text: f'<svg xmlns="x"><desc>{text}</desc><path d="M0 0L1 1"/></svg>'.encode(),
    "picture.png": png,
    "packed_text.png": lambda text: png(text, kind=b"zTXt"),
    "picture.jpg": jpeg,
    "cell.xlsx": workbook(_cell),
    "note.xlsx": workbook(_note),
    "title.xlsx": workbook(_title),
    "sheet.xlsx": workbook(_sheet),
    "defined_name.xlsx": workbook(_defined),
    "hidden.xlsx": workbook(_hidden),
    "output.ipynb": notebook(_output),
    "stream.ipynb": notebook(_stream),
    "metadata.ipynb": notebook(_metadata),
    "source.ipynb": notebook(_source),
    "image.ipynb": notebook(_drawn),
    "chart.ipynb": notebook(_chart),
    "document.docx": document,
    "comments.docx": archive(
        ("word/document.xml", "<w:p/>"), ("word/comments.xml", "<w:comment><w:t>{}</w:t></w:comment>")
    ),
    "alternative.docx": archive(("word/document.xml", '<wp:docPr id="1" descr="{}"/>')),
    "slide.pptx": archive(("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>")),
    "notes.pptx": archive(("ppt/notesSlides/notesSlide1.xml", "<p:notes><a:t>{}</a:t></p:notes>")),
    "author.pptx": archive(("docProps/core.xml", "<cp:coreProperties><dc:creator>{}</dc:creator></cp:coreProperties>")),
    "custom.xlsx": archive(("xl/x.xml", "<a/>"), ("customXml/item1.xml", "<who>{}</who>")),
    "files.zip": archive(("a/b.csv", "who\n{}\n")),
    "named.zip": archive(("{}.csv", "nothing")),
    "nested.zip.gz": nested,
    "table.parquet": parquet,
    "column.parquet": parquet_column,
}
"""A file's name → what makes it with a text planted."""
FOR_NAMES_ONLY: dict[str, Callable[[str], bytes]] = {
    "two_cells.xlsx": workbook(_two_cells),
    "two_columns.csv": lambda text: "{},{}\n".format(*text.split()[:2]).encode(),
    "two_keys.json": lambda text: json.dumps({"given": text.split()[1], "surname": text.split()[0]}).encode(),
}
UNSEARCHABLE: dict[str, bytes] = {
    "picture.gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)),
    "locked.zip": locked("x"),
    "broken.zip": archive(("a.txt", "x"))("")[:-30],
    "broken.gz": gzip.compress(b"x" * 1000)[:-12],
    "broken.png": png("x")[:40],
    "font.html": b"<style>@font-face{src:url(data:font/woff2;base64,%b)}</style>" % base64.b64encode(bytes(range(256))),
    "video.bin": bytes(range(256)) * 10,
}
