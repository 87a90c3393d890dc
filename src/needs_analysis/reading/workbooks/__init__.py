"""Workbooks, sheet by sheet: their cells as text, and what the cells do not say."""
