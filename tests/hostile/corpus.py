"""The hostile texts that the tests plant; README.md says where they come from."""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = HERE.joinpath("scripts.txt").read_text(encoding="utf-8").split("\n")[:-1]
LINES = [json.loads(line) for line in HERE.joinpath("texts.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
KINDS = list(dict.fromkeys(line["kind"] for line in LINES))
TEXTS = {kind: [str(line["text"]) for line in LINES if line["kind"] == kind] for kind in KINDS}
EVERY = [*SCRIPTS, *(text for texts in TEXTS.values() for text in texts)]

UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def seen(text: str) -> str:
    """Give a text as it may be compared with what a page shows: without blanks, controls, and letters that turn others.

    A page may break a line anywhere, and sets names that run from right to left apart.
    """
    return UNSEEN.sub("", text)


def shares(texts: list[str], n: int) -> list[list[str]]:
    """Deal texts out to n places, so that each is in one of them."""
    return [texts[place::n] for place in range(n)]
