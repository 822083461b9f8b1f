"""Subtitles: a sentence shared out over its cues, and whether it can be read there."""
