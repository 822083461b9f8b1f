"""Reads PDF: PDFium finds lines of letters, which become columns and paragraphs."""
