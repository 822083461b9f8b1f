"""Readers take bytes and return an ImportedDocument. The bounded process of a PDF imports this."""
