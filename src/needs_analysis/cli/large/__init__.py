"""The steps of a run on a survey too large for one table: the same functions on each part, then what needs all of them.

Most checks look at one form at a time and are made on each part. Those that look at one question over all forms are
made on its column, read from all parts. Those that look for what stands twice are made on the rows that may. What would
compare each form with every other is not made, and a note says so.
"""
