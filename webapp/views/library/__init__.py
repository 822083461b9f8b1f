"""The library: its list, new texts, texts that are sent here, and its catalogue for e-readers."""
