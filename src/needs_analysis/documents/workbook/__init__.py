"""The tables of a report as a workbook that opens in a spreadsheet: numbers as numbers, one sheet a table."""

from needs_analysis.documents.workbook.book import write_workbook

__all__ = ["write_workbook"]
