"""What stays as it is in every language, and how it is found in a text."""
