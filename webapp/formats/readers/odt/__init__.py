"""Reads texts of OpenDocument: paragraphs with their marks, lists and notes."""
