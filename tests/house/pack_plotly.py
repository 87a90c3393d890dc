"""Fetches the bundles of plotly.js in the installed version, by npm, and packs them for the pages of reports.

Run it from the repository's root after a change of `plotly`'s pin:  python -m tests.house.pack_plotly
"""

import gzip
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

import plotly

from needs_analysis.reporting.bundles import BUNDLES, packed_file

VERSION = re.compile(r"plotly\.js (?:\(.*?\) )?v([\d.]+)")
INSTALLED = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def version_of(source: str) -> str:
    """Return the version that a bundle names in its first lines."""
    found = VERSION.search(source[:200])
    return found[1] if found else ""


def fetched(name: str, version: str, folder: Path) -> bytes:
    """Return a bundle's script out of its npm package."""
    package = f"plotly.js-{name}-dist-min@{version}"
    told = subprocess.run(["npm", "pack", package], cwd=folder, check=True, capture_output=True, text=True).stdout
    with tarfile.open(folder / told.split()[-1]) as archive:
        member = archive.extractfile(f"package/plotly-{name}.min.js")
        assert member is not None
        return member.read()


def packed(source: bytes) -> bytes:
    """Pack a script, the same one into the same bytes."""
    try:
        from zopfli.gzip import compress
    except ImportError:
        return gzip.compress(source, compresslevel=9, mtime=0)
    return bytes(compress(source))


if __name__ == "__main__":
    version = version_of(INSTALLED.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for name in BUNDLES:
            packed_file(name).write_bytes(packed(fetched(name, version, Path(folder))))
            print(f"{packed_file(name).name}: plotly.js {version}, {packed_file(name).stat().st_size:,} bytes")
