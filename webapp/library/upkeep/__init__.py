"""Keeps a library sound: copies, migrations, checks, and what a fault of the database means."""
