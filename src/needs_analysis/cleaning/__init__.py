"""Cleaning: the log of every change, and the one function that applies it."""
