"""Text files as sheets: encoding, delimiter, cells."""
