"""What the package needs is declared, and every version is pinned."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import PACKAGE, ROOT, SOURCES, parsed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
EXTRAS = {canonicalize_name(Requirement(line).name) for line in PROJECT["optional-dependencies"]["dask"]}
DEV = {canonicalize_name(Requirement(line).name) for line in PROJECT["optional-dependencies"]["dev"]}
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))


def imported() -> set[str]:
    """Return the first word of every import of another package."""
    words = set()
    for path in SOURCES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                words |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                words.add(node.module.split(".")[0])
    return words - sys.stdlib_module_names - {PACKAGE.name}


def needed(names: set[str]) -> set[str]:
    """Return these packages and all that they need on this machine."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        name = canonicalize_name(queue.pop())
        if name not in found:
            found.add(name)
            lines = [Requirement(line) for line in requires(name) or []]
            queue += [each.name for each in lines if each.marker is None or each.marker.evaluate({"extra": ""})]
    return found


def test_imports_are_declared() -> None:
    """The package imports nothing that is there only because something else needs it."""
    owners = packages_distributions()
    declared = DIRECT | EXTRAS
    found = {word: {canonicalize_name(name) for name in owners.get(word, [])} for word in imported()}
    assert {word: names for word, names in found.items() if not declared & names} == {}


def test_every_version_is_pinned() -> None:
    """A setup finds a pin for each package it comes to, direct or not."""
    assert needed(DIRECT | DEV) - {canonicalize_name(name) for name in PINS} == set()


def test_pins_are_what_runs() -> None:
    """The versions at work are those that are pinned, so that a passing test speaks for them."""
    other = {}
    for name, pin in PINS.items():
        try:
            if version(name) != pin:
                other[name] = version(name)
        except PackageNotFoundError:
            continue  # pinned for another system, or for building
    assert other == {}


def test_pins_name_no_place() -> None:
    """Names and versions only: no host, path or hash."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []
