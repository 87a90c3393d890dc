"""Documents: a report as a person edits, prints or presents it, made from what its page shows and from nothing else."""
