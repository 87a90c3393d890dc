"""Kernels that are quiet, alike on every machine, and cannot get into each other's way."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from needs_analysis.passing import passing_folder

# This environment's own kernel before one the user once registered under the same name; one order of sets in every run.
ENVIRONMENT = {"JUPYTER_PREFER_ENV_PATH": "1", "PYTHONHASHSEED": "0"}
# What a system needs to start a program; everything else of the environment may be somebody's secret.
NEEDED = {
    *("PATH", "PATHEXT", "SYSTEMROOT", "WINDIR", "COMSPEC", "SYSTEMDRIVE", "NUMBER_OF_PROCESSORS"),
    *("TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
    *("LANG", "LANGUAGE", "TZ", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("JUPYTER_PATH", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_PLATFORM_DIRS"),
}
NEEDED_FAMILIES = ("LC_", "PYTHON")
LONGEST_CELL = 600
LONGEST_SOCKET = 90


@contextmanager
def kernel_environment() -> Iterator[None]:
    """Set what kernels inherit, and let errors be told by us alone rather than by papermill's log as well."""
    before = dict(os.environ)
    silent, log = logging.NullHandler(), logging.getLogger("papermill")
    for name in before.keys() - kernel_variables().keys():
        del os.environ[name]
    os.environ.update(ENVIRONMENT)
    log.addHandler(silent)
    try:
        yield
    finally:
        log.removeHandler(silent)
        os.environ.clear()
        os.environ.update(before)


def kernel_variables() -> dict[str, str]:
    """Give what kernels inherit of this process's environment."""
    needed = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in NEEDED or name.upper().startswith(NEEDED_FAMILIES)
    }
    return needed | ENVIRONMENT


@contextmanager
def kernel_options(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the options for one kernel that works in `folder` and leaves nothing behind.

    Kernels talk through files of their own where the system can: ports are taken first come, first served, and two
    kernels that start together may be promised the same one. A personal IPython start-up file is not read.
    """
    with passing_folder() as own:
        yield {
            "resources": {"metadata": {"path": str(folder)}},
            "extra_arguments": [f"--ipython-dir={own}", "--log-level=ERROR"],
            "shutdown_kernel": "immediate",
            "record_timing": False,
            "execution_timeout": LONGEST_CELL,
            "config": _transport(own / "k"),
        }


@contextmanager
def own_event_loop() -> Iterator[None]:
    """Close the event loop that Jupyter opens for a thread and leaves to the garbage collector."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        yield
    finally:
        loop.close()


def _transport(socket: Path) -> Any:
    from traitlets.config import Config

    if sys.platform == "win32" or len(str(socket)) > LONGEST_SOCKET:
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": str(socket)})
