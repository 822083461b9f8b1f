"""The reader: a text beside its translation, places and notes in it, what changes its targets."""
