"""Files that are handed over together: each marked, and links among them that lead to the names they then have."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from needs_analysis.disclosure.sharing.marks import marked, name_of_marked
from needs_analysis.disclosure.sharing.recipient import Recipient

INDEX = "index.html"
LINK = re.compile(rb'(<a [^<>]*?href=")([^":#]+)(?=")')


def mark_together(plain: Mapping[str, bytes], recipient: Recipient) -> dict[str, bytes]:
    """Mark files by their names within the archive; pages lead to the others by the names that their marks give them.

    Of the page that lists the files, a line that leads to none of them is left out.

    Raises:
        ReleaseError: a file cannot be marked.
    """
    named = {name: name_of_marked(name, recipient) for name in plain}
    led = {name: _led(name, content, named) if name.endswith(".html") else content for name, content in plain.items()}
    return dict(marked(name, content, recipient) for name, content in led.items())


def _led(name: str, page: bytes, named: Mapping[str, str]) -> bytes:
    folder = posixpath.dirname(name)

    def lead(link: re.Match[bytes]) -> bytes:
        to = named.get(_from(folder, link[2]))
        return link[0] if to is None else link[1] + posixpath.relpath(to, folder or ".").encode()

    if name == INDEX:
        lines = page.splitlines(keepends=True)
        page = b"".join(line for line in lines if all(_from(folder, each[2]) in named for each in LINK.finditer(line)))
    return LINK.sub(lead, page)


def _from(folder: str, link: bytes) -> str:
    """Name a file as seen from the archive's own folder.

    >>> _from("en", b"../documents/agenda.pdf")
    'documents/agenda.pdf'
    """
    return posixpath.normpath(posixpath.join(folder, link.decode("utf-8", "replace")))
