"""Checks: each looks at tables and returns proposals for the cleaning log or issues for a person; none changes data."""
