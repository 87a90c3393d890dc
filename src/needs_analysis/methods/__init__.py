"""The statistics: arrays in, numbers out; nothing here knows a workshop, and every method names its source."""
