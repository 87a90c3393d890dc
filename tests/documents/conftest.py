"""The sample report as PDF, in both languages, with grey pictures in place of charts."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.documents.pdf import write_pdf
from tests.documents.dots import picture
from tests.documents.sample import sample_document

PICTURES = [picture(700, 300), picture(700, 1800, cuts=(*range(100, 1800, 100),))]


@pytest.fixture(scope="session", params=["en", "ru"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def pdf(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(tmp_path_factory.mktemp("pdf") / f"{language}.pdf", sample_document(language), PICTURES)
