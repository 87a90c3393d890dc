"""What is handed on names no folder of the machine it was made on."""

from __future__ import annotations

from tests.reporting.conftest import Site


def test_no_file_of_the_reports_says_where_it_was_made(site: Site) -> None:
    """Neither the workspace's folder, nor the one it is in."""
    folders = [site.workshop.root.resolve(), site.workshop.root.resolve().parent]
    telling = [folder.as_posix().encode() for folder in folders]
    assert site.first
    assert [name for name, content in site.first.items() for place in telling if place in content] == []
