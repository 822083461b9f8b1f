"""Translates messages in capitals, all but what stays, as tests of their files do."""

from webapp.formats.messages.message import Messages
from webapp.text.exact.kept import kept_spans


def shouted(text: str) -> str:
    """A text in capitals, without its placeholders and tags."""
    pieces, at = [], 0
    for span in kept_spans(text):
        pieces += [text[at : span.start].upper(), text[span.start : span.end]]
        at = span.end
    return "".join([*pieces, text[at:].upper()])


def filled(messages: Messages, language: str = "en") -> str:
    """The file with each message in capitals."""
    return messages.filled([shouted(text) for text in messages.texts], language)
