"""Reporting: chapters executed over a release, and one HTML file made of them that opens anywhere, offline.

A report says what a release says and no more. Whatever cannot be shown whole (a failed cell, a warning, a chart
without words) stops the report instead of thinning it.
"""
