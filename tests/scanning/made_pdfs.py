"""PDF files written by hand after ISO 32000-1 with a text planted in one place of them."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 3 0 R >>"


def stream(content: bytes, head: bytes = b"") -> bytes:
    """Write a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def pdf(*objects: bytes, trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    """Write a file of these objects, numbered from 2; the catalogue is 1."""
    numbered = enumerate((b"<< /Type /Catalog >>", *objects), 1)
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in numbered)
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + body + b"trailer\n" + trailer + b"\n%%EOF\n"


def literal(text: str) -> bytes:
    """Write a string in brackets, its own ones escaped."""
    said = text.encode("cp1251", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + said + b")"


def utf16(text: str) -> bytes:
    """Write a string of hexadecimal digits in UTF-16 with its mark."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def page(content: bytes, head: bytes = b"") -> bytes:
    """Write a file with one page."""
    return pdf(PAGE, stream(content, head), FONT, FONT)


def through_table(text: str) -> bytes:
    """Show codes that only the fonts' tables lead to letters: odd words in one font, even ones in the other."""
    letters = sorted(set(text))
    tables, fonts = [], []
    for number, step in ((1, 3), (2, 40)):
        pairs = b"".join(
            b"<%04X> <%s>\n" % (at + step, x.encode("utf-16-be").hex().encode()) for at, x in enumerate(letters)
        )
        table = b"begincmap\n%d beginbfchar\n%sendbfchar\nendcmap" % (len(letters), pairs)
        tables.append(stream(zlib.compress(table), b"/Filter /FlateDecode"))
        fonts.append(b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode %d 0 R >>" % (number + 5))
    half = len(text) // 2
    first, second = (
        b"".join(b"%04X" % (letters.index(x) + step) for x in part)
        for part, step in ((text[:half], 3), (text[half:], 40))
    )
    content = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm <%s> Tj ET BT /F2 12 Tf 1 0 0 1 90 700 Tm <%s> Tj ET" % (first, second)
    return pdf(PAGE, stream(content), *fonts, *tables)


def in_object_stream(text: str) -> bytes:
    """Keep a field's value in an object that is packed into a stream."""
    inner = b"<< /V %s >>" % utf16(text)
    packed = zlib.compress(b"9 0 " + inner)
    return pdf(stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"))


def with_kerning(text: str) -> bytes:
    """Show a text in strings of two letters with small steps between them, a blank as a wide one."""
    words = [[literal(word[at : at + 2]) for at in range(0, len(word), 2)] for word in text.split()]
    return page(b"BT /F1 12 Tf [" + b" -333 ".join(b" 15 ".join(parts) for parts in words) + b"] TJ ET")


def octal(text: str) -> bytes:
    """Show a text as octal escapes."""
    return page(b"BT (" + b"".join(b"\\%03o" % byte for byte in text.encode("cp1251", "replace")) + b") Tj ET")


PDFS: dict[str, Callable[[str], bytes]] = {
    "literal": lambda text: page(b"BT /F1 12 Tf 50 700 Td " + literal(text) + b" Tj ET"),
    "hexadecimal": lambda text: page(b"BT <" + text.encode("cp1251", "replace").hex().encode() + b"> Tj ET"),
    "octal": octal,
    "packed": lambda text: page(zlib.compress(b"BT " + literal(text) + b" Tj ET"), b"/Filter /FlateDecode"),
    "packed twice": lambda text: page(
        base64.a85encode(zlib.compress(b"BT " + literal(text) + b" Tj ET")) + b"~>",
        b"/Filter [/ASCII85Decode /FlateDecode]",
    ),
    "kerning": with_kerning,
    "tables of letters": through_table,
    "author": lambda text: pdf(b"<< /Author %s >>" % utf16(text), trailer=b"<< /Root 1 0 R /Info 2 0 R >>"),
    "title in the trailer": lambda text: pdf(FONT, trailer=b"<< /Info << /Title %s >> >>" % literal(text)),
    "XMP": lambda text: pdf(
        stream(f"<x:xmpmeta><dc:creator>{text}</dc:creator></x:xmpmeta>".encode(), b"/Type /Metadata")
    ),
    "alternative text": lambda text: pdf(b"<< /Type /StructElem /S /Figure /Alt %s >>" % utf16(text)),
    "spoken text": lambda text: page(b"/Span << /ActualText %s >> BDC (x) Tj EMC" % utf16(text)),
    "note": lambda text: pdf(b"<< /Type /Annot /Subtype /Text /Contents %s >>" % utf16(text)),
    "packed object": in_object_stream,
    "attached file": lambda text: pdf(
        stream(zlib.compress(f"who\n{text}\n".encode()), b"/Type /EmbeddedFile /Filter /FlateDecode")
    ),
}
UNSEARCHABLE: dict[str, bytes] = {
    "encrypted": pdf(FONT, trailer=b"<< /Root 1 0 R /Encrypt 2 0 R >>"),
    "LZW": page(b"\x80\x0b\x60", b"/Filter /LZWDecode"),
    "damaged": page(zlib.compress(b"BT (x) Tj ET")[:6] + b"\xff" * 20, b"/Filter /FlateDecode"),
    "font without letters": pdf(b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>"),
    "font with names of its own": pdf(
        b"<< /Type /Font /Subtype /Type1 /Encoding 3 0 R >>", b"<< /Differences [1 /afii10017] >>"
    ),
}
