"""Documents as they are stored, read, listed, named and deleted."""
