"""A text cut into paragraphs and segments, by the rules of its language."""
