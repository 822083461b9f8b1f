"""Languages: their names, and the one that a text is in."""
