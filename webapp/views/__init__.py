"""HTTP: the library's list, the reader, what changes a document, the API, and the error pages."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from webapp.views import api, editing, library, reader, templates, words
from webapp.views.display import assets, comfort
from webapp.views.requests import (
    compression,
    door,
    errors,
    proxies,
    request_ids,
    security,
    shared,
)


class KeyConverter(IntegerConverter):
    """Whole numbers that a database key can be; an address with a larger one does not exist."""

    def __init__(self, map: Map) -> None:  # noqa: A002  # Werkzeug's name for it
        super().__init__(map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    """Register every blueprint and handler."""
    app.url_map.converters["int"] = KeyConverter
    request_ids.init_app(app)
    door.init_app(app)
    errors.init_app(app)
    security.init_app(app)
    comfort.init_app(app)
    templates.init_app(app)
    for pages in (*library.PAGES, *reader.PAGES, *editing.PAGES, *words.PAGES, assets):
        app.register_blueprint(pages.blueprint)
    api.init_app(app)
    compression.init_app(app)
    shared.init_app(app)
    proxies.init_app(app)
