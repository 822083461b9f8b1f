"""The library: its list, new texts, texts that are sent here, and its catalogue for e-readers."""

from webapp.views.library import documents, opds, sending, sharing

#: The modules whose blueprints are registered.
PAGES = (documents, opds, sending, sharing)
