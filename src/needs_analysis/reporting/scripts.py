"""The scripts and the stylesheet of a page, and the policy that lets no other ones in and nothing be fetched."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "template"
TEMPLATE = "needs_analysis"


@cache
def part_of_template(name: str) -> str:
    """Read a file of the template: stylesheet or script."""
    return (TEMPLATES / TEMPLATE / name).read_text(encoding="utf-8")


def policy(*scripts: str, style: str, draws: bool = False) -> str:
    """State the Content-Security-Policy of a page that may run these scripts, perhaps draw, and do nothing else.

    What draws gives its pictures styles of their own, an empty stylesheet among them, and images as data. Browsers
    that do not tell stylesheets from styles read the rule `style-src` alone.

    Args:
        scripts: fingerprints of the scripts.
        style: the page's stylesheet.
        draws: whether one of the scripts draws.

    >>> policy(style="h1 {}").split("; ")[:2]
    ["default-src 'none'", "style-src 'sha256-oBCfd6miW/1pzsgh/3vVOeY+uwChN1P5mJ+rHVonggI='"]
    """
    own = f"'{fingerprint(style)}'"
    styled = [f"style-src {own}"]
    if draws:
        styled = [
            "style-src 'unsafe-inline'",
            f"style-src-elem {own} '{fingerprint('')}'",
            "style-src-attr 'unsafe-inline'",
        ]
    run = ["script-src " + " ".join(f"'{each}'" for each in scripts)] if scripts else []
    return "; ".join(["default-src 'none'", *run, *styled, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def fingerprint(script: str) -> str:
    """Return a script's hash as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def pack(content: bytes) -> str:
    """Pack content for a page that inflates it: gzip, written as base64.

    >>> gzip.decompress(base64.b64decode(pack(b"Tools")))
    b'Tools'
    """
    return base64.b64encode(gzip.compress(content, compresslevel=9, mtime=0)).decode("ascii")
