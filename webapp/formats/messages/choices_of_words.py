"""Finds the words in a message of ICU that chooses among several by a number or a word.

``{n, plural, one {# chat} other {# chats}}`` has two; its syntax is that of
https://unicode-org.github.io/icu/userguide/format_parse/messages.
"""

import re
from collections.abc import Iterator

_CHOICE = re.compile(r"\s*\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")
_BRACE = re.compile(r"[{}]")


def option_spans(message: str) -> list[tuple[int, int]]:
    """The half-open offsets of each option's words, in code points; of any other message all."""
    choice = _CHOICE.match(message)
    if choice is None:
        return [(0, len(message))]
    spans = list(_options(message, choice.end()))
    if not spans or message[spans.pop()[1] :].strip():
        return [(0, len(message))]
    return [
        (start + first, start + last)
        for start, end in spans
        for first, last in option_spans(message[start:end])
    ]


def _options(message: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans in the braces from ``at`` on, and at last that of what closes the choice."""
    depth, start = 1, at
    for brace in _BRACE.finditer(message, at):
        depth += 1 if brace[0] == "{" else -1
        if depth == 2 and brace[0] == "{":
            start = brace.end()
        elif depth == 1:
            yield start, brace.start()
        elif depth == 0:
            yield brace.span()
            return
