"""People: names in two scripts, rows that may be one person, forms linked to participants, response rates.

Nothing here merges: a likely pair is listed with its reasons, and a person decides.
"""
