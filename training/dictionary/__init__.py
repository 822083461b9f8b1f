"""How the bundled dictionary is made: parallel text in, one SQLite file out."""
