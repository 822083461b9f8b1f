"""Readers (bytes in, text out) and writers (segments in, bytes out), one file a format."""
