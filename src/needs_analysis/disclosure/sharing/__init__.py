"""Sharing: one release made into one encrypted archive, every file of it marked for whom and when it was prepared."""
