"""Readers: bytes in, an ImportedDocument out; a PDF's bounded process imports through here."""
