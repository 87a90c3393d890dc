"""Registers: countries, agencies, needs, scales and their labels, as files, and the resolvers that read them.

A resolver answers a code or nothing, never a guess. Near misses are suggestions for a person.
"""
