"""Reading: files as they were received become tables of text; no cell is changed, coerced or dropped."""
