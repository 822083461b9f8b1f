"""Words: their pages, their cards in a text, those that a reader keeps, and the review."""

from webapp.views.words import cards, reviews, vocabulary, words

#: The modules whose blueprints are registered.
PAGES = (words, cards, vocabulary, reviews)
