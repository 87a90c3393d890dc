"""Disclosure: what an edition may say is decided here, once, for all its tables together."""
