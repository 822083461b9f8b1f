"""Study: what a reader knows of a text, from the dictionary and the vocabulary together."""
