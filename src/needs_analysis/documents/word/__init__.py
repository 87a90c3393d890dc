"""The report as a Word document that a person edits: real headings, captions, lists, tables and fields."""

from needs_analysis.documents.word.report import write_word

__all__ = ["write_word"]
