"""The two papers that go with every archive: what it is and for whom, and the checksum of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from needs_analysis.disclosure.sharing.recipient import Recipient
from needs_analysis.language import LANGUAGES, say

README, CHECKSUMS = "README.txt", "CHECKSUMS.txt"


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Write the SHA-256 of each file the way `sha256sum` does, which checks them with `-c`.

    >>> checksums({"a.txt": b"abc"}).decode().split()
    ['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'a.txt']
    """
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return "".join(lines).encode("utf-8")


def readme(manifest: Mapping[str, Any], recipient: Recipient, *, editions: Mapping[str, str]) -> bytes:
    """Say in every language what this is, for whom, when, how to check it, and what may not be done with it.

    Args:
        manifest: of the release.
        recipient: for whom it is prepared.
        editions: the edition's name in each language.
    """
    texts = ["\n\n".join(_paragraphs(manifest, recipient, editions[language], language)) for language in LANGUAGES]
    return ("\n\n----------\n\n".join(texts) + "\n").encode("utf-8")


def _paragraphs(manifest: Mapping[str, Any], recipient: Recipient, edition: str, language: str) -> Iterator[str]:
    workshop = manifest["workshop"]
    yield workshop["title"].get(language) or workshop["title"]["en"]
    if notice := workshop.get("notice", {}).get(language):
        yield notice
    yield recipient.words(language)
    yield say("{edition}, release {release}.", language, edition=edition, release=manifest["id"])
    yield say(
        "This is the report of a needs assessment: web pages that every browser opens without a network, documents "
        "made with them, and their numbers as tables, in CSV and in Parquet. manifest.json says how they were made. "
        "Numbers about groups too small to be reported were withheld.",
        language,
    )
    yield say(
        "To check that nothing was changed on the way, in this folder: sha256sum -c CHECKSUMS.txt (Linux); "
        "shasum -a 256 -c CHECKSUMS.txt (macOS); certutil -hashfile FILE SHA256 for each file (Windows).",
        language,
    )
    yield from _rules(workshop, recipient, language)


def _rules(workshop: Mapping[str, Any], recipient: Recipient, language: str) -> Iterator[str]:
    yield say(
        "It was prepared for {name} and bears that name in every file. Ask the organisers before you pass it on.",
        language,
        name=recipient.name,
    )
    yield say(
        "Do not try to find out who took part or who answered what, neither from this alone nor together with other "
        "data. Should you see that it can be found out, tell the organisers and nobody else.",
        language,
    )
    if workshop.get("attribution") == "chatham_house":
        yield say(
            "The Chatham House rule holds: you may use what you read here, but may attribute nothing to a person or "
            "an agency.",
            language,
        )
