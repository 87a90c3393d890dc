"""Notebooks executed in children of a parent that has imported everything once: `papermill --engine needs-analysis`."""
