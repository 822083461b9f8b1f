"""Dictionaries of others, as files: a module a format gives their headwords with what they say."""
