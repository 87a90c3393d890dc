"""Packages of an office document whose bytes depend on what they hold alone."""

from __future__ import annotations

import io
import re
import zipfile

from needs_analysis.writing import LONG_AGO

_DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
STILL = b"1980-01-01T00:00:00Z"


def pack_stably(package: bytes) -> bytes:
    """Pack a package again: parts in order, no clock; packages within it as well.

    Args:
        package: a .docx, .pptx or .xlsx as a library wrote it.
    """
    stable = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name.endswith((".xlsx", ".docx", ".pptx")):
                content = pack_stably(content)
            elif name == "docProps/core.xml":
                content = _DATE.sub(STILL, content)
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return stable.getvalue()
