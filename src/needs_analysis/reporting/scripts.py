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


def policy(*scripts: str, style: str) -> str:
    """State the Content-Security-Policy of a page that may run these scripts, draw, and do nothing else.

    What draws gives its pictures styles of their own, an empty stylesheet among them, and images as data. Browsers
    that do not tell stylesheets from styles read the rule `style-src` alone.

    Args:
        scripts: fingerprints of the scripts; none for a page that does not draw.
        style: the page's stylesheet.

    >>> policy(style="h1 {}").split("; ")[:2]
    ["default-src 'none'", "style-src 'sha256-oBCfd6miW/1pzsgh/3vVOeY+uwChN1P5mJ+rHVonggI='"]
    """
    own = f"'{fingerprint(style)}'"
    styled = [f"style-src {own}"]
    if scripts:
        styled = ["style-src 'unsafe-inline'", f"style-src-elem {own} '{fingerprint('')}'"]
        styled = ["script-src " + " ".join(f"'{each}'" for each in scripts), *styled, "style-src-attr 'unsafe-inline'"]
    return "; ".join(["default-src 'none'", *styled, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def fingerprint(script: str) -> str:
    """Return a script's hash as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


@cache
def packed_plotly() -> tuple[str, str]:
    """Return plotly.js as installed, packed for a page that inflates it, and its hash."""
    import plotly

    source = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    packed = gzip.compress(source, compresslevel=9, mtime=0)
    return base64.b64encode(packed).decode("ascii"), fingerprint(source.decode("utf-8"))
