"""Fills the pending segments of documents: from the memory, then by the engine, in jobs."""
