"""Reads PDF: a process of its own finds lines of letters, which become columns and paragraphs."""
