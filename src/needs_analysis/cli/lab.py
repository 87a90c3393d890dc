"""JupyterLab on a workspace's notebooks, with the kernel of this very environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from needs_analysis.cli.releasing import release_editions
from needs_analysis.cli.running import assess_data, clean_data
from needs_analysis.cli.telling import Teller
from needs_analysis.workshop import read_workshop


def open_lab(root: Path) -> None:
    """Open JupyterLab on the notebooks; the first time, make the releases that they read."""
    workshop, teller = read_workshop(root), Teller()
    if not all((workshop.reports / edition / "release" / "manifest.json").is_file() for edition in workshop.editions):
        data = clean_data(workshop, teller)
        release_editions(workshop, data, assess_data(workshop, data, teller))
    environment = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(workshop.root), "--LabApp.default_url"]
    sys.exit(subprocess.call([*command, "/lab/tree/notebooks"], env=environment))
