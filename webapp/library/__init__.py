"""Documents, segments and the translation memory, in a database; the only room with SQL."""
