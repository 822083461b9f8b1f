"""The desk of translators: one sentence, the memory, the terms and suggested ones."""
