"""Questionnaires in the XLSForm format: read with pyxform's judgement, as declared tables."""

from needs_analysis.reading.form.form import Form, read_form
from needs_analysis.reading.form.versions import read_forms

__all__ = ["Form", "read_form", "read_forms"]
