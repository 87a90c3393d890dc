"""A large survey in partitions: the records of a text file cut at their borders, and its tables in Parquet files."""
