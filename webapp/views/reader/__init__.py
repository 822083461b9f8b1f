"""The reader: a text beside its translation, places and notes in it, what changes its targets."""

from webapp.views.reader import annotations, bookmarks, pretranslation, reader

#: The modules whose blueprints are registered.
PAGES = (reader, bookmarks, annotations, pretranslation)
