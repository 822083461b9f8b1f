"""ICU messages in a text: ``{count, plural, one {# file} other {# files}}``.

Their names and selectors stay; the words of each branch are a text of their own, in which others
can stand.
"""

import re
from collections.abc import Callable, Iterator

_OPENING = re.compile(r"\{\s*[\w.]{1,60}\s*,\s*(?:plural|select|selectordinal)\s*,")
_BRACE = re.compile(r"[{}]")


def message_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the outermost messages that have an end."""
    at = 0
    while opening := _OPENING.search(text, at):
        end = _end(text, opening.start())
        if end is None:
            return
        yield opening.start(), end
        at = end


def branches(message: str) -> list[tuple[int, int]]:
    """Half-open offsets of the texts of a message's branches."""
    opening = _OPENING.match(message)
    spans, start, depth = [], 0, 0
    for brace in _BRACE.finditer(message, opening.end() if opening else 0, len(message) - 1):
        depth += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and depth == 1:
            start = brace.end()
        elif depth == 0:
            spans.append((start, brace.start()))
    return spans


def with_branches(message: str, target_of: Callable[[str], str]) -> str:
    """A message with the target of each of its branches."""
    pieces, at = [], 0
    for start, end in branches(message):
        pieces += [message[at:start], target_of(message[start:end])]
        at = end
    return "".join([*pieces, message[at:]])


def _end(text: str, start: int) -> int | None:
    """The offset behind the brace that closes the one at ``start``."""
    depth = 0
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None
