"""The desk of translators: one sentence, the memory, the terms and suggested ones."""

from webapp.views.editing import editing, memory, suggestions, terms

#: The modules whose blueprints are registered.
PAGES = (editing, memory, terms, suggestions)
