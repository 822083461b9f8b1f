"""PDF: both languages on facing columns, with the structure that a screen reader reads."""
