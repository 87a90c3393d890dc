"""Hostile texts planted in every text field, and what becomes of them."""
