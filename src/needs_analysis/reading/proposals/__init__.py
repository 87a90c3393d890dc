"""Proposals for `workshop.toml` from the files themselves, each with its reasons."""
