"""Assessment: clean tables become estimates, one number a row, each with its n, its interval and how it was made."""
