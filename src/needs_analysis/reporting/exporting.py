"""The two pages' templates filled in. Every text is escaped unless the code says that it is HTML already."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from needs_analysis.reporting.notebooks import Notebook, notebook_format
from needs_analysis.reporting.scripts import TEMPLATE, TEMPLATES

PARTS = ("report.html.j2", "parts.html.j2", "provenance.html.j2")


def prepare_export() -> None:
    """Read the report's templates, and build what judges a composed notebook."""
    for name in PARTS:
        report_exporter().environment.get_template(name)
    notebook_format().validate(_notebook([]))


def export_notebook(cells: list[Notebook], page: dict[str, Any]) -> str:
    """Fill in the report's template with a composed notebook and what else the page says."""
    return str(report_exporter().from_notebook_node(_notebook(cells), resources={"page": page})[0])


def _notebook(cells: list[Notebook]) -> Notebook:
    made: Notebook = notebook_format().from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    return made


@cache
def report_exporter() -> Any:
    """Give what fills in the report's template, which is read once."""
    notebook_format()
    from nbconvert.exporters import templateexporter

    make: Callable[..., Any] = templateexporter.TemplateExporter
    exporter = make(
        template_name=TEMPLATE,
        template_file="report.html.j2",
        extra_template_basedirs=[str(TEMPLATES)],
        default_preprocessors=[],  # what is composed holds nothing that they would change
    )
    exporter.environment.autoescape = True
    return exporter


def export_index(page: dict[str, Any]) -> str:
    """Fill in the template of a page that lists reports."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(TEMPLATES / TEMPLATE), autoescape=True)
    return environment.get_template("index.html.j2").render(page=page)
