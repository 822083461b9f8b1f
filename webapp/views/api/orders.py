"""What a caller orders, before it is translated: its size checked, its routes known, counted."""

from collections.abc import Callable, Sequence

from flask import request

from webapp.errors import BadInput, TooLarge
from webapp.translation.batches import Manner
from webapp.translation.interpreter import Order, Route
from webapp.views.api.access import caller
from webapp.views.api.allowance import count
from webapp.views.context import desk, settings


def accepted(order: Order, check: Callable[[Sequence[str]], None] | None = None) -> Sequence[Route]:
    """The routes of an order that can be translated now; it is counted, for it will be.

    ``check`` refuses texts that are too long; ``check_size`` does where none is given. Raises what
    ``check``, ``Interpreter.routes`` and ``count`` raise.
    """
    (check or check_size)(order.texts)
    routes = desk().interpreter.routes(order)
    count(order.texts)
    return routes


def accepted_file(order: Order) -> Sequence[Route]:
    """What ``accepted`` gives, for the text of a file; raises TooLarge when that is too long."""
    return accepted(order, _check_file_size)


def check_size(texts: Sequence[str]) -> None:
    """Refuse too many texts or characters with LibreTranslate's sentence, as BadInput."""
    size = sum(map(len, texts))
    for number, limit in (
        (len(texts), settings().max_request_texts),
        (size, most_characters(settings().max_request_chars)),
    ):
        if number > limit:
            raise BadInput(f"Invalid request: request ({number}) exceeds text limit ({limit})")


def most_characters(most: int) -> int:
    """How long a text the caller may send: what the key says, or else ``most``."""
    key = caller().key
    return (key and key.max_request_chars) or most


def manner(alternatives: int = 0) -> Manner:
    """How the current request is translated: ahead of documents, as long as its caller stays."""
    gone = request.environ.get("waitress.client_disconnected")
    return Manner(alternatives=alternatives, abandoned=gone)


def _check_file_size(texts: Sequence[str]) -> None:
    size, most = sum(map(len, texts)), most_characters(settings().max_text_chars)
    if size > most:
        raise TooLarge(f"This file has {size:,} characters; the limit is {most:,}.")
