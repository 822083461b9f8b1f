"""Texts cut into raw slices: the running text for people, with its tags, and all else."""
