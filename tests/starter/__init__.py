"""Tests of the starter form and the new workspace."""
