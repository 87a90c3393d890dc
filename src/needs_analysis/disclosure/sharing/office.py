"""The mark in a Word, Excel or PowerPoint file: two properties of its own, and not one other byte of what it says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from needs_analysis.errors import ReleaseError
from needs_analysis.language import say
from needs_analysis.writing import LONG_AGO

CUSTOM, TYPES, LINKS = "docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"
# ECMA-376, parts 1 and 2: the set that properties of one's own belong to, and the namespaces and types of their part.
OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
NUMBERED = re.compile(r'\bpid="(\d+)"')
FIRST = 2  # the lowest number that a property may have


def mark_office(content: bytes, facts: Mapping[str, str]) -> bytes:
    """Add properties to an office file, beside those that stand in it.

    Args:
        content: a .docx, .xlsx or .pptx file.
        facts: name → value of each property.

    Raises:
        ReleaseError: it is no such file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        types, links = parts[TYPES].decode("utf-8"), parts[LINKS].decode("utf-8")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReleaseError(say("This is no file of an office program, whatever its name says.")) from error
    if CUSTOM not in parts:
        declared = f'<Override PartName="/{CUSTOM}" ContentType="{TYPE}"/></Types>'
        linked = f'<Relationship Id="{_free_id(links)}" Type="{RELATION}" Target="{CUSTOM}"/></Relationships>'
        parts[TYPES] = types.replace("</Types>", declared).encode("utf-8")
        parts[LINKS] = links.replace("</Relationships>", linked).encode("utf-8")
    parts[CUSTOM] = _with(parts.get(CUSTOM, b"").decode("utf-8"), facts).encode("utf-8")
    return _packed(parts)


def _with(properties: str, facts: Mapping[str, str]) -> str:
    """Write the part with the properties, those that stand in it first."""
    if not properties:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        properties = f'{head}<Properties xmlns="{SPACE}" xmlns:vt="{VALUES}"></Properties>'
    next_one = max([FIRST - 1, *map(int, NUMBERED.findall(properties))]) + 1
    added = "".join(
        f'<property xmlns="{SPACE}" fmtid="{OWN}" pid="{next_one + place}" name={quoteattr(name)}>'
        f'<vt:lpwstr xmlns:vt="{VALUES}">{escape(value)}</vt:lpwstr></property>'
        for place, (name, value) in enumerate(facts.items())
    )
    begun = re.sub(r"<((?:\w+:)?Properties)\b([^>]*)/>", r"<\1\2></\1>", properties)
    return re.sub(r"(?=</(?:\w+:)?Properties>)", lambda _: added, begun)


def _free_id(links: str) -> str:
    return next(name for name in (f"rIdFor{n}" for n in range(1, len(links) + 2)) if f'"{name}"' not in links)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
