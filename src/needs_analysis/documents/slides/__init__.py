"""About ten slides of a report: findings as titles, native charts that can be edited, the full words in the notes."""

from needs_analysis.documents.slides.deck import write_slides

__all__ = ["write_slides"]
