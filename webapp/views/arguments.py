"""What an address tells beside its path."""

from flask import request

from webapp.errors import BadInput


def number(name: str, default: int) -> int:
    """A whole number of the query string, at most nine digits; raises BadInput."""
    text = request.args.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(f"“{name}” in this address must be a whole number.")
    return int(text)
