"""PDF: letters at places become lines, columns and paragraphs, in a process of its own."""
