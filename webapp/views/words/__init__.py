"""Words: their pages, their cards in a text, those that a reader keeps, and the review."""
