"""The report as a PDF file: tagged, in A4, for printing and for reading aloud."""

from needs_analysis.documents.pdf.typesetting import write_pdf

__all__ = ["write_pdf"]
