"""The scripts of a page, and the policy that lets no other one run and nothing be fetched."""

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


def policy(*scripts: str) -> str:
    """State the Content-Security-Policy of a page that may run these scripts, draw, and do nothing else.

    >>> policy()
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    """
    allowed = " ".join(f"'{fingerprint}'" for fingerprint in scripts)
    rules = ["default-src 'none'", *([f"script-src {allowed}"] if allowed else []), "style-src 'unsafe-inline'"]
    return "; ".join([*rules, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"])


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
