"""A release: what one edition may say, read by tables, charts and notebooks, which see nothing else."""

from needs_analysis.release.content import FRAMES, ORIGIN, Release, is_origin, release_id
from needs_analysis.release.reading import read_release, remember_release

__all__ = ["FRAMES", "ORIGIN", "Release", "is_origin", "read_release", "release_id", "remember_release"]
