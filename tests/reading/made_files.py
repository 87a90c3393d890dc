"""Workbooks made byte by byte, so that tests can put into them what no spreadsheet program would write."""

from __future__ import annotations

import io
import struct
import zipfile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{DOCUMENT}/{{kind}}" Target="{{target}}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(sheet: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>', **further: bytes) -> bytes:
    """An .xlsx whose only sheet, S, has this XML."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    return zipped({**parts, **further})


def ods(table: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """An .ods whose only sheet, S, has this XML."""
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet>'
    names = f'{ODS_NAMES} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = f"{head}<office:document-content {names}>{body}</office:body></office:document-content>"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    return zipped({"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_cell(text: str, kind: str = "string", further: str = "") -> str:
    """A cell of an .ods."""
    return f'<table:table-cell office:value-type="{kind}" {further}><text:p>{text}</text:p></table:table-cell>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def record(kind: int, data: bytes) -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str) -> bytes:
    """A BIFF8 cell of text."""
    return record(0x204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    """A BIFF8 cell of a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 15, value))


def error(row: int, column: int, code: int) -> bytes:
    """A BIFF8 cell that holds an error."""
    return record(0x205, struct.pack("<HHHBB", row, column, 15, code, 1))


def formula(row: int, column: int, result: bytes) -> bytes:
    """A BIFF8 cell that holds the formula 1/0 with a stored result."""
    tokens = b"\x1e\x01\x00\x1e\x00\x00\x06"
    head = struct.pack("<HHH", row, column, 15) + result + struct.pack("<HI", 0, 0)
    return record(0x06, head + struct.pack("<H", len(tokens)) + tokens)


def xls(*sheet: bytes) -> bytes:
    """An .xls whose only sheet, S, has these records."""
    begin = struct.pack("<HHHHII", 0x600, 0x05, 0x0DBB, 0x07CC, 0, 6)
    formats = b"".join(record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) for _ in range(16))
    codepage = record(0x42, struct.pack("<H", 1200))
    front = record(0x809, begin) + codepage + formats
    start = len(front) + 4 + 4 + 1 + 1 + 1 + 1 + 1 + 4
    front += record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"S") + record(0x0A, b"")
    start_wanted = len(front)
    front = front.replace(struct.pack("<I", start), struct.pack("<I", start_wanted))
    of_sheet = struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6)
    size = record(0x200, struct.pack("<IIHHH", 0, 64, 0, 64, 0))
    stream = front + record(0x809, of_sheet) + size + b"".join(sheet) + record(0x0A, b"")
    return compound(stream.ljust(4096, b"\0"))


def compound(stream: bytes) -> bytes:
    """A compound file whose stream «Workbook» has at least 4096 bytes: one table sector, one folder, the stream."""
    sectors = -(-len(stream) // 512)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + folder.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
    links = struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return letters + links + bytes(36) + struct.pack("<IQ", start, size)
