"""Translates the words of a file and leaves everything else unchanged."""
