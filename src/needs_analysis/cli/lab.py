"""JupyterLab on a workspace's notebooks, with the kernel of this very environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from needs_analysis.cli.alone import alone
from needs_analysis.cli.arrival import hash_inputs
from needs_analysis.cli.editions import make_editions
from needs_analysis.cli.first_made import as_first_made
from needs_analysis.cli.running import assess_data, clean_data
from needs_analysis.cli.telling import Teller
from needs_analysis.disclosure.release import write_release
from needs_analysis.workshop import Workshop, read_workshop

QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def _is_fresh(workshop: Workshop, edition: str) -> bool:
    """Whether the release of an edition is there and was made from the files that are there now."""
    manifest = workshop.reports / edition / "release" / "manifest.json"
    return manifest.is_file() and json.loads(manifest.read_text(encoding="utf-8"))["inputs"] == hash_inputs(workshop)


def open_lab(root: Path, arguments: Sequence[str] = ()) -> None:
    """Open JupyterLab on the notebooks; make the releases that they read where none is fresh.

    It is told not to ask other hosts for news, updates or extensions.

    Args:
        root: the workspace.
        arguments: what JupyterLab is given beside, such as `--no-browser`.
    """
    workshop, teller = read_workshop(root), Teller()
    if not all(_is_fresh(workshop, edition) for edition in workshop.editions):
        with alone(root, "lab"):
            data = clean_data(workshop, teller, force=False)
            assessed = assess_data(workshop, data, teller, force=False)
            for made in as_first_made(workshop, make_editions(workshop, data, assessed)):
                write_release(workshop.reports / made.name / "release", made.release)
    environment = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={workshop.root}", *QUIET]
    sys.exit(subprocess.call([*command, "--LabApp.default_url=/lab/tree/notebooks", *arguments], env=environment))
