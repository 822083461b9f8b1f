"""Terms: found in a text with their plurals, and looked at as a list."""
