"""What is known before a machine translates: memory, units of people, terms, glossaries."""
