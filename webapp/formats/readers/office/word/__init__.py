"""Reads Word documents: the parts of a .docx become paragraphs with marks and places."""
