"""The door: a request is bounded, and all its text made storable, before a view sees it."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO, Any

from flask import Flask, Request, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.formparser import FormDataParser

from webapp.errors import NotText, TooLarge
from webapp.formats.plain_text import storable

#: The most fields of a form, and its most signs written as ``%41``. While they are read, a field of
#: two bytes takes 500 bytes of memory, and such a sign 250. A form in parts has none.
MOST_FIELDS, MOST_ESCAPES = 100_000, 2_000_000
#: The most lists, objects and commas of a JSON. A list of two bytes takes 150 bytes of memory.
MOST_VALUES = 500_000


class StorableFields(ImmutableMultiDict[str, Any]):
    """The fields of a query string, a form or cookies: names and texts storable, of files names."""

    def __init__(self, fields: Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__([(storable(name), all_storable(value)) for name, value in fields or ()])


class BoundedForms(FormDataParser):
    """Reads forms of a bounded number of fields; those in parts Werkzeug bounds itself."""

    def parse(self, stream: IO[bytes], mimetype: str, *details: Any, **options: Any) -> Any:
        """See ``FormDataParser``; raises TooLarge."""
        if mimetype == "application/x-www-form-urlencoded":
            form = stream.read()
            if form.count(b"&") >= MOST_FIELDS:
                raise TooLarge(f"This form has more than {MOST_FIELDS:,} fields.")
            if form.count(b"%") > MOST_ESCAPES:
                raise TooLarge("This form is too large: send it as multipart/form-data.")
            stream = BytesIO(form)
        return super().parse(stream, mimetype, *details, **options)


class StorableRequest(Request):
    """A bounded request of which all but its headers has only text that databases can store.

    Servers let no NUL into a header, but cookies and names of files can write one in other signs.
    """

    parameter_storage_class = dict_storage_class = StorableFields
    form_data_parser_class = BoundedForms

    def get_json(self, *args: Any, **options: Any) -> Any:
        """See ``flask.Request``; Python's reader lets NUL and lone surrogates in.

        Raises TooLarge.
        """
        if self.is_json and sum(map(self.get_data().count, (b"[", b"{", b","))) > MOST_VALUES:
            raise TooLarge(f"This JSON has more than {MOST_VALUES:,} values.")
        return all_storable(super().get_json(*args, **options))


def init_app(app: Flask) -> None:
    """Let every request come in by the door."""
    app.request_class = StorableRequest
    app.before_request(_refuse_packed)


def _refuse_packed() -> None:
    """Raise NotText for a body that is packed: it would be read as if it were not."""
    if request.content_encoding not in (None, "", "identity"):
        raise NotText("Send this as it is: the server unpacks no body (Content-Encoding).")


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
