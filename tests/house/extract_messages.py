"""Bring the catalogue of translations up to date: what the program and the notebooks say, each in every language.

Run with `make messages`. Translations stay; a new message comes without one; one that is no longer said goes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.house.sources import NOTEBOOKS, PACKAGE, SOURCES, cells_of, name_of, parsed

CATALOGUES = sorted((PACKAGE / "messages").glob("*.po"))
FORMS = {"say": 1, "say_count": 2}
Message = tuple[str, ...]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Yield every call that says something, with its messages as they stand in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).removeprefix("language.")
            if name in FORMS:
                yield node, node.args[: FORMS[name]]


def literal(messages: list[ast.expr]) -> Message:
    """Return the messages of a call; empty where they are not all written out there."""
    texts = [each.value for each in messages if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return tuple(texts) if texts and len(texts) == len(messages) else ()


def said() -> dict[Message, str]:
    """Return each message (one, or the forms for one and for many) with the file that says it first."""
    found: dict[Message, str] = {}
    for path in SOURCES:
        for _, messages in calls(parsed(path)):
            found.setdefault(literal(messages), name_of(path))
    for path in NOTEBOOKS:
        for cell in cells_of(path):
            if cell["cell_type"] == "markdown":
                found.setdefault((cell["source"],), name_of(path))
    return {message: where for message, where in found.items() if message}


def brought_up_to_date(old: Catalog) -> Catalog:
    """Return the catalogue of what is said now, with the translations that the old one has."""
    new = Catalog(locale=old.locale, fuzzy=False)
    for message, where in said().items():
        known = old.get(message[0])
        entry = message if len(message) > 1 else message[0]
        keeps = known is not None and isinstance(known.id, str) == (len(message) == 1)
        new.add(entry, known.string if known and keeps else None, locations=[(where, None)])
    return new


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue whose file name is its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def main() -> None:
    """Write every catalogue anew, and say what is left to translate."""
    for path in CATALOGUES:
        catalogue = brought_up_to_date(read_catalogue(path))
        path.write_bytes(rewritten(path.read_bytes(), catalogue))
        missing = [message.id for message in catalogue if message.id and not all(forms(message.string))]
        print(f"{name_of(path)}: {len(catalogue)} messages, {len(missing)} without a translation")
        for message in missing:
            print(f"    {message}")


def rewritten(old: bytes, catalogue: Catalog) -> bytes:
    """Return a catalogue as a file: the head as it stood, then the messages in the order of the files that say them."""
    head, body = old.split(b"\n\n")[0].strip(), BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True)
    return head + b"\n\n" + body.getvalue().strip() + b"\n"


def forms(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return a translation's forms, one unless it goes by number."""
    return [string or ""] if isinstance(string, str) or not string else list(string)


if __name__ == "__main__":
    main()
