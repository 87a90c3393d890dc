"""Exports of KoboToolbox, ODK and their like: questions matched with columns, repeat groups with their forms."""
