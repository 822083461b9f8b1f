"""The door: all text of a request is made storable before a view sees it."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

from webapp.formats.plain_text import storable


class StorableFields(ImmutableMultiDict[str, Any]):
    """The fields of a query string, a form or cookies: names and texts storable, of files names."""

    def __init__(self, fields: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(storable(name), all_storable(value)) for name, value in fields or ()])


class StorableRequest(Request):
    """A request of which all but its headers has only text that databases can store.

    Servers let no NUL into a header, but cookies and names of files can write one in other signs.
    """

    parameter_storage_class = dict_storage_class = StorableFields

    def get_json(self, *args: Any, **options: Any) -> Any:
        """See ``flask.Request``; Python's reader lets NUL and lone surrogates in."""
        return all_storable(super().get_json(*args, **options))


def init_app(app: Flask) -> None:
    """Let every request come in by the door."""
    app.request_class = StorableRequest


def all_storable(value: Any) -> Any:
    """``value`` with all text storable that is in it, in lists and objects too."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [all_storable(item) for item in value]
    if isinstance(value, Mapping):
        return {storable(name): all_storable(item) for name, item in value.items()}
    if isinstance(value, FileStorage) and value.filename:
        value.filename = storable(value.filename)
    return value
