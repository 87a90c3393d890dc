"""The review: what a person has to decide, as a workbook that goes out and comes back."""
